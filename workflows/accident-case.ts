import type { ProcessInput } from './process/messages';
import { openProcess } from './process/open-process';

/** 案件 — from registration to the end. Takes over whatever no other process of the case is open for. */
export async function accidentCase(input: ProcessInput): Promise<void> {
  const process = openProcess('accidentCase', input);
  await process.stage('casualtyWindowClosed', { acts: [], pressedBy: 'casualty-window' });
  await process.stage('approved', { acts: ['elevate'] });
  await process.stage('evaluationFiled', { acts: [] });
  await process.stage('closed', { acts: ['close'] });
  await process.finish();
}
