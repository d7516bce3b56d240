import type { ProcessInput } from './process/messages';
import { openProcess } from './process/open-process';

/** 事故调查 — from the team to the report in the hands of the government; opened again when the report is sent back. */
export async function investigation(input: ProcessInput): Promise<void> {
  const process = openProcess('investigation', input);
  await process.stage('investigationStarted', { acts: ['form-team', 'delegate-investigation', 'entrust-unit-inquiry'] });
  await process.stage('reportSubmitted', {
    acts: [
      'invite-procuratorate', 'procuratorate-joins', 'procuratorate-declines', 'commission-appraisal', 'receive-appraisal',
      'request-extension', 'approve-extension', 'sign-report', 'submit-report',
    ],
    pressedBy: 'investigation-report',
  });
  await process.finish();
}
