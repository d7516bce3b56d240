import type { Act, Facts } from './facts';
import { isApproved, actsOf, isDone } from './history';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';

export const hasInvestigators = (facts: Facts): boolean =>
  (['form-team', 'delegate-investigation', 'entrust-unit-inquiry'] as const).some((name) => isDone(facts, name));

export const needsTeam = (facts: Facts): Refusal | null => (hasInvestigators(facts) ? null : refuse('TEAM_NOT_FORMED'));

export const needsInvitation = (facts: Facts): Refusal | null =>
  (isDone(facts, 'invite-procuratorate') ? null : refuse('PROCURATORATE_NOT_INVITED'));

export const needsNoApproval = (facts: Facts): Refusal | null =>
  (isApproved(facts) ? refuse('REPORT_ALREADY_APPROVED') : null);

export function needsRunningAppraisal(facts: Facts, act: Act): Refusal | null {
  const named = (name: 'commission-appraisal' | 'receive-appraisal') =>
    actsOf(facts, name).filter((a) => a.name === act.name).length;
  return named('commission-appraisal') > named('receive-appraisal') ? null : refuse('APPRAISAL_UNKNOWN', { field: 'name' });
}

export function needsExtensionRequest(facts: Facts, act: Act): Refusal | null {
  const count = (name: 'request-extension' | 'approve-extension') =>
    actsOf(facts, name).filter((a) => a.clock === act.clock && a.at <= act.at).length;
  return count('request-extension') > count('approve-extension')
    ? null : refuse('EXTENSION_NOT_REQUESTED', { field: 'clock' });
}

/** A member who withdrew because of an interest of his own stays withdrawn. */
export function needsUnrecusedSigner(facts: Facts, act: Act): Refusal | null {
  const recused = actsOf(facts, 'sign-report').some((a) => a.by === act.by && a.opinion === 'recused');
  return recused ? refuse('SIGNER_RECUSED', { field: 'by' }) : null;
}
