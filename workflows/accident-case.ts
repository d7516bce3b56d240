import { openProcess } from './process/open-process';
import type { ProcessInput } from './process/messages';

/** 案件 — from registration to the end. Takes over whatever no other process of the case is open for. */
export async function accidentCase(input: ProcessInput): Promise<void> {
  const process = openProcess('accidentCase', input);
  await process.until('casualtyWindowClosed');
  await process.until('approved');
  await process.until('evaluationFiled');
  await process.until('closed');
  await process.finish();
}
