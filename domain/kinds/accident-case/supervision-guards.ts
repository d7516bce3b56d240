import { listingsOf } from './clocks/series';
import { journalOf } from './journal';
import type { Act, Facts } from './facts';
import { isDone, isInForce, lastAct } from './history';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';

export const isSupervised = (facts: Facts): boolean => isInForce(facts, 'open-supervision', 'release-supervision');

/** The supervising office has seen the report and agreed, and it was not handed in again since. */
export const isReviewAgreed = (facts: Facts): boolean =>
  lastAct(facts, 'supervision-opinion')?.opinion === 'agree'
  && isInForce(facts, 'supervision-opinion', 'submit-for-supervision-review');

export const needsSupervision = (facts: Facts): Refusal | null =>
  (isSupervised(facts) ? null : refuse('SUPERVISION_NOT_OPEN'));

/** Another body may list the case beside the first; the same body not twice. */
export const needsOtherLister = (facts: Facts, act: Act): Refusal | null => {
  const { repeated } = listingsOf(journalOf([...facts.acts, act]));
  return repeated.includes(act) ? refuse('SUPERVISION_ALREADY_OPEN') : null;
};

export const needsReviewRequest = (facts: Facts): Refusal | null =>
  (isInForce(facts, 'submit-for-supervision-review', 'supervision-opinion') ? null : refuse('SUPERVISION_NOT_SUBMITTED'));

/** 督办事项 are done when the report is approved and its outcome public. */
export function needsOutcome(facts: Facts): Refusal | null {
  const missing = [
    ...(isDone(facts, 'approve') ? [] : ['批复']),
    ...(isDone(facts, 'publish') ? [] : ['公布']),
  ];
  return missing.length ? refuse('SUPERVISION_RELEASE_EARLY', { missing }) : null;
}

/** Act of the gate row of the packs, when one of them forbids approval before the supervising office agreed. */
export const needsAgreedReview = (facts: Facts, _act: Act | null, gate: { cite: string[] }): Refusal | null =>
  (!isSupervised(facts) || isReviewAgreed(facts)
    ? null : refuse('SUPERVISION_UNRELEASED', { missing: ['督办机关的审核同意意见'], rule: gate.cite.join('；') }));
