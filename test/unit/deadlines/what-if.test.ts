import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runDeadlines } from '../../support/run-deadlines';

const folder = mkdtempSync(join(tmpdir(), 'ancha-what-if-'));
const write = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const FILE = write('case.yaml', `ancha: case/1
id: case
title: 某事故
packs: [national]
accident: { occurredAt: 2026-03-01T08:00+08:00, region: "420303", industry: general }
counts: [{ at: 2026-03-01T09:00+08:00, deaths: 3 }]
events:
  - { at: 2026-04-20T09:00+08:00, do: submit-report }
  - { at: 2026-04-30T09:00+08:00, do: approve }
  - { at: 2026-12-24T09:00+08:00, do: decide-penalty, party: 某公司 }
`);

interface Side { dueDate: string | null; dueAt: string | null; state: string; provisional: boolean }
interface Compared { code: string; change: string; days: number | null; before: Side | null; after: Side | null; why: { before: string[]; after: string[] } }
interface Result { id: string; changes: unknown[]; calendars: string[]; grade: { before: string; after: string }; clocks: Compared[]; warnings: Record<'before' | 'after', { code: string }[]> }

function compare(set: string[], more: { unset?: string[]; asOf?: string } = {}) {
  const { out, err, exitCode } = runDeadlines([FILE], { asOf: '2026-12-25', json: true, compare: true, data: folder, set, ...more });
  const result = JSON.parse(out[0] ?? 'null') as Result | null;
  const clock = (code: string) => result?.clocks.find((each) => each.code === code);
  return { result, clock, err, exitCode };
}

describe('ancha deadlines --compare', () => {
  test('with nothing changed every clock is the same and no step differs', () => {
    const { result, exitCode } = compare([]);
    expect(exitCode).toBe(0);
    expect(result?.clocks.map(({ change, days, why }) => [change, days, why.before, why.after]))
      .toEqual(result?.clocks.map(() => ['same', 0, [], []]));
  });

  test('the accident moved by ten days moves its limits by ten days and says which steps differ', () => {
    const { clock, result } = compare(['accident.occurredAt=2026-02-19T08:00+08:00']);
    expect(clock('investigation-report')).toMatchObject({
      change: 'moved', days: -10, before: { dueDate: '2026-04-30' }, after: { dueDate: '2026-04-20' },
      why: { before: expect.arrayContaining(['2026年3月2日至4月30日，计为第1日至第60日。']) as string[], after: expect.arrayContaining(['2026年2月20日至4月20日，计为第1日至第60日。']) as string[] },
    });
    expect(clock('approval')?.change).toBe('same');
    expect(result?.changes).toEqual([{ path: 'accident.occurredAt', from: '2026-03-01T08:00+08:00', to: '2026-02-19T08:00+08:00' }]);
  });

  test('a pause added to the copy moves the investigation by its days', () => {
    const { clock } = compare([
      'events[+]={ at: 2026-03-10, do: commission-appraisal, name: 鉴定 }', 'events[+]={ at: 2026-03-24, do: receive-appraisal, name: 鉴定 }',
    ]);
    expect(clock('investigation-report')).toMatchObject({ change: 'moved', days: 14, after: { dueDate: '2026-05-14' } });
  });

  test('an extension added to the copy moves the end; without its request it is a fault of the copy', () => {
    const approve = 'events[+]={ at: 2026-04-21, do: approve-extension, clock: investigation-report, days: 30 }';
    const request = 'events[+]={ at: 2026-04-15, do: request-extension, clock: investigation-report, days: 30 }';
    expect(compare([request, approve]).clock('investigation-report')?.days).toBe(30);
    const { result, err, exitCode } = compare([approve]);
    expect([result, exitCode]).toEqual([null, 2]);
    expect(err).toEqual([`${FILE}: events[3]: 批准延期之前没有对 investigation-report 的延期请示 request-extension`]);
  });

  test('fewer deaths lower the grade; a clock that larger accidents alone have is gone', () => {
    const { result, clock } = compare(['counts[0].deaths=2', 'events[+]={ at: 2026-03-01T09:00+08:00, do: inform-unit-head }']);
    expect(result?.grade).toEqual({ before: 'larger', after: 'general' });
    expect(clock('unit-report')).toMatchObject({ change: 'added', before: null });
    const raised = compare(['events[+]={ at: 2026-03-01T09:00+08:00, do: inform-unit-head }']);
    expect(raised.clock('unit-report-province')?.change).toBe('added');
    expect(clock('unit-report-province')).toBeUndefined();
  });

  test('an act taken away makes its limits go', () => {
    expect(compare([], { unset: ['events[2]'] }).clock('penalty-service@某公司')).toMatchObject({ change: 'removed', after: null, days: null });
  });

  test('another industry changes the length of the window', () => {
    expect(compare(['accident.industry=fire']).clock('casualty-window')).toMatchObject({ days: -23, after: { dueDate: '2026-03-08' } });
  });

  test('a published 2027, given as a file, makes the provisional limit certain and is named in the reasoning', () => {
    const year = write('2027.yaml', `year: 2027
status: published
sources: [{ notice: 国办发明电〔2026〕0号, issuedOn: 2026-11-20 }]
off:
  - { from: 2027-01-01, to: 2027-01-03, name: 元旦 }
  - { from: 2027-02-05, to: 2027-02-12, name: 春节 }
worked: []
`);
    const { clock, result } = compare([`calendar=${year}`]);
    expect(result?.calendars).toEqual(['2027.yaml']);
    expect(clock('penalty-service@某公司')).toMatchObject({
      before: { dueDate: '2027-01-05', provisional: true }, after: { dueDate: '2027-01-05', provisional: false }, change: 'standing', days: 0,
    });
    expect(clock('penalty-service@某公司')?.why.after.join()).toContain('国办发明电〔2026〕0号');
  });

  test("a body's own closing days, given as a file, move working days only and name their paper", () => {
    const overlay = write('closing.yaml', `overlay: some-office
title: 某市应急管理局内部休息日
sources: [某办〔2026〕3号]
off: [{ from: 2026-12-28, to: 2026-12-29, name: 系统检修闭馆 }]
`);
    const { clock } = compare([`calendar=${overlay}`]);
    expect(clock('penalty-service@某公司')).toMatchObject({ change: 'moved', days: 2, after: { dueDate: '2027-01-07', provisional: true } });
    expect(clock('penalty-service@某公司')?.why.after).toContain('2026年12月28日至12月29日，系统检修闭馆（某市应急管理局内部休息日，某办〔2026〕3号），不计入。');
    expect(clock('investigation-report')?.change).toBe('same');
  });

  test('every fault of the changed copy is named with its path, and nothing is printed', () => {
    const { result, err, exitCode } = compare(['counts[0].deaths=-1', 'accident.industry=mining', 'events[0].at=2026-02-30']);
    expect([result, exitCode]).toEqual([null, 2]);
    expect(err).toEqual([
      expect.stringMatching(/accident\.industry: 须为下列之一：general、construction/) as string,
      `${FILE}: counts[0].deaths: 不得少于0`, `${FILE}: events[0].at: 日期 2026-02-30 不存在`,
    ]);
  });

  test.each([
    [['events'], '--set events: 须写作 路径=值'], [['calendar=missing.yaml'], 'missing.yaml: 文件: 文件不存在'],
    [['packs=nowhere'], `${FILE}: packs[0]: 没有规则包 nowhere`],
  ])('%j is bad input: %s', (set, message) => {
    const { err, exitCode } = compare(set);
    expect(exitCode).toBe(2);
    expect(err[0]).toContain(message);
  });

  test('the file on disk, when copies of it were changed, is untouched and has no neighbours', () => {
    const before = readFileSync(FILE, 'utf8');
    const names = readdirSync(folder);
    compare(['counts[0].deaths=30']);
    expect([readFileSync(FILE, 'utf8'), readdirSync(folder)]).toEqual([before, names]);
  });

  test('without --compare the changed copy alone is reckoned', () => {
    const { out } = runDeadlines([FILE], { asOf: '2026-12-25', json: true, data: folder, set: ['counts[0].deaths=30'] });
    expect((JSON.parse(out[0] ?? '{}') as { grade: string }).grade).toBe('extraordinary');
  });

  test('for people it prints both sides, the difference in days and the steps that differ', () => {
    const { out } = runDeadlines([FILE], { asOf: '2026-12-25', compare: true, data: folder, set: ['accident.occurredAt=2026-03-04T08:00+08:00', 'counts[0].at=2026-03-05'] });
    expect(out[0]).toContain('假设推算（不写入任何案卷）');
    expect(out.find((line) => line.startsWith('investigation-report '))).toMatch(/2026-04-30 .* 2026-05-03 .*\+3 天 +移动/);
    expect(out).toContain('  + 2026年3月5日至5月3日，计为第1日至第60日。');
  });
});
