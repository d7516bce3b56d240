import { needsPredecessor, needsSomeTurn } from './accountability-items';
import { needsApproval, needsNothingOpen, needsPublication, needsReport } from './closure-guards';
import { needsAgreedChain, needsEarlierStages } from './review-chain';
import {
  needsExtensionRequest, needsInvitation, needsNoApproval, needsRunningAppraisal, needsTeam, needsUnrecusedSigner,
} from './investigation-guards';
import type { Refusal, RefusalCode } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';
import { needsPublishedEvaluation } from './rectification-guards';
import type { GateRow } from '../../rule-pack/gate';
import { covers } from '../../rule-pack/span';
import type { Instant } from '../../time/instant';
import { dateOf } from '../../time/instant';
import {
  needsAgreedReview, needsOtherLister, needsOutcome, needsReviewRequest, needsSupervision,
} from './supervision-guards';
import type { ActName } from './acts';
import { ACT_NAMES } from './acts';
import { knownFacts } from './assessed';
import type { Act, Facts, KnownFacts } from './facts';
import type { CaseState } from './state';

/** What must hold before an act, apart from its fields. An act without a row is possible whenever the case is open. */
const STATE_GUARDS: Partial<Record<ActName, readonly ((facts: KnownFacts) => Refusal | null)[]>> = {
  'procuratorate-joins': [needsInvitation],
  'procuratorate-declines': [needsInvitation],
  'supervision-progress': [needsSupervision],
  'submit-for-supervision-review': [needsSupervision],
  'supervision-opinion': [needsSupervision, needsReviewRequest],
  'release-supervision': [needsSupervision, needsOutcome],
  'sign-report': [needsTeam, needsNoApproval],
  'submit-report': [needsTeam, needsNoApproval],
  'review-opinion': [needsReport, needsNoApproval],
  approve: [needsNoApproval, needsReport],
  'revoke-approval': [needsApproval],
  publish: [needsApproval],
  archive: [needsApproval, needsPublication],
  'start-evaluation': [needsApproval],
  'submit-evaluation': [needsApproval],
  'publish-evaluation': [needsApproval],
  'file-evaluation': [needsPublishedEvaluation],
  close: [needsNothingOpen],
};

/** What must hold of the act together with its fields. */
const ACT_GUARDS: Partial<Record<ActName, (facts: Facts, act: Act) => Refusal | null>> = {
  'open-supervision': needsOtherLister,
  'receive-appraisal': needsRunningAppraisal,
  'approve-extension': needsExtensionRequest,
  'sign-report': needsUnrecusedSigner,
};

/** Conditions a pack may put before an act; the pack row says whether missing them refuses or warns. */
const GATE_CONDITIONS: Record<GateRow['condition'], (facts: Facts, act: Act | null, gate: GateRow) => Refusal | null> = {
  'supervision-review-agreed': needsAgreedReview,
  'review-chain-agreed': needsAgreedChain,
  'review-chain-order': needsEarlierStages,
};

const concerns = ({ grades, span = {} }: GateRow, grade: CaseState['grade'], at: Instant): boolean =>
  (!grades || (grade !== null && grades.includes(grade))) && covers(span, dateOf(at));

function gateRefusal(
  state: CaseState, name: ActName, act: Act | null, gates: readonly GateRow[], effect: GateRow['effect'], at: Instant,
): Refusal | null {
  for (const gate of gates) {
    if (gate.act !== name || gate.effect !== effect || !concerns(gate, state.grade, at)) continue;
    const refusal = GATE_CONDITIONS[gate.condition](state.facts, act, gate);
    if (refusal) return refusal;
  }
  return null;
}

function stateRefusal(state: CaseState, name: ActName, gates: readonly GateRow[], at: Instant, act: Act | null = null): Refusal | null {
  if (state.closedAt !== null) return refuse('CASE_CLOSED');
  for (const guard of STATE_GUARDS[name] ?? []) {
    const refusal = guard(knownFacts(state));
    if (refusal) return refusal;
  }
  return gateRefusal(state, name, act, gates, 'refuse', at);
}

/** Why this act is refused now, or null. The final word: asked inside the transaction that appends it. */
export function refusalOf(state: CaseState, act: Act, gates: readonly GateRow[]): Refusal | null {
  return stateRefusal(state, act.do, gates, act.at, act)
    ?? ACT_GUARDS[act.do]?.(state.facts, act)
    ?? needsPredecessor(state.facts, act);
}

/** Gates of the packs that only warn, for an act that is otherwise possible at that instant. */
export const warningOf = (state: CaseState, name: ActName, gates: readonly GateRow[], at: Instant): Refusal | null =>
  gateRefusal(state, name, null, gates, 'warn', at);

/** Every act that is refused now whatever its fields; what is absent is possible. Pages and validators read this. */
export function blockedActs(state: CaseState, gates: readonly GateRow[], now: Instant): Record<string, RefusalCode> {
  const entries = ACT_NAMES.flatMap((name) => {
    const refusal = stateRefusal(state, name, gates, now) ?? needsSomeTurn(state.facts, name);
    return refusal ? [[name, refusal.code] as const] : [];
  });
  return Object.fromEntries(entries);
}

export const possibleActs = (blocked: Record<string, RefusalCode>): ActName[] =>
  ACT_NAMES.filter((name) => !blocked[name]);

/** What exactly is missing for an act that the state of the case forbids, as short Chinese phrases; for the page that says so. */
export const missingFor = (facts: Facts, name: ActName): string[] =>
  ((STATE_GUARDS[name] ?? []).map((guard) => guard(facts)).find((refusal) => refusal !== null) ?? needsSomeTurn(facts, name))?.missing ?? [];
