import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readField } from '../../../api/input/read-field';
import { parseInstant } from '../../../domain/case-file/instant-text';
import { act, assessed, clockOf, killed, warningCodes } from '../../support/case-facts';
import { runDeadlines } from '../../support/run-deadlines';

/** Faults A12, A13 and A15 of the review of the law: what may stand in a file, and whose rules and parties they are. */

const folder = mkdtempSync(join(tmpdir(), 'ancha-law-text-'));
const file = (fields: Record<string, unknown>) => {
  const path = join(folder, 'case.json');
  const accident = { occurredAt: '2024-03-01T10:00+08:00', region: '210404', industry: 'general' };
  writeFileSync(path, JSON.stringify({ ancha: 'case/1', id: 'x', title: '某事故', packs: ['national'], accident, ...fields }));
  return path;
};
const faultsOf = (fields: Record<string, unknown>) => {
  const path = file(fields);
  return runDeadlines([path], { asOf: '2025-01-01' }).err.map((line) => line.replace(`${path}: `, ''));
};

describe('A15: characters', () => {
  test.each([['NUL', '\u0000'], ['ESC', '\u001b[31m'], ['a bidi mark', '\u202e'], ['a lone surrogate', '\ud800'], ['a tab', '\t'], ['C1 CSI', '\u009b'], ['a line separator', '\u2028']])(
    'a title with %s is refused, naming the field, and the character does not reach the terminal', (_, mark) => {
      const [fault = '', ...others] = faultsOf({ title: `事${mark}故` });
      expect([fault.startsWith('title: '), others, fault.includes(mark)]).toEqual([true, [], false]);
      expect(fault).toContain('须删去');
    });

  test('a party, a unit and a ground with ESC are refused at their own paths', () => {
    const events = [{ at: '2024-04-01', do: 'elevate', to: 'city', ground: '\u001b' }, { at: '2024-04-01', do: 'open-penalty-case', party: '\u001b' }];
    expect(faultsOf({ events }).map((line) => line.split(':')[0])).toEqual(['events[0].ground', 'events[1].party']);
  });

  test('a ground of several lines is text like any other', () => {
    expect(faultsOf({ events: [{ at: '2024-04-01', do: 'elevate', to: 'city', ground: '一\n二' }] })).toEqual([]);
  });

  test('what a refused file says is escaped wherever a fault repeats it', () => {
    const [fault = ''] = faultsOf({ events: [{ at: '2024-04-01', do: '\u001b]0;x\u0007\n2' }] });
    expect(fault).toContain('\\u001b]0;x\\u0007\\u000a2');
  });

  test('the API refuses the same characters', () => {
    const spec = { type: 'text', name: 'title', label: '题名', required: true, tip: null } as const;
    for (const mark of ['\u0000', '\u001b', '\u202e', '\ud800']) {
      expect(readField(spec, `事${mark}故`, 'json')).toMatchObject({ problem: { code: 'control-character' } });
    }
  });
});

describe('A15: one schema', () => {
  test('one to nine decimals of a second are cut, not rounded, to milliseconds', () => {
    const millis = (text: string) => { const parsed = parseInstant(text); return 'at' in parsed ? parsed.at % 1000 : parsed.reason; };
    expect(['.5', '.98', '.9996', '.999999999'].map((f) => millis(`2024-03-01T10:00:00${f}+08:00`))).toEqual([500, 980, 999, 999]);
    expect(millis('2024-03-01T10:00:00.1234567890+08:00')).toContain('时刻');
  });

  test('24:00 is no instant, in files and in the API', () => {
    const spec = { type: 'instant', name: 'at', label: '时间', required: true, tip: null } as const;
    expect(parseInstant('2024-01-02T24:00+08:00')).toHaveProperty('reason');
    expect(readField(spec, '2024-01-02T24:00+08:00', 'json')).toHaveProperty('problem');
    expect(readField(spec, '2024-01-02 24:00', 'form')).toHaveProperty('problem');
    expect(readField(spec, '2024-01-02T23:00:00.123456789+08:00', 'json')).toEqual({ value: Date.parse('2024-01-02T23:00:00.123+08:00') });
    expect(readField(spec, '2024-01-02 23:00', 'form')).toEqual({ value: Date.parse('2024-01-02T23:00+08:00') });
  });

  test('10^12 yuan is the most in files and in the API', () => {
    const spec = { type: 'yuan', name: 'amountYuan', label: '金额', required: true, tip: null } as const;
    expect([readField(spec, 1e12, 'json'), readField(spec, 1e13, 'json')]).toEqual([{ value: 1e12 }, expect.objectContaining({ problem: expect.anything() as unknown })]);
    expect(faultsOf({ counts: [{ at: '2024-03-02', directLossYuan: 1e13 }] })).toHaveLength(1);
  });

  test('an act of the accident’s own day given as a date is told to write the time', () => {
    expect(faultsOf({ events: [{ at: '2024-03-01', do: 'form-team', by: 'county' }] }))
      .toEqual(['events[0].at: 早于事故发生时间 accident.occurredAt；是事故当日的，请写上时刻']);
    expect(faultsOf({ events: [{ at: '2024-02-29', do: 'form-team', by: 'county' }] })).toEqual(['events[0].at: 早于事故发生时间 accident.occurredAt']);
  });
});

test('A13: a party written with blanks, full-width forms or other brackets is one party, named as first written', () => {
  const result = assessed({
    counts: killed('general'),
    acts: [
      act('2024-06-03', 'open-penalty-case', { party: '某公司(甲)' }), act('2024-07-20', 'decide-penalty', { party: '某公司（甲） ', amountYuan: 5 }),
      act('2024-07-21', 'serve-penalty', { party: '　某公司（甲）' }), act('2024-07-22', 'publish-penalty', { party: '某公司(甲)' }),
    ],
  }, '2024-12-01');
  expect(result.clocks.filter(({ party }) => party !== null).map(({ code, state }) => [code, state])).toEqual([
    ['penalty-decision@某公司(甲)', 'met'], ['penalty-service@某公司（甲）', 'met'], ['penalty-publicity@某公司（甲）', 'met'], ['penalty-payment@某公司（甲）', 'overdue'],
  ]);
});

describe('A12: packs', () => {
  test('a pack of another place is named with its place', () => {
    const { warnings } = assessed({ counts: killed('larger') }, '2024-03-05', ['national', 'zhangzhou-2016']);
    const [warning] = warnings.filter(({ code }) => code === 'pack-of-other-place');
    expect(warning?.text).toMatch(/zhangzhou-2016.*漳州.*420303/);
    expect(warningCodes(assessed({ accident: { region: '350602' } }, '2024-03-05', ['national', 'zhangzhou-2016']))).not.toContain('pack-of-other-place');
  });

  test('a draft pack is named, and makes nothing overdue, late or pressing', () => {
    const input = { accident: { region: '450100' }, counts: killed('larger') };
    const open = assessed(input, '2025-03-05', ['national', 'guangxi']);
    expect(warningCodes(open)).toContain('draft-pack');
    expect(clockOf(open, 'team-formation')).toMatchObject({ state: 'pending' });
    expect(clockOf(open, 'team-formation')?.thresholds.filter(({ kind }) => kind !== 'due')).toEqual([]);
    const late = assessed({ ...input, acts: [act('2024-06-01', 'form-team', { by: 'city' })] }, '2025-03-05', ['national', 'guangxi']);
    expect(clockOf(late, 'team-formation')).toMatchObject({ state: 'met', lateByMs: null });
  });
});
