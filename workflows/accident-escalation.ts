import type { ProcessInput } from './process/messages';
import { openProcess } from './process/open-process';

/** 事故报告 — the ladder from the unit to the terminus of the grade, follow-up reports while casualties may still change. */
export async function accidentEscalation(input: ProcessInput): Promise<void> {
  const process = openProcess('accidentEscalation', input);
  await process.stage('reportedToTerminus', { acts: ['inform-unit-head', 'report', 'submit-initial-brief', 'notify-body'], pressedBy: 'unit-report' });
  await process.stage('casualtyWindowClosed', { acts: ['follow-up', 'supplement'], pressedBy: 'follow-up-report' });
  await process.finish();
}
