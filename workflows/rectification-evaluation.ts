import { openProcess } from './process/open-process';
import type { ProcessInput } from './process/messages';

/** 整改评估 — from approval through the window of the tenth to twelfth month to the filed evaluation. */
export async function rectificationEvaluation(input: ProcessInput): Promise<void> {
  const process = openProcess('rectificationEvaluation', input);
  await process.until('approved');
  await process.until('evaluationStarted');
  await process.until('evaluationPublished');
  await process.until('evaluationFiled');
  await process.finish();
}
