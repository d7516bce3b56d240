import type { ProcessInput } from './process/messages';
import { openProcess } from './process/open-process';

/** 挂牌督办 — run by the level above: notice, review of the report before its approval, release. */
export async function supervisionReview(input: ProcessInput): Promise<void> {
  const process = openProcess('supervisionReview', input);
  await process.stage('supervisionOpened', { acts: ['open-supervision'] });
  await process.stage('reviewAgreed', { acts: ['supervision-progress', 'submit-for-supervision-review', 'supervision-opinion'], pressedBy: 'supervision-completion' });
  await process.stage('supervisionReleased', { acts: ['release-supervision'] });
  await process.finish();
}
