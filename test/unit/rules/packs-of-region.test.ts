import { inForce } from '../../../domain/rule-pack/span';
import { loadRules } from '../../../rules';
import { packsOfRegion } from '../../../rules/packs-of-region';

const { packs, resolve } = loadRules();

test.each([
  ['420303', ['national']], ['350603', ['national', 'fujian-2021', 'zhangzhou-2016']], ['350213', ['national', 'fujian-2021']],
  ['410802', ['national', 'jiaozuo-2016']], ['130102', ['national', 'shijiazhuang-2016']], ['530502', ['national', 'yunnan-2014', 'baoshan-2015']],
  ['532301', ['national', 'yunnan-2014', 'chuxiong-2015']], ['120101', ['national', 'tianjin-2016']], ['659001', ['national', 'xinjiang-2014', 'xpcc-2014']],
  ['650102', ['national', 'xinjiang-2014']], ['440103', ['national']], ['450100', ['national']],
])('an accident in %s is under %j', (region, expected) => {
  expect(packsOfRegion(region, packs)).toEqual(expected);
  expect(resolve(expected).pins.map(({ id }) => id)).toEqual(expected);
});

test('漳州 over 福建: both chains of review stand, each with its own gate', () => {
  const { reviewChains, gates } = resolve(packsOfRegion('350603', packs));
  expect(inForce(reviewChains, '2026-12-01').map(({ code }) => code)).toEqual(['review-chain', 'review-chain:legal']);
  expect(gates.map(({ code, effect }) => [code, effect])).toEqual([
    ['gate:approve-after-supervision-review', 'warn'], ['gate:approve-after-legal-review', 'warn'],
    ['gate:approve-after-review-chain', 'refuse'], ['gate:review-in-order', 'refuse'],
  ]);
});
