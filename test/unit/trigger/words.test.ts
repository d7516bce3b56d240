import { conditionText } from '../../../domain/trigger/condition-text';
import type { Condition } from '../../../domain/trigger/row';
import { takenActs } from '../../../domain/kinds/accident-case/measures-taken';
import { measureText, partyText } from '../../../domain/trigger/words';
import { ALL_ROWS, rowOf } from '../../support/triggers';

describe('a row in words', () => {
  test.each<[string, string]>([
    ['t02', '死亡3—5人'],
    ['t10', '行业为煤矿，并且较大以上（含）事故，并且责任事故，并且生产能力不超过9万吨/年'],
    ['t16', '死亡人数超过控制指标，或者较大事故起数超过控制指标，或者年度考核不合格'],
    ['t17', '（重大以上（含）事故，并且认定为“因职责履行不到位所致”），或者（较大以上（含）事故，并且（认定为“瞒报”，或者认定为“抢险救援迟缓或不力，致使损失扩大”，或者（认定为“应急处置不力”，并且认定为“引发群体性事件”）））'],
    ['t15', '死亡人数同比上升20%以上，或者12个月内符合“较大以上（含）事故”的事故3起以上，或者认定为“安全生产问题突出”'],
    ['t20:tianjin', '有人书面提出一票否决并写明理由'],
    ['case-supervision:jiaozuo', '一般事故，并且由县级负责调查'],
    ['case-supervision:larger', '较大事故，并且不是（认定为“典型事故”）'],
  ])('%s reads as the law would be read aloud', (code, text) => {
    expect(conditionText(rowOf(code).when)).toBe(text);
  });

  test('every row on board can be read, and nothing of it is left in code', () => {
    for (const { when, measures } of ALL_ROWS) {
      for (const text of [conditionText(when), ...measures.map(measureText)]) expect(text).toMatch(/^[^a-z{}]+$/);
    }
  });

  test('earlier measures, missing persons and traits of a unit have words too', () => {
    const condition: Condition = {
      all: [{ missing: { min: 1 } }, { unitIs: 'state-owned' }, { serious: false }, { gradeRose: true },
        { earlier: { measures: ['talk', 'warning-notice'], within: { months: 12 }, same: ['area'] } }],
    };
    expect(conditionText(condition)).toBe('下落不明不少于1人，并且单位为国有、国有控股企业，并且情节不严重，并且伤亡变化窗口内等级上升，并且12个月内同一地区（师、部门）曾有约谈、警示通报');
  });
});

describe('a measure in words', () => {
  test('says who must do what to whom, and marks a number that no source gives', () => {
    const talk = rowOf('t02').measures[1];
    expect(talk && measureText(talk)).toBe('应当由兵团对师分管负责人约谈，确认后15日内（建议值）');
  });

  test('that is only allowed says 可以', () => {
    const [elevation] = rowOf('elevation:nanjing').measures;
    expect(elevation && measureText(elevation)).toBe('可以由市级人民政府组织提级调查');
  });

  test('names a body by its own name before role and level', () => {
    expect(partyText({ role: 'committee', level: 'city' })).toBe('市级安全生产委员会');
    expect(partyText({ role: 'committee', level: 'city', name: '市安委会', persons: ['deputy'] })).toBe('市安委会分管负责人');
  });
});

test('an act by which a measure was taken is found; a measure taken outside the case is not', () => {
  const acts = [{ at: 1, do: 'form-team' as const }, { at: 2, do: 'open-supervision' as const }];
  expect(takenActs(rowOf('case-supervision:major').measures, { acts })).toEqual([{ at: 2, do: 'open-supervision' }]);
  expect(takenActs(rowOf('t02').measures, { acts })).toEqual([]);
});
