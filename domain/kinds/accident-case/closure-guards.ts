import { openItems } from './accountability-items';
import { isNoProductionAccident } from './determinations';
import type { Facts, KnownFacts } from './facts';
import { isApproved, isDone } from './history';
import { isSupervised } from './supervision-guards';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';

export const needsReport = (facts: Facts): Refusal | null =>
  (isDone(facts, 'submit-report') ? null : refuse('REPORT_NOT_SUBMITTED'));

export const needsApproval = (facts: Facts): Refusal | null => (isApproved(facts) ? null : refuse('NOT_APPROVED'));

export const needsPublication = (facts: Facts): Refusal | null =>
  (isDone(facts, 'publish') ? null : refuse('NOT_PUBLISHED'));

/** The one gate to the end of a case: everything that was opened is finished. Every path to `closed` goes through it. */
export function needsNothingOpen(facts: KnownFacts): Refusal | null {
  const owesNoEvaluation = isNoProductionAccident(facts.determinations);
  const missing = [
    ...(isApproved(facts) ? [] : ['批复']),
    ...(isDone(facts, 'publish') ? [] : ['公布事故处理情况']),
    ...(isSupervised(facts) ? ['解除督办'] : []),
    ...openItems(facts),
    ...(owesNoEvaluation || isDone(facts, 'publish-evaluation') ? [] : ['公开整改落实评估结果']),
    ...(owesNoEvaluation || isDone(facts, 'file-evaluation') ? [] : ['评估报告备案']),
    ...(isDone(facts, 'archive') ? [] : ['归档']),
  ];
  return missing.length ? refuse('OPEN_ITEMS_REMAIN', { missing }) : null;
}
