import type { ProcessInput } from './process/messages';
import { openProcess } from './process/open-process';

/** 整改评估 — from approval through the window of the tenth to twelfth month to the filed evaluation. */
export async function rectificationEvaluation(input: ProcessInput): Promise<void> {
  const process = openProcess('rectificationEvaluation', input);
  await process.stage('evaluationStarted', { acts: ['start-evaluation'], pressedBy: 'evaluation' });
  await process.stage('evaluationPublished', { acts: ['submit-evaluation', 'publish-evaluation'], pressedBy: 'evaluation' });
  await process.stage('evaluationFiled', { acts: ['file-evaluation'] });
  await process.finish();
}
