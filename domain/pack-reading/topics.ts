import type { PackRow } from '../rule-pack/types';

/** The subjects by which packs are read and compared, in the order of a case's life. */
export const TOPICS = {
  grading: '等级与调查权', report: '事故报告', parties: '检察、监察等机关参与', supervision: '挂牌督办', elevation: '提级调查',
  review: '审核与批复', limits: '调查与结案期限', publicity: '公布与公示', accountability: '责任追究', evaluation: '整改落实评估',
  hazards: '隐患治理', triggers: '约谈、警示、否决等触发条件', duties: '定期职责', rhythm: '提醒节奏',
} as const;
export type Topic = keyof typeof TOPICS;

const CLOCK_TOPICS: readonly (readonly [pattern: RegExp, topic: Topic])[] = [
  [/^(unit-report|report-hop|follow-up|initial-brief|casualty)/, 'report'],
  [/^supervision/, 'supervision'], [/^evaluation/, 'evaluation'], [/^(penalty|enforcement)-publicity/, 'publicity'],
  [/^(investigation|approval|team|unit-inquiry)/, 'limits'], [/^(hazard|power-cut|rectification-plan)/, 'hazards'],
];

/** Where the row belongs; the code decides where the kind alone does not. */
export function topicOf(row: PackRow): Topic {
  const { kind, code } = row;
  switch (kind) {
    case 'grading': case 'report-terminus': case 'investigator': return 'grading';
    case 'ladder': return 'rhythm';
    case 'party-role': return 'parties';
    case 'review-chain': case 'gate': return 'review';
    case 'publicity': return 'publicity';
    case 'lister': return row.matter === 'elevation' ? 'elevation' : row.matter === 'hazard-supervision' ? 'hazards' : 'supervision';
    case 'clock': return CLOCK_TOPICS.find(([pattern]) => pattern.test(code))?.[1] ?? 'accountability';
    case 'duty': return code.startsWith('duty:evaluation') ? 'evaluation' : /hazard|self-check|monthly/.test(code) ? 'hazards' : 'duties';
    default: return 'triggers';
  }
}
