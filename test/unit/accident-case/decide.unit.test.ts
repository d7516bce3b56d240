import type { CaseCommand } from '../../../domain/kinds/accident-case/commands';
import { given, past, registration } from '../../support/given';

const team = past('form-team', '2024-03-02', { by: 'county' });
const report = past('submit-report', '2024-04-20');
const approval = past('approve', '2024-04-25');
const publication = past('publish', '2024-04-26');
const supervision = past('open-supervision', '2024-03-05', { by: '市安委会' });

describe('registering', () => {
  it('a registered case, when registered again, is refused', () => {
    expect(given([registration()]).when(registration()).refusal).toBe('CASE_ALREADY_REGISTERED');
  });

  it('a first registration without figures, when decided, grades the accident as general', () => {
    const { events, state } = given([registration()]);
    expect(events.map((e) => e.type)).toEqual(['case-registered', 'grade-changed']);
    expect(state.grade).toBe('general');
  });
});

describe('the instant of an act', () => {
  it('an act before the accident, when decided, is refused and names the field', () => {
    const { refusal, carried } = given([registration()]).when(past('form-team', '2024-02-28', { by: 'county' }), '2024-03-02');
    expect(refusal).toBe('AT_BEFORE_ACCIDENT');
    expect(carried).toMatchObject({ refusal: { field: 'at' } });
  });

  it('an accident later than now, when registered, is refused for its own time', () => {
    expect(() => given([registration({ occurredAt: Date.parse('2024-03-02T00:00+08:00') })])).toThrow('ACCIDENT_IN_FUTURE');
  });

  it('an act later than now, when decided, is refused', () => {
    expect(given([registration()]).when(past('form-team', '2024-03-09', { by: 'county' }), '2024-03-02').refusal).toBe('AT_IN_FUTURE');
  });

  it('an act recorded late, when decided, takes its place by its own instant', () => {
    const { state } = given([registration(), team]).when(past('report', '2024-03-01', { by: 'unit', to: 'county' }), '2024-03-03');
    expect(state.facts.acts.map((a) => a.do)).toEqual(['report', 'form-team']);
  });
});

describe('grade', () => {
  it('three dead, when recorded on a case of grade general, makes it larger', () => {
    const { events } = given([registration()]).when({ do: 'record-counts', at: past('close', '2024-03-01T20:00').at!, counts: { deaths: 3 } });
    expect(events).toContainEqual(expect.objectContaining({ type: 'grade-changed', from: 'general', to: 'larger' }));
  });

  it('no figure at all, when recorded, is refused', () => {
    expect(given([registration()]).when({ do: 'record-counts', at: past('close', '2024-03-02').at!, counts: {} }).refusal).toBe('NOTHING_COUNTED');
  });
});

describe('investigation', () => {
  it('no team, when the report is submitted, is refused', () => {
    expect(given([registration()]).when(report).refusal).toBe('TEAM_NOT_FORMED');
  });

  it('a delegated investigation, when the report is submitted, is accepted', () => {
    expect(given([registration(), past('delegate-investigation', '2024-03-02', { to: '县应急管理局' })]).when(report).refusal).toBeNull();
  });

  it('a member who recused himself, when signing, is refused', () => {
    const signed = past('sign-report', '2024-04-01', { by: '组员一', opinion: 'recused' });
    const again = past('sign-report', '2024-04-02', { by: '组员一', opinion: 'agree' });
    expect(given([registration(), team, signed]).when(again).refusal).toBe('SIGNER_RECUSED');
  });

  it('dissent, when signed by another member, is accepted', () => {
    const signed = past('sign-report', '2024-04-01', { by: '组员一', opinion: 'recused' });
    expect(given([registration(), team, signed]).when(past('sign-report', '2024-04-02', { by: '组员二', opinion: 'dissent' })).refusal).toBeNull();
  });

  it('an extension nobody asked for, when approved, is refused', () => {
    const approve = past('approve-extension', '2024-04-02', { clock: 'investigation-report', days: 30 });
    expect(given([registration(), team]).when(approve).refusal).toBe('EXTENSION_NOT_REQUESTED');
  });

  it('an appraisal of another name, when received, is refused', () => {
    const commission = past('commission-appraisal', '2024-03-10', { name: '材料鉴定' });
    expect(given([registration(), team, commission]).when(past('receive-appraisal', '2024-03-20', { name: '起火原因' })).refusal).toBe('APPRAISAL_UNKNOWN');
  });

  it('the procuratorate, when it joins uninvited, is refused', () => {
    expect(given([registration(), team]).when(past('procuratorate-joins', '2024-03-04')).refusal).toBe('PROCURATORATE_NOT_INVITED');
  });
});

describe('closure', () => {
  it('no report, when approved, is refused', () => {
    expect(given([registration(), team]).when(approval).refusal).toBe('REPORT_NOT_SUBMITTED');
  });

  it('a report submitted in time, when approved, meets the approval limit on time', () => {
    const { events } = given([registration(), team, report]).when(approval);
    expect(events).toContainEqual(expect.objectContaining({ type: 'clock-met', clock: 'approval', lateByMs: null }));
  });

  it('a report submitted after its sixty days, when decided, is noted as late and asks for a reason', () => {
    const late = given([registration(), team]).when(past('submit-report', '2024-05-10'));
    expect(late.events).toContainEqual(expect.objectContaining({ type: 'clock-met', clock: 'investigation-report', lateByMs: expect.any(Number) }));
    expect(late.state.late).toEqual([{ clock: 'investigation-report', reason: null }]);
  });

  it('a reason for a limit that was met in time, when given, is refused', () => {
    const reason: CaseCommand = { do: 'explain-lateness', at: past('close', '2024-04-21').at!, clock: 'investigation-report', reason: '鉴定未完成' };
    expect(given([registration(), team, report]).when(reason).refusal).toBe('NOT_LATE');
  });

  it('a second approval, when given, is refused', () => {
    expect(given([registration(), team, report, approval]).when(past('approve', '2024-04-28')).refusal).toBe('REPORT_ALREADY_APPROVED');
  });

  it('open items, when the case is closed, is refused and lists each of them', () => {
    const { refusal, missing } = given([registration(), team, report, approval, publication,
      past('open-penalty-case', '2024-05-01', { party: '某公司' })]).when(past('close', '2025-05-01'));
    expect(refusal).toBe('OPEN_ITEMS_REMAIN');
    expect(missing).toEqual(['某公司：处罚决定未作出', '公开整改落实评估结果', '评估报告备案', '归档']);
  });

  it('everything finished, when the case is closed, closes it for good', () => {
    const closed = given([registration(), team, report, approval, publication, past('archive', '2024-05-10'),
      past('publish-evaluation', '2025-03-20'), past('file-evaluation', '2025-03-25')]).when(past('close', '2025-04-01'));
    expect(closed.refusal).toBeNull();
    expect(closed.state.closedAt).toBe(past('close', '2025-04-01').at);
  });
});

describe('supervision', () => {
  it('no supervision, when progress is reported, is refused', () => {
    expect(given([registration(), team]).when(past('supervision-progress', '2024-03-10')).refusal).toBe('SUPERVISION_NOT_OPEN');
  });

  it('an opinion without a submitted report, when given, is refused', () => {
    expect(given([registration(), team, supervision]).when(past('supervision-opinion', '2024-03-10', { opinion: 'agree' })).refusal)
      .toBe('SUPERVISION_NOT_SUBMITTED');
  });

  it('release before approval and publication, when given, is refused and names both', () => {
    const { refusal, missing } = given([registration(), team, supervision]).when(past('release-supervision', '2024-03-20'));
    expect(refusal).toBe('SUPERVISION_RELEASE_EARLY');
    expect(missing).toEqual(['批复', '公布']);
  });

  it('approval without the supervisor’s consent, when the national pack only warns, is accepted', () => {
    expect(given([registration(), team, supervision, report]).when(approval).refusal).toBeNull();
  });
});

describe('accountability', () => {
  const opened = past('open-penalty-case', '2024-05-01', { party: '某公司' });

  it('a penalty for a party without a case, when decided, is refused', () => {
    expect(given([registration(), opened]).when(past('decide-penalty', '2024-05-10', { party: '另一公司' })).refusal).toBe('ITEM_NOT_OPEN');
  });

  it('a penalty decided twice for one case, when decided again, is refused', () => {
    const decided = past('decide-penalty', '2024-05-10', { party: '某公司', amountYuan: 1000 });
    expect(given([registration(), opened, decided]).when(past('decide-penalty', '2024-05-11', { party: '某公司' })).refusal).toBe('ITEM_ALREADY_DONE');
  });

  it('a case that is not to be transferred, when handed over, is refused', () => {
    const acts = [past('report-suspected-crime', '2024-04-01', { party: '甲' }), past('decide-transfer', '2024-04-02', { party: '甲', decision: 'no-transfer' })];
    expect(given([registration(), ...acts]).when(past('hand-over', '2024-04-03', { party: '甲' })).refusal).toBe('ITEM_NOT_OPEN');
  });
});
