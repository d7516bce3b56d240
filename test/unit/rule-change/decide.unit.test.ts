import type { ChangeEvent, PersonActor, RuleChange } from '../../../domain/rule-change/change';
import { evolveChange } from '../../../domain/rule-change/change';
import type { ChangeCommand } from '../../../domain/rule-change/decide';
import { decideChange, openSteps } from '../../../domain/rule-change/decide';
import type { Actor } from '../../../domain/kernel/actor';

const person = (personId: string, postId = `${personId}@office`): PersonActor =>
  ({ kind: 'person', personId, postId, bodyId: 'office', name: personId, bodyName: '安委办' });
const system: Actor = { kind: 'system', process: 'ruleChange' };
const [drafter, second] = [person('a'), person('b')];

const sha = 'a'.repeat(64);
const draft: ChangeCommand = { do: 'draft', kind: 'calendar', subject: '2027', edition: '国办发明电〔2026〕1号', title: '2027年放假调休', sha256: sha, reason: '' };
const impact = { matters: 2, adopting: 2, keeping: 0, movedMatters: 1, movedClocks: 1, confirmedMatters: 0, sha256: 'b'.repeat(64) };
const listed: ChangeCommand = { do: 'record-impact', impact };
const approve: ChangeCommand = { do: 'approve', impactSha256: impact.sha256 };
const apply: ChangeCommand = { do: 'apply' };
const finish: ChangeCommand = { do: 'finish', matters: 2 };
const recompute: ChangeCommand = { do: 'recompute' };
const withdraw: ChangeCommand = { do: 'withdraw', reason: '通知更正' };

type Step = [ChangeCommand, Actor];
const answer = (change: RuleChange | null, [command, actor]: Step, inForce: string | null = null) =>
  decideChange(change, command, { now: 1, actor, inForce });

function after(...steps: Step[]): RuleChange {
  const change = steps.reduce<RuleChange | null>((state, step) => {
    const decision = answer(state, step);
    if ('refusal' in decision) throw new Error(decision.refusal.code);
    return decision.events.reduce<RuleChange | null>(evolveChange, state);
  }, null);
  if (!change) throw new Error('no step');
  return change;
}
const refusal = (change: RuleChange | null, step: Step, inForce: string | null = null): string | null => {
  const decision = answer(change, step, inForce);
  return 'refusal' in decision ? decision.refusal.code : null;
};

const drafted: Step[] = [[draft, drafter]];
const computed: Step[] = [...drafted, [listed, system]];
const asked: Step[] = [...computed, [recompute, second]];
const approved: Step[] = [...computed, [approve, second]];
const applying: Step[] = [...approved, [apply, drafter]];
const applied: Step[] = [...applying, [finish, system]];

describe('a rule change', () => {
  it('from draft to application, when every step is taken, names who took which', () => {
    expect(after(...applied)).toMatchObject({ state: 'applied', draftedBy: drafter, approvedBy: second, appliedBy: drafter, impact });
  });

  it.each<[string, Step[], Step, string | null]>([
    ['approved by its drafter', computed, [approve, drafter], 'CHANGE_SAME_PERSON'],
    ['approved by its drafter in another post', computed, [approve, person('a', 'a@elsewhere')], 'CHANGE_SAME_PERSON'],
    ['approved by the system', computed, [approve, system], 'CHANGE_NEEDS_PERSON'],
    ['approved from a file', computed, [approve, { kind: 'file', source: 'x' }], 'CHANGE_NEEDS_PERSON'],
    ['approved before its list is there', drafted, [approve, second], 'CHANGE_IMPACT_MISSING'],
    ['approved on another list than the present one', computed, [{ do: 'approve', impactSha256: sha }, second], 'CHANGE_IMPACT_STALE'],
    ['approved twice', approved, [approve, person('c')], 'CHANGE_ALREADY_APPROVED'],
    ['applied without approval', computed, [apply, second], 'CHANGE_NOT_APPROVED'],
    ['applied while it is being applied', applying, [apply, second], 'CHANGE_BEING_APPLIED'],
    ['applied again', applied, [apply, second], 'CHANGE_ENDED'],
    ['applied by the system', approved, [apply, system], 'CHANGE_NEEDS_PERSON'],
    ['withdrawn while it is being applied', applying, [withdraw, second], 'CHANGE_BEING_APPLIED'],
    ['withdrawn after it was applied', applied, [withdraw, second], 'CHANGE_ENDED'],
    ['reckoned anew after approval', approved, [listed, system], 'CHANGE_ALREADY_APPROVED'],
    ['finished before it is applied', approved, [finish, system], 'CHANGE_NOT_APPROVED'],
    ['drafted twice under one id', drafted, [draft, second], 'CHANGE_ALREADY_DRAFTED'],
    ['reckoned anew before approval', computed, [listed, system], null],
    ['asked for a new list by the second person', computed, [recompute, second], null],
    ['asked for a new list while it is being made', asked, [recompute, drafter], 'CHANGE_BEING_COMPUTED'],
    ['asked for a new list by the system', computed, [recompute, system], 'CHANGE_NEEDS_PERSON'],
    ['asked for a new list after approval', approved, [recompute, drafter], 'CHANGE_ALREADY_APPROVED'],
    ['approved while its list is made anew', asked, [approve, second], 'CHANGE_IMPACT_MISSING'],
    ['withdrawn before it is applied', approved, [withdraw, second], null],
  ])('%s, when decided, answers %#', (_, past, step, code) => {
    expect(refusal(after(...past), step)).toBe(code);
  });

  it('of a text that is in force, when drafted, is refused', () => {
    expect(refusal(null, [draft, drafter], sha)).toBe('CHANGE_ALREADY_IN_FORCE');
  });

  it.each<[string, Step]>([['approved', [approve, second]], ['listed', [listed, system]]])('nobody drafted, when %s, is refused', (_, step) => {
    expect(refusal(null, step)).toBe('CHANGE_UNKNOWN');
  });

  it('waiting for approval, when shown, offers it to everybody but its drafter', () => {
    expect(openSteps(after(...computed), 'a')).toEqual(['recompute', 'withdraw']);
    expect(openSteps(after(...computed), 'b')).toEqual(['approve', 'recompute', 'withdraw']);
    expect(openSteps(after(...applying), 'b')).toEqual([]);
  });

  it('whose list is made anew, when folded, holds nothing of the old one and then the new one with its time', () => {
    expect(after(...asked)).toMatchObject({ state: 'drafted', impact: null });
    const anew = { ...impact, matters: 3, sha256: 'c'.repeat(64) };
    expect(after(...asked, [{ do: 'record-impact', impact: anew }, system])).toMatchObject({ state: 'computed', impact: { ...anew, computedAt: 1 } });
  });

  it('an event without a draft before it, when folded, is a fault of the record', () => {
    const event: ChangeEvent = { type: 'change-applied', at: 1, matters: 0 };
    expect(() => evolveChange(null, event)).toThrow('before change-drafted');
  });
});
