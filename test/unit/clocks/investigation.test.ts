import fc from 'fast-check';
import type { Grade } from '../../../domain/vocabulary/grade';
import type { Industry } from '../../../domain/vocabulary/industry';
import type { Act } from '../../../domain/kinds/accident-case/facts';
import { dateOf, startOfDate } from '../../../domain/time/instant';
import { addDays } from '../../../domain/time/plain-date';
import { act, assessed, clockOf, killed, warningCodes } from '../../support/case-facts';

/** Trigger 2024-03-01, so 60 days end on 2024-04-30. */
const commission = (when: string, name = '甲') => act(when, 'commission-appraisal', { name });
const receive = (when: string, name = '甲') => act(when, 'receive-appraisal', { name });
const extend = (when: string, days: number, clock = 'investigation-report') => [
  act('2024-03-02', 'request-extension', { clock, days }), act(when, 'approve-extension', { clock, days }),
];
const submit = (when: string) => act(when, 'submit-report');
const investigation = (acts: Act[], asOf = '2025-06-01', grade: Grade = 'general', industry: Industry = 'general') => {
  const result = assessed({ accident: { industry }, counts: killed(grade), acts }, asOf);
  const clock = clockOf(result, 'investigation-report');
  return { due: clock?.dueDate, state: clock?.state, clock, warnings: warningCodes(result) };
};

describe('length (493号令 第29条, 501号令, 599号令)', () => {
  test.each<[Industry, Grade, string]>([
    ['general', 'general', '2024-04-30'], ['coal-mine', 'major', '2024-04-30'], ['special-equipment', 'general', '2024-04-30'],
    ['railway', 'extraordinary', '2024-04-30'], ['railway', 'major', '2024-03-31'], ['railway', 'larger', '2024-03-21'], ['railway', 'general', '2024-03-11'],
    ['power', 'general', '2024-04-15'], ['power', 'larger', '2024-04-15'], ['power', 'major', '2024-04-30'], ['power', 'extraordinary', '2024-04-30'],
  ])('%s, %s: %s', (industry, grade, due) => {
    expect(investigation([], '2024-03-02', grade, industry).due).toBe(due);
  });

  test('is met through its last day and late from the next midnight', () => {
    expect(investigation([submit('2024-04-30T23:59')]).state).toBe('met');
    expect(investigation([submit('2024-05-01T00:00')])).toMatchObject({ state: 'met-late', warnings: ['met-late'] });
    expect(investigation([], '2024-04-30T23:59').state).toBe('pending');
    expect(investigation([], '2024-05-01T00:00').state).toBe('overdue');
  });

  test('is met by the first submission; a second one changes nothing', () => {
    expect(investigation([submit('2024-04-20'), submit('2024-06-20')]).clock?.metAt).toBe(submit('2024-04-20').at);
  });
});

describe('pause (CF §3.7)', () => {
  test.each([
    ['one of 10 days', [commission('2024-03-10'), receive('2024-03-20')], '2024-05-10'],
    ['received on the day it was commissioned', [commission('2024-03-10'), receive('2024-03-10T18:00')], '2024-04-30'],
    ['commissioned on the day of the accident', [commission('2024-03-01T20:00'), receive('2024-03-11')], '2024-05-10'],
    ['two that overlap count once', [commission('2024-03-10'), commission('2024-03-15', '乙'), receive('2024-03-20'), receive('2024-03-25', '乙')], '2024-05-15'],
    ['one inside another counts once', [commission('2024-03-10'), commission('2024-03-12', '乙'), receive('2024-03-14', '乙'), receive('2024-03-20')], '2024-05-10'],
    ['two that touch', [commission('2024-03-10'), receive('2024-03-20'), commission('2024-03-20', '乙'), receive('2024-03-25', '乙')], '2024-05-15'],
    ['two apart', [commission('2024-03-10'), receive('2024-03-20'), commission('2024-04-01', '乙'), receive('2024-04-05', '乙')], '2024-05-14'],
    ['the same name twice', [commission('2024-03-10'), receive('2024-03-20'), commission('2024-04-01'), receive('2024-04-05')], '2024-05-14'],
    ['commissioned on the last day', [commission('2024-04-30'), receive('2024-05-10')], '2024-05-10'],
    ['commissioned after the last day', [commission('2024-05-01'), receive('2024-05-10')], '2024-04-30'],
    ['commissioned after the first end but inside the moved one', [commission('2024-03-10'), receive('2024-03-20'), commission('2024-05-05', '乙'), receive('2024-05-08', '乙')], '2024-05-13'],
    ['a receipt of another name ends nothing and the open pause ends with the submission', [commission('2024-03-10'), receive('2024-03-20', '乙'), submit('2024-03-30')], '2024-05-20'],
    ['an open pause ends with the submission', [commission('2024-03-10'), submit('2024-03-30')], '2024-05-20'],
    ['received after the submission: ended with it', [commission('2024-03-10'), submit('2024-03-30'), receive('2024-04-20')], '2024-05-20'],
  ])('%s', (_what, acts, due) => {
    expect(investigation(acts as Act[]).due).toBe(due);
  });

  test('an open one: paused, due as if it ended at the as-of instant, whatever the first end was', () => {
    expect(investigation([commission('2024-03-10')], '2024-03-25')).toMatchObject({ state: 'paused', due: '2024-05-15' });
    expect(investigation([commission('2024-03-10')], '2025-03-10')).toMatchObject({ state: 'paused', due: '2025-04-30' });
  });

  test('one commissioned after the last day leaves the limit overdue and warns', () => {
    expect(investigation([commission('2024-05-01')])).toMatchObject({ state: 'overdue', due: '2024-04-30', warnings: ['appraisal-after-end'] });
  });

  test('a conclusion that comes after the submission is no fault and no warning; one that nobody commissioned warns', () => {
    expect(investigation([commission('2024-03-10'), submit('2024-03-30'), receive('2024-04-20')]).warnings).toEqual([]);
    expect(investigation([receive('2024-03-20'), submit('2024-03-30')])).toMatchObject({ due: '2024-04-30', warnings: ['appraisal-unmatched'] });
  });

  test('does not move any other limit', () => {
    const result = assessed({ acts: [act('2024-03-05', 'open-supervision', { by: '某' }), commission('2024-03-10'), receive('2024-03-20')] }, '2024-03-25');
    expect(clockOf(result, 'supervision-completion')?.dueDate).toBe('2024-05-04');
  });

  test('paused and resumed inside the limit, it ends as one triggered that many days later', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 200 }), (start, length) => {
      const from = addDays('2024-03-01', start);
      const paused = investigation([
        { at: startOfDate(from) + 12 * 3_600_000, do: 'commission-appraisal', name: '甲' },
        { at: startOfDate(addDays(from, length)) + 13 * 3_600_000, do: 'receive-appraisal', name: '甲' },
      ]);
      expect(paused.due).toBe(addDays('2024-04-30', length));
    }), { numRuns: 60 });
  });
});

describe('extension (CF §3.8)', () => {
  test.each([
    ['30 days', extend('2024-04-20', 30), '2024-05-30', []],
    ['approved on the last day', extend('2024-04-30T23:00', 30), '2024-05-30', []],
    ['approved after the end', extend('2024-05-01', 30), '2024-04-30', ['extension-after-end']],
    ['the whole cap of 60', extend('2024-04-20', 60), '2024-06-29', []],
    ['61 days', extend('2024-04-20', 61), '2024-04-30', ['extension-over-cap']],
    ['40, then 30: the second adds nothing', [...extend('2024-04-20', 40), ...extend('2024-05-01', 30)], '2024-06-09', ['extension-over-cap']],
    ['40, then 30, then 20: the third still fits', [...extend('2024-04-20', 40), ...extend('2024-05-01', 30), ...extend('2024-05-02', 20)], '2024-06-29', ['extension-over-cap']],
    ['20, then 20 inside the extended limit', [...extend('2024-04-20', 20), ...extend('2024-05-10', 20)], '2024-06-09', []],
    ['after a pause, at the end as it then stands', [commission('2024-03-10'), receive('2024-03-20'), ...extend('2024-05-10', 10)], '2024-05-20', []],
    ['approved while a pause runs', [commission('2024-04-25'), ...extend('2024-05-20', 10), receive('2024-05-25')], '2024-06-09', []],
  ])('%s', (_what, acts, due, codes) => {
    const { due: got, warnings } = investigation([...acts as Act[]]);
    expect([got, warnings]).toEqual([due, codes]);
  });

  test('power may be extended by 45, railway below extraordinary not at all', () => {
    expect(investigation(extend('2024-04-01', 45), '2024-04-10', 'larger', 'power').due).toBe('2024-05-30');
    expect(investigation(extend('2024-04-01', 46), '2024-04-10', 'larger', 'power')).toMatchObject({ due: '2024-04-15', warnings: ['extension-over-cap'] });
    expect(investigation(extend('2024-03-05', 5), '2024-03-06', 'major', 'railway')).toMatchObject({ due: '2024-03-31', warnings: ['extension-not-allowed'] });
  });

  test('an extension is told in the proof, with its days counted on', () => {
    const texts = investigation(extend('2024-04-20', 30)).clock?.proof.map(({ text }) => text);
    expect(texts?.slice(0, 4)).toEqual([
      '2024年3月1日08:00事故发生，当日不计入（493号令 第29条）。',
      '2024年3月2日至4月30日，计为第1日至第60日。',
      '2024年4月20日延期批准，延长30日，接在原期限之后计算。',
      '2024年5月1日至5月30日，计为第61日至第90日（延长期）。',
    ]);
  });
});

describe('approval (493号令 第32条)', () => {
  const approval = (acts: Act[], grade: Grade = 'general', industry: Industry = 'general', asOf = '2024-09-01') => {
    const result = assessed({ accident: { industry }, counts: killed(grade), acts }, asOf);
    return { ...clockOf(result, 'approval'), warnings: warningCodes(result) };
  };

  test.each<[Grade, string]>([['general', '2024-05-05'], ['larger', '2024-05-05'], ['major', '2024-05-05'], ['extraordinary', '2024-05-20']])(
    '%s, submitted on 2024-04-20, is due on %s', (grade, due) => {
      expect(approval([submit('2024-04-20')], grade)).toMatchObject({ dueDate: due, state: 'overdue' });
    });

  test.each<Industry>(['railway', 'power', 'coal-mine', 'special-equipment'])('does not exist for %s', (industry) => {
    expect(approval([submit('2024-04-20'), act('2024-04-25', 'approve')], 'extraordinary', industry).code).toBeUndefined();
  });

  test('runs from the last submission before approval; a later one changes nothing', () => {
    const clock = approval([submit('2024-04-20'), submit('2024-05-10'), act('2024-05-20', 'approve'), submit('2024-06-01')]);
    expect([clock.triggeredAt, clock.dueDate, clock.state]).toEqual([submit('2024-05-10').at, '2024-05-25', 'met']);
  });

  test('is met by an approval at the very instant of the submission', () => {
    expect(approval([submit('2024-04-20'), act('2024-04-20', 'approve')])).toMatchObject({ triggeredAt: submit('2024-04-20').at, state: 'met' });
  });

  test('runs from the latest submission while nothing is approved', () => {
    expect(approval([submit('2024-04-20'), submit('2024-05-10')]).dueDate).toBe('2024-05-25');
  });

  test('may be extended by 30 days for extraordinary accidents only', () => {
    const acts = [submit('2024-04-20'), ...extend('2024-05-02', 30, 'approval')];
    expect(approval(acts, 'extraordinary').dueDate).toBe('2024-06-19');
    expect(approval(acts, 'major')).toMatchObject({ dueDate: '2024-05-05', warnings: ['extension-not-allowed'] });
  });

  test('an extension of an approval that has nothing to approve yet warns', () => {
    expect(approval(extend('2024-05-02', 30, 'approval'), 'extraordinary').warnings).toEqual(['extension-without-clock']);
  });
});

describe('supervision-completion and evaluation', () => {
  const base = [act('2024-03-05', 'open-supervision', { by: '某' }), submit('2024-04-20'), act('2024-04-25', 'approve')];

  test('60 days from the notice to approval; approving without an agreed opinion warns', () => {
    const result = assessed({ acts: base }, '2024-06-01');
    expect([clockOf(result, 'supervision-completion')?.dueDate, clockOf(result, 'supervision-completion')?.state, warningCodes(result)])
      .toEqual(['2024-05-04', 'met', ['expected-act-missing']]);
    const agreed = assessed({ acts: [...base, act('2024-04-10', 'supervision-opinion', { opinion: 'agree' })] }, '2024-06-01');
    expect(warningCodes(agreed)).toEqual([]);
    const returned = assessed({ acts: [...base, act('2024-04-10', 'supervision-opinion', { opinion: 'return' })] }, '2024-06-01');
    expect(warningCodes(returned)).toEqual(['expected-act-missing']);
  });

  test('evaluation opens 10 months after approval and ends after a year, at month ends too (CF §3.3, §3.9)', () => {
    const evaluation = clockOf(assessed({ acts: [submit('2024-03-20'), act('2024-03-31', 'approve')] }, '2025-01-31'), 'evaluation');
    expect([evaluation?.opensOn, evaluation?.dueDate]).toEqual(['2025-01-31', '2025-03-31']);
    const leap = clockOf(assessed({ accident: { occurredAt: startOfDate('2024-01-05') }, acts: [submit('2024-02-20'), act('2024-02-29', 'approve')] }, '2024-03-31'), 'evaluation');
    expect([leap?.opensOn, leap?.dueDate, dateOf(leap?.dueAt ?? 0)]).toEqual(['2024-12-29', '2025-02-28', '2025-03-01']);
  });

  test('evaluation published before its window opens is met and warns', () => {
    const result = assessed({ acts: [submit('2024-03-20'), act('2024-03-25', 'approve'), act('2024-09-01', 'publish-evaluation')] }, '2024-10-01');
    expect([clockOf(result, 'evaluation')?.state, warningCodes(result)]).toEqual(['met', ['before-window']]);
  });
});
