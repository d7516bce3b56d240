/** The only entry of the workflow bundle: one export per process, named as `ProcessName` names it, and the sweep. */
export { accidentCase } from './accident-case';
export { accidentEscalation } from './accident-escalation';
export { accountability } from './accountability';
export { caseClosure } from './case-closure';
export { investigation } from './investigation';
export { processCensus, recordSweep } from './record-sweep';
export { ruleChange } from './rule-change';
export { rectificationEvaluation } from './rectification-evaluation';
export { supervisionReview } from './supervision-review';
