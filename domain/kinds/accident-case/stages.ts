import { hasItems, openItems } from './accountability-items';
import { hasInvestigators } from './investigation-guards';
import { isReviewAgreed, isSupervised } from './supervision-guards';
import type { Assessment } from './assess';
import type { Facts } from './facts';
import { LEVELS } from '../../organisation/level';
import { actsOf, isDone, lastAct } from './history';
import { journalOf } from './journal';
import type { CaseState } from './state';

/** Where a case stands, as marks that are either behind it or not. Processes wait for these and for nothing else. */
export const STAGE_TITLES = {
  reportedToTerminus: '报至规定级别', casualtyWindowClosed: '伤亡统计期满', investigationStarted: '开始调查', reportSubmitted: '提交调查报告',
  approved: '批复', published: '公布', archived: '归档', supervisionOpened: '挂牌督办', reviewAgreed: '督办审核同意',
  supervisionReleased: '解除督办', itemsSettled: '追责事项办结', evaluationStarted: '启动评估', evaluationPublished: '公开评估结果',
  evaluationFiled: '评估备案', closed: '结束',
} as const;
export type Stage = keyof typeof STAGE_TITLES;
export const STAGES = Object.keys(STAGE_TITLES) as Stage[];

const rank = (level: string): number => LEVELS.findIndex((l) => l === level);

function isReportedToTerminus(facts: Facts, terminus: string): boolean {
  return actsOf(facts, 'report').some((act) => rank(act.to ?? '') >= rank(terminus));
}

/** The report lies with the government: handed in, and not sent back since by a reviewing stage. */
export function isReportInHand({ acts }: Facts): boolean {
  const journal = journalOf(acts);
  return journal.lastPlace('submit-report') > journal.lastPlace('review-opinion', ({ opinion }) => opinion === 'return');
}

export function reachedStages(state: CaseState, assessment: Assessment): Stage[] {
  const { facts } = state;
  const window = assessment.clocks.find((clock) => clock.code === 'casualty-window');
  const approved = isDone(facts, 'approve');
  const supervised = isDone(facts, 'open-supervision');
  const marks: Record<Stage, boolean> = {
    reportedToTerminus: approved || isReportedToTerminus(facts, assessment.reportTerminus),
    casualtyWindowClosed: !window || window.metAt !== null,
    investigationStarted: hasInvestigators(facts),
    reportSubmitted: approved || isReportInHand(facts),
    approved,
    published: isDone(facts, 'publish'),
    archived: isDone(facts, 'archive'),
    supervisionOpened: supervised,
    reviewAgreed: supervised && (approved || isReviewAgreed(facts)),
    supervisionReleased: supervised && !isSupervised(facts),
    itemsSettled: hasItems(facts) && openItems(facts).length === 0,
    evaluationStarted: isDone(facts, 'start-evaluation') || isDone(facts, 'publish-evaluation'),
    evaluationPublished: isDone(facts, 'publish-evaluation'),
    evaluationFiled: isDone(facts, 'file-evaluation'),
    closed: state.closedAt !== null,
  };
  return STAGES.filter((stage) => marks[stage]);
}

export const PHASES = {
  reporting: '报告', investigation: '调查', approval: '审核批复', rectification: '追责整改', evaluation: '整改评估', closed: '已结束',
} as const;
export type Phase = keyof typeof PHASES;

export function phaseOf(state: CaseState, now: number, assessment: Assessment): Phase {
  const { facts } = state;
  if (state.closedAt !== null) return 'closed';
  if (lastAct(facts, 'approve')) {
    const evaluation = assessment.clocks.find((clock) => clock.code === 'evaluation');
    const opens = evaluation?.thresholds.find((t) => t.kind === 'opens')?.at;
    return isDone(facts, 'start-evaluation') || (opens !== undefined && opens <= now) ? 'evaluation' : 'rectification';
  }
  if (isReportInHand(facts)) return 'approval';
  return hasInvestigators(facts) ? 'investigation' : 'reporting';
}
