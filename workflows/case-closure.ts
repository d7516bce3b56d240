import type { ProcessInput } from './process/messages';
import { openProcess } from './process/open-process';

/** 审核批复 — from the received report to approval, publication and archive. */
export async function caseClosure(input: ProcessInput): Promise<void> {
  const process = openProcess('caseClosure', input);
  await process.stage('approved', { acts: ['review-opinion', 'approve', 'revoke-approval', 'issue-determination'], pressedBy: 'approval' });
  await process.stage('published', { acts: ['publish'] });
  await process.stage('archived', { acts: ['archive'] });
  await process.finish();
}
