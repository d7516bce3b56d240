import type { Industry } from '../../../domain/vocabulary/industry';
import { GRADES } from '../../../domain/vocabulary/grade';
import { act, assessed, count, killed, warningCodes } from '../../support/case-facts';

describe('report terminus and investigator by grade (CF §4)', () => {
  test.each([
    ['general', 'city', 'county'], ['larger', 'province', 'city'], ['major', 'state', 'province'], ['extraordinary', 'state', 'state'],
  ] as const)('%s reports up to %s and is investigated by %s', (grade, terminus, investigator) => {
    const result = assessed({ counts: killed(grade) }, '2024-03-02');
    expect([result.reportTerminus, result.investigator]).toEqual([terminus, investigator]);
  });

  test.each<[Industry, string[]]>([
    ['special-equipment', ['city', 'province', 'state', 'state']],
    ['coal-mine', ['mine-safety-agency', 'mine-safety-agency', 'mine-safety-agency', 'state']],
    ['railway', ['railway-regulator', 'railway-regulator', 'railway-regulator', 'state']],
    ['power', ['power-regulator', 'power-regulator', 'power-regulator', 'state']],
    ['non-coal-mine', ['county', 'city', 'province', 'state']],
  ])('%s: %j', (industry, expected) => {
    expect(GRADES.map((grade) => assessed({ accident: { industry }, counts: killed(grade) }, '2024-03-02').investigator)).toEqual(expected);
  });

  test('special equipment is led by the industry regulator on its higher level', () => {
    expect(assessed({ accident: { industry: 'special-equipment' }, counts: killed('general') }, '2024-03-02').investigatorBody)
      .toEqual({ kind: 'industry-regulator', level: 'city' });
  });
});

describe('提级 and teams', () => {
  test('the last elevation wins, also over an agency; the grade stays', () => {
    const result = assessed({ accident: { industry: 'coal-mine' }, counts: killed('larger'), acts: [
      act('2024-03-03', 'elevate', { to: 'province', ground: '某' }), act('2024-03-05', 'elevate', { to: 'state', ground: '某' }),
    ] }, '2024-03-06');
    expect([result.grade, result.investigator, result.investigatorBody.level]).toEqual(['larger', 'state', 'state']);
  });

  test('a team of another level only warns', () => {
    const result = assessed({ counts: killed('larger'), acts: [act('2024-03-03', 'form-team', { by: 'province' })] }, '2024-03-06');
    expect([result.investigator, warningCodes(result)]).toEqual(['city', ['team-of-other-level']]);
  });

  test('a team that was right when it was formed does not warn after an elevation or a rise of the grade', () => {
    const team = act('2024-03-03', 'form-team', { by: 'city' });
    const elevated = assessed({ counts: killed('larger'), acts: [team, act('2024-03-04', 'elevate', { to: 'province', ground: '某' })] }, '2024-03-06');
    const risen = assessed({ counts: [...killed('larger'), count('2024-03-05', { deaths: 12 })], acts: [team] }, '2024-03-06');
    expect([warningCodes(elevated), warningCodes(risen), risen.investigator]).toEqual([[], [], 'province']);
  });

  test('an elevation that leads nowhere upward warns', () => {
    expect(warningCodes(assessed({ counts: killed('major'), acts: [act('2024-03-04', 'elevate', { to: 'city', ground: '某' })] }, '2024-03-06')))
      .toEqual(['elevation-not-upward']);
  });
});
