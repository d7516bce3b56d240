import { refusalOf } from '../../../domain/kinds/accident-case/guards';
import { given, past, registration } from '../../support/given';
import type { Act, CountRow } from '../../../domain/kinds/accident-case/facts';
import type { Assessment } from '../../../domain/kinds/accident-case/assess';
import { assess } from '../../../domain/kinds/accident-case/assess';
import { loadRules } from '../../../rules';
import { type FactsInput, act, assessed, at, clockOf, count, facts, killed, warningCodes } from '../../support/case-facts';

/** Faults A1 to A14 of the review of the law, each with the value that is right. */

const codes = ({ clocks }: Assessment): string[] => clocks.map(({ code }) => code);
const firm = (when: string, name: Act['do'], more: Partial<Act> = {}) => act(when, name, { party: '某公司', ...more });
const dates = (input: FactsInput, asOf: string, code: string) => {
  const clock = clockOf(assessed(input, asOf), code);
  return clock && { dueDate: clock.dueDate, state: clock.state, provisional: clock.provisional };
};

describe('A1: last days of 复议, 起诉, 申请强制执行 roll', () => {
  const told = (day: string) => ({ counts: killed('general'), acts: [firm(day, 'notify-remedies')] });
  test.each([
    ['2025-04-02', '2025-10-09', '国庆节, 10-02'], ['2024-03-12', '2024-09-12', 'a Thursday'], ['2025-03-28', '2025-09-28', 'a Sunday that is worked: no roll'],
  ])('suing after notice on %s ends on %s (%s)', (day, due) => {
    expect(dates(told(day), '2025-04-03', 'litigation-request@某公司')?.dueDate).toBe(due);
  });

  test('a year without a published table makes the day provisional', () => {
    expect(dates(told('2026-10-05'), '2026-11-01', 'litigation-request@某公司')).toMatchObject({ dueDate: '2027-04-06', provisional: true });
  });

  test('a suit on the rolled day is in time, and no enforcement clock opens beside it', () => {
    const input = { ...told('2025-04-02'), acts: [firm('2025-04-02', 'notify-remedies'), firm('2025-10-09', 'file-lawsuit')] };
    const result = assessed(input, '2025-12-01');
    expect([clockOf(result, 'litigation-request@某公司')?.state, clockOf(result, 'enforcement-application@某公司')]).toEqual(['met', undefined]);
  });
});

describe('A2: several filings on one party', () => {
  const acts = [
    firm('2024-04-01', 'open-penalty-case'), firm('2024-05-01', 'decide-penalty'), firm('2024-05-03', 'serve-penalty'),
    firm('2024-08-01', 'open-penalty-case'), firm('2024-09-02', 'decide-penalty'),
  ];
  test('each has clocks of its own, and a later act belongs to the filing opened last', () => {
    const result = assessed({ counts: killed('general'), acts }, '2024-09-03');
    const own = result.clocks.filter(({ party }) => party !== null).map(({ code, state, dueDate }) => [code, state, dueDate]);
    expect(own).toEqual(expect.arrayContaining([
      ['penalty-decision@某公司', 'met', '2024-06-30'], ['penalty-decision@某公司#2', 'met', '2024-10-30'],
      ['penalty-service@某公司', 'met', '2024-05-13'], ['penalty-service@某公司#2', 'pending', '2024-09-11'],
    ]));
    expect(codes(result)).not.toContain('penalty-payment@某公司#2');
  });

  test('acts before any filing belong to the first', () => {
    const result = assessed({ acts: [firm('2024-03-20', 'notify-hearing-right'), ...acts] }, '2024-09-03');
    expect(codes(result).filter((code) => code.startsWith('hearing-request'))).toEqual(['hearing-request@某公司']);
  });
});

describe('A3: places without a level', () => {
  const of = (region: string, deaths: number, acts: Act[] = []) =>
    assessed({ accident: { region }, counts: [count('2024-03-01T09:00', { deaths })], acts }, '2024-03-05');
  test.each([
    ['110101', 1, 'province', 'county'], ['110101', 3, 'province', 'province'], ['429004', 3, 'province', 'province'],
    ['441900', 1, 'city', 'city'], ['620200', 3, 'province', 'city'], ['420303', 1, 'city', 'county'],
  ])('%s, %i dead: reported to %s, investigated by %s', (region, deaths, reportTerminus, investigator) => {
    expect(of(region, deaths)).toMatchObject({ reportTerminus, investigator });
  });

  test('直辖市: the county reports to the province, and no hop is left that nobody can make', () => {
    const acts = [act('2024-03-01T09:00', 'report', { by: 'unit', to: 'county' }), act('2024-03-01T10:30', 'report', { by: 'county', to: 'province' })];
    const result = of('110101', 1, acts);
    expect(codes(result).filter((code) => code.startsWith('report-hop'))).toEqual(['report-hop:county-province']);
    expect(clockOf(result, 'report-hop:county-province')?.state).toBe('met');
  });

  test.each(['county', 'city'])('东莞: a report to %s is the first stage, and the city reports to the province', (to) => {
    const result = of('441900', 3, [act('2024-03-01T09:00', 'report', { by: 'unit', to })]);
    expect(codes(result).filter((code) => code.startsWith('report-hop'))).toEqual(['report-hop:city-province']);
  });

  test('a team of the city of 东莞 is of the right level; the superior of a 直辖市 is the country', () => {
    expect(warningCodes(of('441900', 1, [act('2024-03-02', 'form-team', { by: 'county' })]))).not.toContain('team-of-other-level');
    const escalation = clockOf(of('110101', 3), 'investigation-report')?.thresholds.at(-1);
    expect(escalation?.to.map(({ level }) => level)).toContain('state');
  });
});

describe('A4: who may extend', () => {
  const extended = (by: string | undefined, days: number, asked: number, deaths = 12, more: Act[] = []) => assessed({
    counts: [count('2024-03-01T09:00', { deaths })], acts: [...more,
      act('2024-04-20', 'request-extension', { clock: 'investigation-report', days: asked }),
      act('2024-04-25', 'approve-extension', { clock: 'investigation-report', days, ...(by ? { by } : {}) })],
  }, '2024-05-01');
  test.each<[string | undefined, string]>([['county', '2024-04-30'], ['province', '2024-06-29'], [undefined, '2024-06-29']])('approved by %s: ends on %s', (by, due) => {
    const result = extended(by, 60, 60);
    expect(clockOf(result, 'investigation-report')?.dueDate).toBe(due);
    expect(warningCodes(result).includes('extension-by-other-level')).toBe(by === 'county');
  });

  test('the level that took the case over approves', () => {
    const elevated = [act('2024-03-02', 'elevate', { to: 'state', ground: '必要' })];
    expect(clockOf(extended('state', 60, 60, 12, elevated), 'investigation-report')?.dueDate).toBe('2024-06-29');
    expect(clockOf(extended('province', 60, 60, 12, elevated), 'investigation-report')?.dueDate).toBe('2024-04-30');
  });

  test('more than was asked for counts and warns, more than the cap adds nothing and warns', () => {
    const more = extended(undefined, 60, 10);
    expect([clockOf(more, 'investigation-report')?.dueDate, warningCodes(more)]).toEqual(['2024-06-29', expect.arrayContaining(['extension-more-than-asked'])]);
    const over = extended(undefined, 90, 90);
    expect([clockOf(over, 'investigation-report')?.dueDate, warningCodes(over)]).toEqual(['2024-04-30', expect.arrayContaining(['extension-over-cap'])]);
    expect(over.warnings.find(({ code }) => code === 'extension-over-cap')?.text).toContain('investigation-report');
  });
});

describe('A5: at sea', () => {
  const sea = (day: string, acts: Act[] = [], counts: CountRow[] = [count(`${day}T12:00`, { deaths: 4 })]) =>
    assessed({ accident: { occurredAt: at(`${day}T03:00`), region: '370613', industry: 'maritime' }, counts, acts }, '2023-12-01');
  test('2023: the maritime agency investigates 90 days, no 批复, 责任认定书 15 working days after its report', () => {
    const result = sea('2023-05-10', [act('2023-08-07', 'submit-report')]);
    expect(result).toMatchObject({ grade: 'larger', investigator: 'maritime-agency', reportTerminus: 'province' });
    expect(clockOf(result, 'investigation-report')).toMatchObject({ dueDate: '2023-08-08', state: 'met' });
    expect(clockOf(result, 'liability-determination')).toMatchObject({ dueDate: '2023-08-28', state: 'overdue' });
    expect(codes(result)).not.toContain('approval');
  });

  test('before 2021-09-01 there is no limit for the report, and a warning says so', () => {
    const result = sea('2021-08-31');
    expect([codes(result).includes('investigation-report'), result.investigator]).toEqual([false, 'city']);
    expect(result.warnings.some(({ text }) => text.includes('investigation-report'))).toBe(true);
  });

  test('issued in time it is met; up to 90 more days may be granted', () => {
    const asked = [act('2023-08-01', 'request-extension', { clock: 'investigation-report', days: 90 }), act('2023-08-02', 'approve-extension', { clock: 'investigation-report', days: 90, by: 'province' })];
    expect(clockOf(sea('2023-05-10', asked), 'investigation-report')?.dueDate).toBe('2023-11-06');
    const done = sea('2023-05-10', [act('2023-08-07', 'submit-report'), act('2023-08-28', 'issue-determination')]);
    expect(clockOf(done, 'liability-determination')?.state).toBe('met');
  });
});

describe('A6: no submission on record', () => {
  const of = (acts: Act[], asOf = '2024-12-01') => assessed({ counts: killed('larger'), acts }, asOf);
  test.each([
    ['2024-04-30T23:59', 'met', null], ['2024-05-01T00:00', 'void', 'unrecorded'],
  ])('批复 at %s: %s', (when, state, voidReason) => {
    const result = of([act(when, 'approve'), act('2024-06-01', 'publish')]);
    expect(clockOf(result, 'investigation-report')).toMatchObject({ state, voidReason, metAt: state === 'met' ? at(when) : null });
    expect(codes(result)).not.toContain('approval');
    expect(result.warnings.filter(({ text }) => text.includes('investigation-report') && text.includes('submit-report'))).toHaveLength(1);
  });

  test('a 批复 speaks before a publication; a publication alone speaks too; a submission up to it is the record', () => {
    expect(clockOf(of([act('2024-04-20', 'publish'), act('2024-06-01', 'approve')]), 'investigation-report')?.state).toBe('void');
    expect(clockOf(of([act('2024-04-20', 'publish')]), 'investigation-report')?.state).toBe('met');
    const recorded = of([act('2024-04-20', 'submit-report'), act('2024-04-25', 'approve')]);
    expect([clockOf(recorded, 'investigation-report')?.state, clockOf(recorded, 'approval')?.state]).toEqual(['met', 'met']);
  });

  test('it ends an open appraisal', () => {
    const result = of([act('2024-03-11', 'commission-appraisal', { name: '甲' }), act('2024-04-10', 'approve')]);
    expect(clockOf(result, 'investigation-report')).toMatchObject({ state: 'met', dueDate: '2024-05-30' });
  });
});

describe('A7: the law of the day on which a limit starts', () => {
  const approved = (day: string) => {
    const acts = [act(day, 'submit-report'), act(day, 'approve')];
    return assessed({ accident: { occurredAt: at('2016-11-01T08:00') }, counts: [count('2016-11-01T09:00', { deaths: 1 })], acts }, '2024-01-01');
  };
  test.each([['2016-12-08', undefined, undefined], ['2016-12-09', '2017-12-09', null], ['2021-03-02', '2022-03-02', null], ['2021-03-03', '2022-03-03', '2022-01-03']])(
    'approved on %s: evaluation due %s, opening %s', (day, due, opens) => {
      const clock = clockOf(approved(day), 'evaluation');
      expect([clock?.dueDate, clock?.opensOn]).toEqual([due, opens]);
    });

  const decided = (day: string) => assessed({ acts: [firm(day, 'decide-penalty'), firm(day, 'notify-hearing-right')], accident: { occurredAt: at('2014-06-02T08:00') } }, '2026-01-01');
  test.each([['2014-09-26', '2014-10-03', '2014-09-29'], ['2021-07-14', '2021-07-21', '2021-07-17'], ['2021-07-15', '2021-07-26', '2021-07-22']])(
    'decided on %s: served by %s, hearing asked for by %s', (day, served, asked) => {
      const result = decided(day);
      expect([clockOf(result, 'penalty-service@某公司')?.dueDate, clockOf(result, 'hearing-request@某公司')?.dueDate]).toEqual([served, asked]);
    });

  test('a hearing is announced by the law of the announcement, not of the hearing', () => {
    const notice = (day: string) => clockOf(assessed({ accident: { occurredAt: at('2021-06-01T08:00') }, acts: [firm(day, 'notify-hearing', { hearingAt: at('2021-07-30T09:00') })] }, '2022-01-01'), 'hearing-notice@某公司');
    expect([notice('2021-07-14')?.dueDate, notice('2021-07-15')?.dueDate]).toEqual(['2021-07-23', '2021-07-21']);
  });

  test.each([['railway', '2007-08-31', 60], ['railway', '2007-09-01', 10], ['power', '2011-08-31', 60], ['power', '2011-09-01', 45]] as const)('%s of %s: %i days', (industry, day, days) => {
    const clock = clockOf(assessed({ accident: { occurredAt: at(`${day}T08:00`), industry } }, '2020-01-01'), 'investigation-report');
    expect(clock && (clock.dueAt ?? 0) - at(`${day}T00:00`)).toBe((days + 1) * 86_400_000);
  });
});

test('A8: the 60 days of a listing are law for 重大 and a proposal elsewhere', () => {
  const of = (grade: 'general' | 'major') => clockOf(assessed({ counts: killed(grade), acts: [act('2024-03-05', 'open-supervision', { by: '省安委会' })] }, '2024-04-01'), 'supervision-completion');
  expect([of('major')?.cite, of('general')?.cite]).toEqual([['安委〔2010〕6号 第5条'], ['参照 安委〔2010〕6号 第5条']]);
  expect(of('general')).toMatchObject({ dueDate: '2024-05-04', note: expect.stringContaining('建议值') as string });
});

describe('A9: several listings', () => {
  const list = (when: string, by: string) => act(when, 'open-supervision', { by });
  test('another body’s runs beside the first and both are met by the same 批复; the same body’s again changes nothing and warns', () => {
    const acts = [list('2024-03-05', '省安委会'), list('2024-03-10', '省安委会 '), list('2024-04-20', '住房城乡建设部'), act('2024-04-30', 'submit-report'), act('2024-05-04', 'approve')];
    const result = assessed({ counts: killed('larger'), acts }, '2024-06-01');
    expect(['supervision-completion', 'supervision-completion#2', 'supervision-completion#3'].map((code) => [clockOf(result, code)?.dueDate, clockOf(result, code)?.state]))
      .toEqual([['2024-05-04', 'met'], ['2024-06-19', 'met'], [undefined, undefined]]);
    expect(warningCodes(result).filter((code) => code === 'listing-repeated')).toHaveLength(1);
  });
});

describe('A10: 批复 revoked and given again', () => {
  const first = [act('2024-04-20', 'submit-report'), act('2024-05-01', 'approve')];
  const of = (more: Act[]) => assessed({ counts: killed('larger'), acts: [...first, ...more] }, '2025-06-01');
  test('after the revocation there is no standing one: no evaluation; the submission stays', () => {
    const result = of([act('2024-09-01', 'revoke-approval')]);
    expect([codes(result).includes('evaluation'), codes(result).includes('approval'), clockOf(result, 'investigation-report')?.state]).toEqual([false, false, 'met']);
  });

  test('the next submission starts it anew, the next 批复 is the standing one', () => {
    const result = of([act('2024-09-01', 'revoke-approval', { ground: '法院判决' }), act('2024-10-08', 'submit-report'), act('2024-10-20', 'approve')]);
    expect(clockOf(result, 'approval')).toMatchObject({ triggeredAt: at('2024-10-08'), dueDate: '2024-10-23', state: 'met' });
    expect(clockOf(result, 'evaluation')).toMatchObject({ triggeredAt: at('2024-10-20'), dueDate: '2025-10-20' });
    expect(warningCodes(result)).not.toContain('approval-repeated');
  });

  test('a second one without a revocation changes nothing and warns', () => {
    const result = of([act('2024-10-08', 'submit-report'), act('2024-10-20', 'approve')]);
    expect([clockOf(result, 'approval')?.dueDate, clockOf(result, 'evaluation')?.dueDate]).toEqual(['2024-05-05', '2025-05-01']);
    expect(warningCodes(result)).toContain('approval-repeated');
  });
});

describe('A11: no production accident', () => {
  const said = (...answers: ('yes' | 'no' | 'undecided')[]) => {
    const { resolve, calendar } = loadRules();
    const determinations = answers.map((answer, i) => ({ at: at(`2024-05-0${i + 2}`), about: 'production-accident' as const, answer, ground: '鉴定' }));
    return assess({ ...facts({ counts: killed('general'), acts: [act('2024-04-20', 'submit-report'), act('2024-05-01', 'approve')] }), determinations }, resolve(['national']), calendar, at('2026-01-01'), 'c');
  };
  test('determined to be none there is no evaluation; the last word counts', () => {
    expect([said('no'), said('no', 'yes'), said('yes', 'no'), said('undecided'), said()].map((result) => codes(result).includes('evaluation')))
      .toEqual([false, true, false, true, true]);
  });
});

test('A14: 变更手续 are owed for 降级 and above, and where nobody said which', () => {
  const of = (decision?: string) => codes(assessed({ acts: [firm('2024-05-06', 'decide-discipline', decision ? { decision } : {})] }, '2024-05-07')).includes('discipline-formalities@某公司');
  expect(['warning', 'demerit', 'serious-demerit', 'demotion', 'removal', 'dismissal', undefined].map(of)).toEqual([false, false, false, true, true, true, true]);
});

describe('readings: the proof names the one it follows and shows where the other one ends', () => {
  const proofOf = (input: FactsInput, asOf: string, code: string) => clockOf(assessed(input, asOf), code)?.proof.map(({ text }) => text).filter((text) => text.startsWith('读法'));
  const disciplined = (day: string) => proofOf({ acts: [firm(day, 'decide-discipline')] }, '2025-06-01', 'discipline-formalities@某公司');
  test('the first day, of the casualty window and of the report', () => {
    expect(proofOf({}, '2024-03-02', 'casualty-window')).toEqual(['读法：起算当日不计入；当日计入的，最后一日为2024年3月30日。']);
    expect(proofOf({}, '2024-03-02', 'investigation-report')).toEqual(['读法：起算当日不计入；当日计入的，最后一日为2024年4月29日。']);
  });

  test('1年内, 一月, and the ends of months', () => {
    const approved = { acts: [act('2024-04-20', 'submit-report'), act('2024-05-01', 'approve')] };
    expect(proofOf(approved, '2024-06-01', 'evaluation')).toEqual(['读法：起算当日不计入，到期于同一日；当日计入的，最后一日为2025年4月30日。']);
    expect(disciplined('2024-05-06')).toEqual(['读法：起算当日不计入，到期于同一日；当日计入的，最后一日为2024年6月5日。']);
    expect(disciplined('2025-01-31')).toEqual(['读法：到期的月份没有同一日，到该月最后一日为止；顺延到次月首日的，最后一日为2025年3月1日。']);
    expect(disciplined('2025-02-28')).toEqual(['读法：月末起算的，到期于同一日；到期于该月最后一日的，最后一日为2025年3月31日。']);
  });
});

describe('A9, A10, live', () => {
  const base = [registration(), past('form-team', '2024-03-02', { by: 'county' })];
  const refusal = (commands: Parameters<typeof given>[0], next: Act) => refusalOf(given(commands).state, next, [])?.code ?? null;
  test('another body may list the case too, the same one not again', () => {
    const listed = [...base, past('open-supervision', '2024-03-05', { by: '市安委办' })];
    expect(['市安委办 ', '省安委办'].map((by) => refusal(listed, act('2024-03-06', 'open-supervision', { by })))).toEqual(['SUPERVISION_ALREADY_OPEN', null]);
  });

  test('a 批复 can be revoked once, and a report handed in anew after that', () => {
    const approved = [...base, past('submit-report', '2024-04-20'), past('approve', '2024-04-25')];
    const revoked = [...approved, past('revoke-approval', '2024-04-26')];
    expect([refusal(base, act('2024-04-26', 'revoke-approval')), refusal(approved, act('2024-04-26', 'revoke-approval')), refusal(revoked, act('2024-04-27', 'revoke-approval'))])
      .toEqual(['NOT_APPROVED', null, 'NOT_APPROVED']);
    expect([refusal(approved, act('2024-04-27', 'submit-report')), refusal(revoked, act('2024-04-27', 'submit-report'))]).toEqual(['REPORT_ALREADY_APPROVED', null]);
  });
});
