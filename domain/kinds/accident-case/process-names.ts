export const PROCESS_NAMES = [
  'accidentCase', 'accidentEscalation', 'investigation', 'caseClosure', 'supervisionReview', 'accountability',
  'rectificationEvaluation',
] as const;
export type ProcessName = (typeof PROCESS_NAMES)[number];
