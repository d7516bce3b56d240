import { writeSpreadsheet, type SheetValue } from '../../../api/http/spreadsheet';
import { readSpreadsheet } from '../../support/spreadsheet';

const sheetOf = async (...rows: SheetValue[][]) => readSpreadsheet(await writeSpreadsheet({
  name: '清单[2026/1]', columns: [{ title: '名称', width: 10 }, { title: '数', width: 8 }], rows,
}));

describe('a spreadsheet', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("http://x")', '\t=1'])('text %j, when written, stays text and is no formula', async (text) => {
    const { rows, xml } = await sheetOf([text, 1]);
    expect(rows).toEqual([['名称', '数'], [text, '1']]);
    expect(xml).not.toContain('<f>');
  });

  it('text with rare characters, lines and what XML does not know, when written, loses only the latter', async () => {
    expect((await sheetOf(['𠮷野 <&"> \u0001\n第二行', 2])).rows[1]?.[0]).toBe('𠮷野 <&"> \n第二行');
  });

  it('a date, when written, is a day number that can be sorted', async () => {
    // 25569 is 1970-01-01 in Excel's reckoning.
    expect((await sheetOf([{ date: '2026-11-21' }, 0])).rows[1]?.[0]).toBe(String(25_569 + Date.parse('2026-11-21') / 86_400_000));
  });

  it('text longer than a cell may hold, when written, is cut there', async () => {
    expect((await sheetOf(['长'.repeat(40_000), 0])).rows[1]?.[0]).toHaveLength(32_767);
  });
});
