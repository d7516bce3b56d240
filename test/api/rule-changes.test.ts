import { createHash } from 'node:crypto';
import { writeManyCases } from '../../bench/many-cases';
import type { RunningServer } from '../../api/server';
import { MAX_TEXT_FILE_BYTES } from '../../rules/text-file';
import { EVERY_YEAR } from '../../domain/rule-pack/types';
import { keepTexts } from '../../prisma/repositories/rule-texts';
import { readBase, shippedBase } from '../../rules/calendar-base';
import { findChange } from '../../prisma/repositories/rule-changes';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import type { Rig } from '../support/rig';
import { calendarText } from '../../bench/calendar-change';
import { createRig } from '../support/rig';
import { readSpreadsheet } from '../support/spreadsheet';
import { startTestWeb, Visitor } from '../support/web-client';

/** 规则变更 and the exported lists, by forms alone; a record of its own, because a change concerns every open case. */

const OFFICE = 'safety-committee-office-420303';
const CASES = 60;
const TEXT = calendarText('试验发〔2026〕7号', '2027-01-30');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const file = (content: string | Uint8Array<ArrayBuffer>): Blob => new Blob([content], { type: 'application/yaml' });

let own: OwnRecord;
let rig: Rig;
let web: RunningServer;
let office: Visitor;

beforeAll(async () => {
  own = await ownRecord();
  rig = await createRig(own);
  const { changes } = rig.container;
  web = await startTestWeb(rig.container, { changes });
  office = new Visitor(web.address);
  await office.signIn(OFFICE);
  await writeManyCases(rig.container, {
    count: CASES, prefix: 'listed', now: Date.parse('2027-01-29T10:00+08:00'), inWorkingDays: 50,
  });
});
afterAll(async () => {
  await web.close();
  await rig.close();
  await own.drop();
});

const draft = (fields: Record<string, string | Blob>) => office.upload('/rule-changes', '/rule-changes', { kind: 'calendar', ...fields });
const drafts = () => rig.container.db.client.ruleChange.count();

async function computed(id: string): Promise<void> {
  for (let waits = 0; waits < 300; waits += 1) {
    if ((await findChange(rig.container.db, id))?.state === 'computed') return;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  throw new Error(`${id} was never computed`);
}

describe('the form of a draft', () => {
  it('for a body that does not keep the rules, when asked for, is not there, and posting is refused', async () => {
    const stranger = new Visitor(web.address);
    await stranger.signIn('procuratorate-420303');
    const page = await stranger.get('/rule-changes');
    expect([page.status, page.text.includes('<textarea')]).toEqual([200, false]);
    const form = new FormData();
    form.append('_csrf', await stranger.csrfToken());
    form.append('kind', 'calendar');
    form.append('text', TEXT);
    expect((await stranger.send('POST', '/rule-changes', { body: form })).status).toBe(403);
    expect(await drafts()).toBe(0);
  });

  it('with a faulty text, when sent, names every fault with path and reason, keeps what was typed and stores nothing', async () => {
    const answer = await draft({ text: 'year: 2027\nstatus: maybe\n# 我的备注', reason: '通知公布' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/status：/);
    expect(answer.text).toMatch(/sources：/);
    expect(answer.text).toContain('# 我的备注');
    expect(answer.text).toContain('通知公布</textarea>');
    expect(answer.text).toMatch(/value="calendar" selected/);
    expect(await drafts()).toBe(0);
  });

  it.each<[string, Record<string, string | Blob>, string]>([
    ['without any text', {}, '正文：请粘贴文件全文，或选择文件。'],
    ['without a kind', { kind: '', text: TEXT }, '类别：请选择年度日历或规则包。'],
    ['with a file that is not UTF-8', { file: file(new Uint8Array([0xc4, 0xea])) }, '文件：不是 UTF-8 文字。'],
    ['with a text beyond a megabyte', { text: `#${'年'.repeat(Math.ceil(MAX_TEXT_FILE_BYTES / 3))}` }, `超过 ${MAX_TEXT_FILE_BYTES} 字节`],
  ])('%s, when sent, says so', async (_, fields, message) => {
    const answer = await draft(fields);
    expect([answer.status, answer.text.includes(message)]).toEqual([422, true]);
    expect(await drafts()).toBe(0);
  });

  it('larger than any text may be, when sent, is refused before it is read', async () => {
    expect((await draft({ text: 'x'.repeat(3 * MAX_TEXT_FILE_BYTES) })).status).toBe(413);
  });

  it('that breaks off in the middle, when sent, is refused', async () => {
    const answer = await office.send('POST', '/rule-changes', { body: '--x\r\nContent-Dis', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect(answer.status).toBe(400);
  });

  it('with a typed text, when sent twice, is drafted once under the hash of the text as it would stand in a file', async () => {
    const typed = TEXT.replaceAll('\n', '\r\n');
    const answer = await draft({ text: typed, reason: '通知公布' });
    expect(answer.status).toBe(303);
    const id = decodeURIComponent(answer.headers.get('location')?.split('/').at(-1) ?? '');
    expect(await findChange(rig.container.db, id)).toMatchObject({ kind: 'calendar', subject: '2027', sha256: sha256(TEXT), reason: '通知公布' });
    await computed(id);
    const again = await draft({ text: typed, reason: '通知公布' });
    expect([again.status, again.text.includes('已经起草过')]).toEqual([409, true]);
    expect(await drafts()).toBe(1);
  });

  it('with a file beside a typed text, when sent, takes the file byte by byte', async () => {
    const text = TEXT.replace('7号', '8号').replaceAll('\n', '\r\n');
    const answer = await draft({ text: 'year: 1', file: file(text) });
    expect(answer.status).toBe(303);
    const id = decodeURIComponent(answer.headers.get('location')?.split('/').at(-1) ?? '');
    expect((await findChange(rig.container.db, id))?.sha256).toBe(sha256(text));
  });
});

describe('a calendar year that arrived with the program', () => {
  it('under a case of an earlier program, when the page is opened, stands there and is drafted by one click', async () => {
    const { db } = rig.container;
    expect((await office.get('/rule-changes')).text).not.toContain('待起草');
    const { years, ...rest } = JSON.parse(shippedBase().text) as { statutory: string; years: string[] };
    const [text = ''] = years.filter((each) => each.includes('year: 2026'));
    const earlier = readBase(JSON.stringify({ ...rest, years: years.filter((each) => each !== text) }));
    await keepTexts(db, [{ sha256: earlier.sha256, kind: 'base', content: earlier.text }]);
    await db.client.matter.update({ where: { id: 'listed-000001' }, data: { calendars: [{ year: EVERY_YEAR, sha256: earlier.sha256 }] } });
    const page = (await office.get('/rule-changes')).text;
    expect(page).toContain('随程序到达，待起草');
    expect(page).toContain('在办案件 1 起按别的日期计算');
    const answer = await office.upload('/rule-changes', '/rule-changes', {});
    expect(answer.status).toBe(303);
    const id = decodeURIComponent(answer.headers.get('location')?.split('/').at(-1) ?? '');
    expect(await findChange(db, id)).toMatchObject({ subject: '2026', sha256: sha256(text), reason: '随程序到达' });
    expect((await office.get('/rule-changes')).text).not.toContain('待起草');
  });
});

describe('an exported list', () => {
  it('of what a change moves, when fetched, holds a line for every limit on every page', async () => {
    const id = `calendar-2027-${sha256(TEXT).slice(0, 8)}`;
    await computed(id);
    expect((await office.get(`/rule-changes/${id}`)).text).toContain(`/rule-changes/${id}/impact.xlsx`);
    const answer = await office.get(`/rule-changes/${id}/impact.xlsx`);
    expect(answer.headers.get('content-type')).toContain('spreadsheetml');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*\.xlsx/);
    const { rows } = readSpreadsheet(answer.bytes);
    const { impact } = await findChange(rig.container.db, id) ?? { impact: null };
    expect(impact?.movedClocks).toBeGreaterThan(0);
    expect(rows.length - 1).toBe(impact?.movedClocks);
    expect(rows[0]).toEqual(['案件编号', '案件', '时限', '原期限', '新期限', '实施后即逾期', '原因', '已实施']);
    expect(rows[1]?.[0]).toMatch(/^listed-/);
    expect(rows[1]?.[6]).toMatch(/春节/);
  });

  it('of a change that nobody drafted, when fetched, is not there', async () => {
    expect((await office.get('/rule-changes/nothing/impact.xlsx')).status).toBe(404);
  });

  it('of the ledger, when fetched, holds all its pages, and with a filter what the filter leaves', async () => {
    const page = await office.get('/cases?sort=oldest');
    expect(page.text).toContain('href="/cases.xlsx?sort&#x3D;oldest"');
    const { rows } = readSpreadsheet((await office.get('/cases.xlsx?sort=oldest')).bytes);
    expect(rows).toHaveLength(1 + CASES);
    expect(rows[0]?.slice(0, 4)).toEqual(['灯', '编号', '案件', '地区']);
    const days = rows.slice(1).map((row) => Number(row[6]));
    expect(days).toEqual([...days].sort((a, b) => a - b));
    const one = readSpreadsheet((await office.get('/cases.xlsx?text=listed-000007')).bytes).rows;
    expect(one.map((row) => row[1])).toEqual(['编号', 'listed-000007']);
  });

  it('of the ledger, for a body elsewhere, when fetched, holds nothing of it', async () => {
    const elsewhere = new Visitor(web.address);
    await elsewhere.signIn('safety-committee-office-110106');
    expect(readSpreadsheet((await elsewhere.get('/cases.xlsx')).bytes).rows).toHaveLength(1);
  });
});
