import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkCalendar } from '../../../cli/calendar/check';
import { importCalendar } from '../../../cli/calendar/import';
import { showCalendar } from '../../../cli/calendar/show';
import { catchOutput } from '../../support/run-command';
import { runDeadlines } from '../../support/run-deadlines';

const YEAR = `year: 2027
status: published
sources: [{ notice: 国办发明电〔2026〕0号, issuedOn: 2026-11-20 }]
off:
  - { from: 2027-01-01, to: 2027-01-03, name: 元旦 }
  - { from: 2027-02-05, to: 2027-02-11, name: 春节 }
  - { from: 2027-04-03, to: 2027-04-05, name: 清明节 }
  - { from: 2027-05-01, to: 2027-05-05, name: 劳动节 }
  - { from: 2027-06-09, to: 2027-06-09, name: 端午节 }
  - { from: 2027-09-15, to: 2027-09-15, name: 中秋节 }
  - { from: 2027-10-01, to: 2027-10-07, name: 国庆节 }
worked:
  - { date: 2027-01-30, for: 春节 }
  - { date: 2027-02-20, for: 春节 }
  - { date: 2027-04-25, for: 劳动节 }
  - { date: 2027-10-09, for: 国庆节 }
`;
const OVERLAY = `overlay: some-office
title: 某市应急管理局内部休息日
sources: [某办〔2026〕3号]
off: [{ from: 2026-12-28, to: 2026-12-29, name: 系统检修闭馆 }]
`;

let data: string;
const file = (name: string, content: string): string => {
  const path = join(data, name);
  writeFileSync(path, content);
  return path;
};
const put = (name: string): void => {
  mkdirSync(join(data, 'calendar'), { recursive: true });
  copyFileSync(join(data, 'calendar', 'drafts', name), join(data, 'calendar', name));
};
const lines = (run: () => void) => catchOutput(run);
const json = (run: () => void): Record<string, unknown>[] => catchOutput(run).out.map((line) => JSON.parse(line) as Record<string, unknown>);

beforeEach(() => { data = mkdtempSync(join(tmpdir(), 'ancha-calendar-')); });

describe('ancha calendar show', () => {
  test('2026 names its notice and every day off and worked, each with its kind', () => {
    const { out } = lines(() => showCalendar('2026', { data }));
    expect(out[1]).toBe('依据：国办发明电〔2025〕7号（2025-11-04）');
    expect(out.filter((line) => line.includes('放假'))).toHaveLength(33);
    expect(out.filter((line) => line.includes('调休上班'))).toHaveLength(6);
    expect(out).toContain('2026-10-10  周六  上班  国庆节  调休上班');
    expect(out).toContain('2026-02-17  周二  放假  春节    法定节假日');
  });

  test('2027 is provisional: every day bears the mark, the Spring Festival starts on its eve 02-05, no make-up day is known', () => {
    const [year] = json(() => showCalendar('2027', { data, json: true })) as [{ status: string; days: { date: string; kind: string; provisional: boolean }[] }];
    expect(year.status).toBe('provisional');
    expect(year.days.every(({ provisional, kind }) => provisional && kind === 'off')).toBe(true);
    expect(year.days.map(({ date }) => date).slice(1, 5)).toEqual(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08']);
    expect(lines(() => showCalendar('2027', { data })).out.filter((line) => /^2027-\d\d-\d\d（暂定）/.test(line))).toHaveLength(13);
  });

  test('a year without a table is computed and says so', () => {
    const [year] = json(() => showCalendar('2031', { data, json: true }));
    expect(year).toMatchObject({ origin: 'computed', status: 'provisional' });
  });

  test('2008 says which date could not be read in its notice; 1994 since when two days a week are free', () => {
    expect(lines(() => showCalendar('2008', { data })).out[2]).toContain('国办发明电〔2007〕52号：发文日期（未核对）');
    expect(lines(() => showCalendar('1994', { data })).out[2]).toContain('说明：星期六和星期日为周休息日自1995年5月1日起施行');
  });

  test.each(['1899', '20260', 'next', '2100'])('%s is bad input', (year) => {
    expect(lines(() => showCalendar(year, { data }))).toMatchObject({ out: [], exitCode: 2, err: [expect.stringContaining('须为 1992 至 2099') as string] });
  });
});

describe('ancha calendar import', () => {
  test('a good year is filed as a draft, byte for byte, and does not count yet', () => {
    const path = file('2027.yaml', YEAR);
    const [result] = json(() => importCalendar(path, { data, json: true }));
    expect(result).toMatchObject({ file: '2027.yaml', kind: 'year', inForce: false, warnings: [] });
    expect(readFileSync(join(data, 'calendar/drafts/2027.yaml'), 'utf8')).toBe(YEAR);
    const years = json(() => showCalendar('2027', { data, json: true }));
    expect(years.map(({ origin, status }) => [origin, status])).toEqual([['on-board', 'provisional'], ['draft', 'published']]);
  });

  test('once the file is moved out of the drafts, limits that reach the year are no longer provisional and name the notice', () => {
    const path = file('2027.yaml', YEAR);
    const caseFile = file('case.yaml', `ancha: case/1
id: case
title: 某事故
packs: [national]
accident: { occurredAt: 2026-12-01T08:00+08:00, region: "420303", industry: general }
events: [{ at: 2027-01-28, do: decide-penalty, party: 某公司 }]
`);
    const served = () => (JSON.parse(runDeadlines([caseFile], { asOf: '2027-02-01', json: true, data }).out[0] ?? '{}') as { clocks: { code: string; dueDate: string; provisional: boolean; proof: string[] }[] })
      .clocks.find(({ code }) => code === 'penalty-service@某公司');
    const before = served();
    lines(() => importCalendar(path, { data }));
    expect(served()).toEqual(before);
    expect(before).toMatchObject({ dueDate: '2027-02-10', provisional: true });
    put('2027.yaml');
    expect(served()).toMatchObject({ dueDate: '2027-02-12', provisional: false });
    expect(served()?.proof.join()).toContain('国办发明电〔2026〕0号');
  });

  test('an overlay is filed as a draft; in force it is listed with its year and named in proofs', () => {
    const path = file('closing.yaml', OVERLAY);
    lines(() => importCalendar(path, { data }));
    expect(json(() => showCalendar('2026', { data, json: true }))[0]).toMatchObject({ overlays: [] });
    put('overlay-some-office.yaml');
    expect(json(() => showCalendar('2026', { data, json: true }))[0]).toMatchObject({
      overlays: [{ title: '某市应急管理局内部休息日，某办〔2026〕3号', days: [{ date: '2026-12-28' }, { date: '2026-12-29' }] }],
    });
  });

  test.each([
    ['a make-up day on a Wednesday', YEAR.replace('2027-01-30', '2027-01-27'), 'worked[0]: 调休上班日须为周六或周日'],
    ['a day of another year', YEAR.replace('to: 2027-01-03', 'to: 2028-01-03'), 'off[0]: 放假日须在本年之内'],
    ['a day that does not exist', YEAR.replace('2027-01-30', '2027-02-30'), 'worked[0].date: 须为存在的日期，写作 YYYY-MM-DD'],
    ['a range that runs backwards', YEAR.replace('from: 2027-01-01', 'from: 2027-01-09'), 'off[0]: 起日晚于止日'],
    ['a day both off and worked', YEAR.replace('2027-01-30', '2027-01-02'), 'worked[0]: 同一天既放假又上班'],
    ['a table that cites no notice', YEAR.replace(/sources: .*/, 'sources: []'), 'sources: 须写明通知文号'],
    ['an unknown key', `${YEAR}extra: 1\n`, 'extra: 不认识的键'],
    ['make-up days of an unpublished year', YEAR.replace('status: published', 'status: provisional'), 'worked: 未公布的年份不得列调休上班日'],
    ['something else', 'ancha: case/1\n', 'year: 缺少这一项'],
    ['a list', '- 1\n', '文件: 须为年度放假表（year: …）或本机关的休息日表（overlay: …）'],
    ['an overlay without a day', OVERLAY.replace(/off: .*/, ''), 'off: 没有写任何一天'],
    ['an overlay whose name leaves the folder', OVERLAY.replace('some-office', '../x'), 'overlay: 只能用小写字母、数字和中间的连字符'],
    ['an alias bomb', `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]\n`, '文件: 别名（*）展开过多'],
    ['a file that is too large', 'x'.repeat(1_000_001), '文件: 超过 1000000 字节'],
  ])('%s is refused with its path and reason, and nothing is stored', (_, content, fault) => {
    const path = file('bad.yaml', content);
    const { out, err, exitCode } = lines(() => importCalendar(path, { data }));
    expect([out, exitCode]).toEqual([[], 2]);
    expect(err).toContain(`${path}: ${fault}`);
    expect(existsSync(join(data, 'calendar'))).toBe(false);
  });

  test('a year imported again replaces its draft and leaves no other file', () => {
    lines(() => importCalendar(file('a.yaml', YEAR), { data }));
    lines(() => importCalendar(file('b.yaml', YEAR.replace('国办发明电〔2026〕0号', '国办发明电〔2026〕1号')), { data }));
    expect(readdirSync(join(data, 'calendar/drafts'))).toEqual(['2027.yaml']);
    expect(readFileSync(join(data, 'calendar/drafts/2027.yaml'), 'utf8')).toContain('〔2026〕1号');
  });
});

describe('a date that touches a year without a published calendar', () => {
  test('bears 暂定 in the table, in the last step of its proof and in JSON; a date of a published year does not', () => {
    const caseFile = file('case.yaml', `ancha: case/1
id: case
title: 某事故
packs: [national]
accident: { occurredAt: 2026-12-01T08:00+08:00, region: "420303", industry: general }
events: [{ at: 2026-12-02, do: decide-penalty, party: 甲 }, { at: 2026-12-28, do: decide-penalty, party: 乙 }]
`);
    const { out } = runDeadlines([caseFile], { asOf: '2026-12-29', proof: true, data });
    const line = (code: string) => out.find((each) => each.startsWith(`${code} `));
    expect(line('penalty-service@乙')).toContain('2027-01-07（暂定）');
    expect(line('penalty-service@甲')).not.toContain('暂定');
    expect(out).toContain('  · 2027年1月7日为最后一日（暂定），自2027年1月8日00:00起为逾期。');
    const { clocks } = JSON.parse(runDeadlines([caseFile], { asOf: '2026-12-29', json: true, data }).out[0] ?? '{}') as { clocks: { code: string; provisional: boolean }[] };
    expect(clocks.filter(({ provisional }) => provisional).map(({ code }) => code)).toEqual(['penalty-service@乙', 'penalty-publicity@乙']);
  });
});

describe('ancha calendar check', () => {
  const codes = (asOf: string) => (json(() => checkCalendar({ data, json: true, asOf }))[0] as { warnings: { year: number; code: string }[] }).warnings.map(({ year, code }) => [year, code]);

  test.each([['2026-10-31T23:59+08:00', []], ['2026-11-01', [[2027, 'year-missing']]], ['2027-01-01', [[2027, 'year-missing']]], ['2027-11-01', [[2027, 'year-missing'], [2028, 'year-missing']]]])(
    'on %s the missing years are %j, and every year on board makes sense', (asOf, expected) => {
      expect(codes(asOf)).toEqual(expected);
    });

  test('lists since when each rule of rest days holds, in words and in JSON', () => {
    const { out } = lines(() => checkCalendar({ data, asOf: '2026-10-01' }));
    expect(out.slice(0, 3)).toEqual([
      '日历全部合格，没有缺少的年份。', '休息日的规则，各自施行的时间：', '2025-01-01 至 今  法定节假日13天，国务院令第795号（2024年修订）',
    ]);
    expect(out.filter((line) => line.startsWith('1995-05-01 至 今  星期六、星期日为周休息日'))).toHaveLength(1);
    const [{ rules }] = json(() => checkCalendar({ data, json: true, asOf: '2026-10-01' })) as [{ rules: unknown[] }];
    expect(rules).toHaveLength(6);
  });

  test('a local table in force that takes a rule from before it held is found', () => {
    mkdirSync(join(data, 'calendar'));
    writeFileSync(join(data, 'calendar', '2024.yaml'), `year: 2024
status: provisional
sources: [{ notice: 国务院令第795号, issuedOn: 2024-11-10 }]
off: [{ from: 2024-01-01, to: 2024-01-01, name: 元旦 }, { from: 2024-05-01, to: 2024-05-02, name: 劳动节 }]
worked: []
`);
    const found = codes('2026-10-01').filter(([, code]) => code === 'rule-not-in-force');
    expect(found).toEqual([[2024, 'rule-not-in-force'], [2024, 'rule-not-in-force']]);
  });

  test('a published 2027 in force is not missing', () => {
    lines(() => importCalendar(file('2027.yaml', YEAR), { data }));
    expect(codes('2026-11-20')).toEqual([[2027, 'year-missing']]);
    put('2027.yaml');
    expect(codes('2026-11-20')).toEqual([]);
  });

  test.each([
    ['works on 2027-02-05, the eve by the corrected new moon', YEAR.replace('from: 2027-02-05', 'from: 2027-02-06'), 'statutory-day-worked', '2027年2月5日'],
    ['has a holiday that the law does not know', YEAR.replace('worked:', '  - { from: 2027-08-02, to: 2027-08-02, name: 某节 }\nworked:'), 'off-without-statutory-day', '某节'],
    ['gives more weekdays than it makes up for', YEAR.replace('to: 2027-10-07', 'to: 2027-10-08'), 'lieu-days-unbalanced', '核对'],
    ['makes up far from the holiday', YEAR.replace('2027-10-09', '2027-11-13'), 'make-up-far', '2027年11月13日'],
    ['makes up for a holiday it does not have', YEAR.replace('{ date: 2027-10-09, for: 国庆节 }', '{ date: 2027-10-09, for: 建军节 }'), 'make-up-unknown', '建军节'],
  ])('a table that %s warns with %s', (_, content, code, text) => {
    const [result] = json(() => importCalendar(file('odd.yaml', content), { data, json: true })) as [{ warnings: { code: string; text: string }[] }];
    expect(result.warnings).toContainEqual(expect.objectContaining({ code, text: expect.stringContaining(text) as string }));
  });

  test('a broken file in force is a fault and exits with 1', () => {
    mkdirSync(join(data, 'calendar'));
    writeFileSync(join(data, 'calendar', '2027.yaml'), 'year: 2028\n');
    const { out, err, exitCode } = lines(() => checkCalendar({ data, asOf: '2026-10-01' }));
    expect([out, exitCode]).toEqual([[], 1]);
    expect(err[0]).toContain('本地日历 2027.yaml 有误');
  });
});
