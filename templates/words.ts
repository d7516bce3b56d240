import type { ProcessName } from '../domain/kinds/accident-case/process-names';

/** The office's own words for identifiers of the domain; bodies and levels stand in domain/organisation/names.ts. */

export const PROCESS_WORDS: Readonly<Record<ProcessName, string>> = {
  accidentCase: '案件办理', accidentEscalation: '事故报告', investigation: '事故调查', caseClosure: '审核批复',
  supervisionReview: '挂牌督办', accountability: '责任追究', rectificationEvaluation: '整改评估',
};
