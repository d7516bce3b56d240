import { assess } from '../../../domain/kinds/accident-case/assess';
import { loadRules } from '../../../rules';
import { act, at, assessed, clockOf, count, facts, warningCodes } from '../../support/case-facts';

const gradeOf = (figures: Parameters<typeof count>[1]) => assessed({ counts: [count('2024-03-01T09:00', figures)] }, '2024-03-02');

describe('grade (CF §5, 493号令 第3条)', () => {
  test.each([
    [{ deaths: 2 }, 'general', []], [{ deaths: 3 }, 'larger', ['deaths']], [{ deaths: 9 }, 'larger', ['deaths']],
    [{ deaths: 10 }, 'major', ['deaths']], [{ deaths: 29 }, 'major', ['deaths']], [{ deaths: 30 }, 'extraordinary', ['deaths']],
    [{ seriousInjuries: 9 }, 'general', []], [{ seriousInjuries: 10 }, 'larger', ['seriousInjuries']],
    [{ seriousInjuries: 50 }, 'major', ['seriousInjuries']], [{ seriousInjuries: 100 }, 'extraordinary', ['seriousInjuries']],
    [{ directLossYuan: 9_999_999 }, 'general', []], [{ directLossYuan: 10_000_000 }, 'larger', ['directLossYuan']],
    [{ directLossYuan: 49_999_999 }, 'larger', ['directLossYuan']], [{ directLossYuan: 50_000_000 }, 'major', ['directLossYuan']],
    [{ directLossYuan: 100_000_000 }, 'extraordinary', ['directLossYuan']], [{ minorInjuries: 500 }, 'general', []],
    [{ deaths: 2, missing: 1 }, 'larger', ['deaths']], [{ missing: 30 }, 'extraordinary', ['deaths']],
    [{ deaths: 9, directLossYuan: 27_838_400 }, 'larger', ['deaths', 'directLossYuan']],
    [{ deaths: 39, directLossYuan: 43_528_400 }, 'extraordinary', ['deaths']],
  ])('%j is %s by %j', (figures, grade, basis) => {
    const { grade: got, gradeBasis } = gradeOf(figures);
    expect([got, gradeBasis]).toEqual([grade, basis]);
  });

  test('without any figure it is general from the accident on', () => {
    const { grade, gradeBasis, gradeHistory } = assessed({}, '2024-03-02');
    expect([grade, gradeBasis, gradeHistory]).toEqual(['general', [], [{ from: at('2024-03-01T08:00'), grade: 'general' }]]);
  });
});

describe('figures over time (CF §3.12)', () => {
  test('what was first known holds from the accident; later changes from their row; inside the window the grade may fall', () => {
    const { grade, gradeHistory } = assessed({ counts: [
      count('2024-03-01T12:00', { missing: 12 }), count('2024-03-05T12:00', { missing: 2, deaths: 9 }), count('2024-03-09T12:00', { missing: 0 }),
    ] }, '2024-06-01');
    expect(grade).toBe('larger');
    expect(gradeHistory).toEqual([
      { from: at('2024-03-01T08:00'), grade: 'major' }, { from: at('2024-03-09T12:00'), grade: 'larger' },
    ]);
  });

  test('omitted figures keep their last value', () => {
    expect(assessed({ counts: [count('2024-03-01T12:00', { deaths: 2 }), count('2024-03-02T12:00', { missing: 1 })] }, '2024-03-03').grade).toBe('larger');
  });

  test.each([
    ['general', '2024-03-31T23:59', 'larger'], ['general', '2024-04-01T00:00', 'general'],
    ['fire', '2024-03-08T23:59', 'larger'], ['fire', '2024-03-09T00:00', 'general'], ['road-traffic', '2024-03-09T00:00', 'general'],
  ] as const)('%s: a third death known at %s makes it %s', (industry, when, grade) => {
    const result = assessed({ accident: { industry }, counts: [count('2024-03-01T12:00', { deaths: 2 }), count(when, { deaths: 3 })] }, '2024-06-01');
    expect([result.grade, warningCodes(result)]).toEqual([grade, grade === 'larger' ? [] : ['casualties-after-window']]);
  });

  test('a fire with 9 dead on the day and 2 more on the tenth day stays larger', () => {
    expect(assessed({ accident: { industry: 'fire' }, counts: [count('2024-03-01T12:00', { deaths: 9 }), count('2024-03-11T12:00', { deaths: 11 })] }, '2024-06-01').grade).toBe('larger');
  });

  test.each([['2024-05-01T08:59', 'major'], ['2024-05-01T09:00', 'general']])('loss established at %s, approval at 2024-05-01T09:00: %s', (when, grade) => {
    const result = assessed({
      counts: [count('2024-03-01T12:00', { deaths: 1 }), count(when, { directLossYuan: 60_000_000 })],
      acts: [act('2024-04-20', 'submit-report'), act('2024-05-01T09:00', 'approve'), act('2024-06-01', 'approve')],
    }, '2024-07-01');
    expect([result.grade, warningCodes(result)]).toEqual([grade, [...(grade === 'major' ? [] : ['loss-after-approval']), 'approval-repeated']]);
  });

  test('one row after the window: its casualties no longer count, its loss does', () => {
    const result = assessed({ counts: [count('2024-03-01T12:00', { deaths: 1 }), count('2024-04-10', { deaths: 40, directLossYuan: 20_000_000 })] }, '2024-05-01');
    expect([result.grade, result.gradeBasis, warningCodes(result)]).toEqual(['larger', ['directLossYuan'], ['casualties-after-window']]);
  });

  test('rows later than the as-of instant are ignored; one at that instant counts', () => {
    const counts = [count('2024-03-01T12:00', { deaths: 2 }), count('2024-03-02T12:00', { deaths: 3 })];
    expect([assessed({ counts }, '2024-03-02T11:59').grade, assessed({ counts }, '2024-03-02T12:00').grade]).toEqual(['general', 'larger']);
  });
});

describe('the day on which the casualty window starts (493号令 第13条 does not say)', () => {
  const { resolve, calendar } = loadRules();
  const national = resolve(['national']);
  const sameDay = { ...national, clocks: national.clocks.map((row) => (row.code === 'casualty-window' ? { ...row, startDay: 'same' as const } : row)) };
  const input = facts({ counts: [count('2024-03-01T12:00', { deaths: 2 }), count('2024-03-31T09:00', { deaths: 3 })] });
  const under = (rules: typeof national) => assess(input, rules, calendar, at('2024-06-01'), 'case-1');

  test('by default the day of the accident is not counted, so 30 days from 2024-03-01 end with 2024-03-31, and the pack says it is inferred', () => {
    const clock = clockOf(under(national), 'casualty-window');
    expect([clock?.dueDate, under(national).grade]).toEqual(['2024-03-31', 'larger']);
    expect(clock?.note).toContain('推断');
    expect(clock?.proof[0]?.text).toContain('当日不计入');
  });

  test('a pack that counts the day of the accident ends the window on 2024-03-30, and a death known on 03-31 no longer re-grades', () => {
    const result = under(sameDay);
    const clock = clockOf(result, 'casualty-window');
    expect([clock?.dueDate, result.grade, warningCodes(result)]).toEqual(['2024-03-30', 'general', ['casualties-after-window']]);
    expect(clock?.proof[0]?.text).toContain('当日计为第1日');
    expect(clock?.proof).toContainEqual(expect.objectContaining({ kind: 'count', from: '2024-03-01', to: '2024-03-30', firstDay: 1, lastDay: 30 }));
  });
});

describe('serious injuries', () => {
  test('acute poisoning is registered among them: the pack says so, and ten make a larger accident', () => {
    expect(loadRules().resolve(['national']).grading.note).toContain('重伤含急性工业中毒');
    expect(gradeOf({ seriousInjuries: 10 }).grade).toBe('larger');
  });
});

describe('criteria of an industry that figures do not show', () => {
  test('an accident of special equipment warns that a person has to judge them, with the articles; others do not', () => {
    const { warnings } = assessed({ accident: { industry: 'special-equipment' }, counts: [count('2024-03-01T09:00', { deaths: 1 })] }, '2024-03-02');
    expect(warnings).toEqual([{ code: 'industry-grading', text: expect.stringContaining('特种设备安全监察条例 第61—64条') as string }]);
    expect(warningCodes(assessed({ accident: { industry: 'fire' } }, '2024-03-02'))).toEqual([]);
  });
});

describe('the history of grades', () => {
  test('a fall and a rise inside the window and a loss established later each add a line; a death after the window adds none', () => {
    const { gradeHistory } = assessed({ counts: [
      count('2024-03-01T12:00', { deaths: 3 }), count('2024-03-03T12:00', { deaths: 2 }), count('2024-03-05T12:00', { deaths: 10 }),
      count('2024-04-05T12:00', { deaths: 31 }), count('2024-04-20T12:00', { directLossYuan: 100_000_000 }),
    ], acts: [act('2024-05-01', 'approve')] }, '2024-06-01');
    expect(gradeHistory).toEqual([
      { from: at('2024-03-01T08:00'), grade: 'larger' }, { from: at('2024-03-03T12:00'), grade: 'general' },
      { from: at('2024-03-05T12:00'), grade: 'major' }, { from: at('2024-04-20T12:00'), grade: 'extraordinary' },
    ]);
  });
});
