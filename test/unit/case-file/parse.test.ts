import { ACT_NAMES, actRow } from '../../../domain/kinds/accident-case/acts';
import { parseCaseFile, toFacts } from '../../../domain/case-file/parse';

const good = (overrides: object = {}): Record<string, unknown> => ({
  ancha: 'case/1', id: 'some-case', title: '某事故', packs: ['national'],
  accident: { occurredAt: '2024-03-01T08:00+08:00', region: '420303', industry: 'gas' }, ...overrides,
});
const accident = (overrides: object) => good({ accident: { occurredAt: '2024-03-01T08:00+08:00', region: '420303', industry: 'gas', ...overrides } });
const event = (fields: object) => good({ events: [{ at: '2024-03-02T09:00+08:00', ...fields }] });
const count = (fields: object) => good({ counts: [{ at: '2024-03-02T09:00+08:00', ...fields }] });

/** `path: reason` of every fault. */
const faults = (value: unknown): string[] => {
  const parsed = parseCaseFile(value, { isKnownPack: (id) => id === 'national' });
  return parsed.ok ? [] : parsed.faults.map(({ path, reason }) => `${path}: ${reason}`);
};

describe('a good file', () => {
  test('of the least that is required gives facts with empty lists', () => {
    const parsed = parseCaseFile(good());
    expect(parsed.ok && toFacts(parsed.file)).toEqual({
      accident: { occurredAt: Date.parse('2024-03-01T08:00+08:00'), region: '420303', industry: 'gas' }, counts: [], acts: [],
    });
  });

  test('with rows out of order is sorted, equal instants in the order written, and warns', () => {
    const parsed = parseCaseFile(good({ events: [
      { at: '2024-03-03', do: 'approve' }, { at: '2024-03-02', do: 'publish' }, { at: '2024-03-02', do: 'archive' },
    ] }));
    expect(parsed.ok && parsed.file.events.map((act) => act.do)).toEqual(['publish', 'archive', 'approve']);
    expect(parsed.ok && parsed.warnings.map(({ code }) => code)).toEqual(['out-of-order']);
  });

  test('may have a row at the very instant of the accident', () => {
    expect(faults(good({ counts: [{ at: '2024-03-01T08:00+08:00', deaths: 1 }] }))).toEqual([]);
  });

  test.each(ACT_NAMES)('takes the act %s with exactly its own fields', (name) => {
    const value = (type: string): unknown => ({ text: '某', count: 5, yuan: 5, instant: '2024-04-01' }[type]);
    const fields = Object.fromEntries(actRow(name).fields.map((f) => [f.name, f.type === 'choice' ? Object.keys(f.options)[0] : value(f.type)]));
    const request = { at: '2024-03-02T08:00+08:00', do: 'request-extension', clock: 'investigation-report', days: 5 };
    expect(faults(good({ events: [request, { at: '2024-03-02T09:00+08:00', do: name, ...fields }] }))).toEqual([]);
    expect(faults(event({ do: name, ...fields, nonsense: 1 }))).toContain('events[0].nonsense: 不认识的键');
  });
});

describe('a bad file names the place and the rule', () => {
  test.each(['record-counts', 'explain-lateness', 'propose-measure', 'propose-measure', 'confirm-finding', 'dismiss-finding'])(
    'the command %s, when it stands among the events, is no act', (name) => {
      expect(faults(event({ do: name }))).toEqual([expect.stringContaining(`events[0].do: 没有名为“${name}”的动作`)]);
    });

  test.each([
    ['another version', good({ ancha: 'case/2' }), 'ancha: 须为 case/1'],
    ['an unknown key', good({ extra: 1 }), 'extra: 不认识的键'],
    ['an unknown key inside', accident({ foo: 1 }), 'accident.foo: 不认识的键'],
    ['a missing title', good({ title: undefined }), 'title: 缺少这一项'],
    ['an empty title', good({ title: '  ' }), 'title: 不得为空'],
    ['an id that is no slug', good({ id: 'Some Case' }), 'id: 只能用小写字母、数字和中间的连字符'],
    ['no pack', good({ packs: [] }), 'packs: 至少写一个规则包'],
    ['a pack twice', good({ packs: ['national', 'national'] }), 'packs[1]: 规则包 national 写了两次'],
    ['an unknown pack', good({ packs: ['national', 'mars'] }), 'packs[1]: 没有规则包 mars'],
    ['an unquoted region', accident({ region: 420303 }), 'accident.region: 须为文字，现为数，请加引号'],
    ['a region of no province', accident({ region: '990303' }), 'accident.region: 前两位不是任何省级行政区的代码'],
    ['a unit region of no province', accident({ unitRegion: '000000' }), 'accident.unitRegion: 前两位不是任何省级行政区的代码'],
    ['an instant without offset', accident({ occurredAt: '2024-03-01T08:00' }), 'accident.occurredAt: 时刻没有写时区，须写作 2021-06-13T06:42+08:00'],
    ['an unknown industry', accident({ industry: 'mining' }), 'accident.industry: 须为下列之一：general、construction'],
    ['deaths that are no whole number', count({ deaths: 1.5 }), 'counts[0].deaths: 须为整数'],
    ['negative deaths', count({ deaths: -1 }), 'counts[0].deaths: 不得少于0'],
    ['deaths as text', count({ deaths: '3' }), 'counts[0].deaths: 须为数，现为文字'],
    ['an unknown figure', count({ dead: 3 }), 'counts[0].dead: 不认识的键'],
    ['an empty list written as nothing', good({ events: null }), 'events: 须为列表，现为空值'],
    ['an event that is no mapping', good({ events: ['approve'] }), 'events[0]: 须为一组键值，如 { at: …, do: approve }'],
    ['an event without do', event({}), 'events[0].do: 缺少这一项'],
    ['an unknown act', event({ do: 'approved' }), 'events[0].do: 没有名为“approved”的动作，是否为 approve-extension、approve'],
    ['a missing field', event({ do: 'report', by: 'unit' }), 'events[0].to: 缺少这一项'],
    ['a field of another act', event({ do: 'approve', party: '某' }), 'events[0].party: 不认识的键'],
    ['a level that does not exist', event({ do: 'form-team', by: 'town' }), 'events[0].by: 须为下列之一：county、city、province、state'],
    ['half a yuan', event({ do: 'decide-penalty', party: '某', amountYuan: 0.5 }), 'events[0].amountYuan: 须为整数'],
    ['no days', event({ do: 'request-extension', clock: 'approval', days: 0 }), 'events[0].days: 不得少于1'],
    ['a hearing without offset', event({ do: 'notify-hearing', party: '某', hearingAt: '2024-04-01T09:00' }), 'events[0].hearingAt: 时刻没有写时区，须写作 2021-06-13T06:42+08:00'],
    ['a count before the accident', good({ counts: [{ at: '2024-03-01T07:59+08:00', deaths: 1 }] }), 'counts[0].at: 早于事故发生时间 accident.occurredAt'],
    ['an event before the accident', good({ events: [{ at: '2024-03-01', do: 'approve' }] }), 'events[0].at: 早于事故发生时间 accident.occurredAt'],
    ['no object at all', [], '文件: 须为一组键值，现为列表'],
    ['nothing at all', null, '文件: 须为一组键值，现为空值'],
  ])('%s', (_what, value, fault) => {
    expect(faults(value).some((line) => line.startsWith(fault))).toBe(true);
  });

  test('an extension approved without an earlier request for the same clock, wherever it is written', () => {
    const approve = { at: '2024-04-20', do: 'approve-extension', clock: 'investigation-report', days: 5 };
    const request = (at: string, clock: string) => ({ at, do: 'request-extension', clock, days: 5 });
    const fault = ['events[0]: 批准延期之前没有对 investigation-report 的延期请示 request-extension'];
    expect(faults(good({ events: [approve] }))).toEqual(fault);
    expect(faults(good({ events: [approve, request('2024-04-19', 'approval')] }))).toEqual(fault);
    expect(faults(good({ events: [approve, request('2024-04-21', 'investigation-report')] }))).toEqual(fault);
    expect(faults(good({ events: [approve, request('2024-04-19', 'investigation-report')] }))).toEqual([]);
  });

  test('tells every fault at once, also those between parts of the file', () => {
    expect(faults(good({
      id: 'X', packs: ['national', 'national'], counts: [{ at: '2024-02-01', deaths: -1 }], events: [{ at: '2024-02-01', do: 'nope' }],
    })).map((line) => line.split(':')[0]).sort()).toEqual(['counts[0].at', 'counts[0].deaths', 'events[0].at', 'events[0].do', 'id', 'packs[1]']);
  });

  test('bounds lists and texts', () => {
    expect(faults(good({ events: Array.from({ length: 5_001 }, () => ({ at: '2024-03-02', do: 'approve' })) }))).toEqual(['events: 不得多于5000项']);
    expect(faults(good({ title: '某'.repeat(501) }))).toEqual(['title: 不得超过500字']);
  });
});
