import { applyChanges } from '../../../domain/what-if/set-path';
import { readTypedValue } from '../../../cli/what-if/read-changes';

const file = () => ({
  packs: ['national'], accident: { region: '420303', industry: 'gas' }, counts: [{ at: '2024-03-01', deaths: 3 }],
  events: [{ at: '2024-03-02', do: 'submit-report' }, { at: '2024-03-03', do: 'approve' }],
});
const apply = (path: string, text: string | null) => applyChanges(file(), [{ path, text }], readTypedValue);

describe('a change by path', () => {
  test.each([
    ['events[1].at', '2024-03-09T09:00+08:00', 'events.1.at', '2024-03-09T09:00+08:00'],
    ['counts[0].deaths', '9', 'counts.0.deaths', 9],
    ['counts[0].missing', '2', 'counts.0.missing', 2],
    ['accident.region', '420304', 'accident.region', '420304'],
    ['packs', 'national, zhangzhou-2016', 'packs', ['national', 'zhangzhou-2016']],
    ['packs', '[national, zhangzhou-2016]', 'packs', ['national', 'zhangzhou-2016']],
    ['events[+]', '{ at: 2024-04-01, do: publish }', 'events.2', { at: '2024-04-01', do: 'publish' }],
    ['sources[+]', '某报告', 'sources.0', '某报告'],
  ])('%s = %s, when applied, stands at %s', (path, text, place, expected) => {
    const { value, faults } = apply(path, text);
    expect(faults).toEqual([]);
    expect(place.split('.').reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], value)).toEqual(expected);
  });

  test('what was applied says where it landed, what stood there and what stands there now', () => {
    expect(applyChanges(file(), [
      { path: 'counts[0].deaths', text: '9' }, { path: 'events[+]', text: '{ at: 2024-04-01, do: publish }' }, { path: 'events[0]', text: null },
    ], readTypedValue).applied).toEqual([
      { path: 'counts[0].deaths', from: 3, to: 9 }, { path: 'events[2]', from: undefined, to: { at: '2024-04-01', do: 'publish' } },
      { path: 'events[0]', from: { at: '2024-03-02', do: 'submit-report' }, to: undefined },
    ]);
  });

  test('the original, when a copy is changed, stays as it was', () => {
    const original = file();
    applyChanges(original, [{ path: 'accident.industry', text: 'fire' }, { path: 'events[0]', text: null }], readTypedValue);
    expect(original).toEqual(file());
  });

  test('two rows that share one YAML anchor, when one is changed, differ afterwards', () => {
    const row = { at: '2024-03-01', deaths: 1 };
    const { value } = applyChanges({ counts: [row, row] }, [{ path: 'counts[1].deaths', text: '5' }], readTypedValue);
    expect(value).toEqual({ counts: [{ at: '2024-03-01', deaths: 1 }, { at: '2024-03-01', deaths: 5 }] });
  });

  test.each([
    ['events[7].at', '2024-01-01', 'events 只有 2 项，没有 [7]'],
    ['accident[0]', 'x', 'accident 不是列表'],
    ['accident.region.code', 'x', 'accident.region 不是一组键值，没有可以改的键'],
    ['events[+].at', 'x', 'events [+] 只能写在最后'],
    ['__proto__.polluted', '1', '路径须写作'],
    ['constructor.prototype.polluted', '1', '不是一组键值'],
    ['events[-1]', 'x', '路径须写作'],
    ['', 'x', '路径须写作'],
    ['events[+]', '{ at: 1, at: 2 }', '键重复'],
    ['nothing', null, '没有这一项，不能去掉'],
  ])('%j = %j is refused: %s', (path, text, reason) => {
    const { applied, faults } = apply(path, text);
    expect(applied).toEqual([]);
    expect(faults).toEqual([{ path, reason: expect.stringContaining(reason) as string }]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
