import { openProcess } from './process/open-process';
import type { ProcessInput } from './process/messages';

/** 审核批复 — from the received report to approval, publication and archive. */
export async function caseClosure(input: ProcessInput): Promise<void> {
  const process = openProcess('caseClosure', input);
  await process.until('approved');
  await process.until('published');
  await process.until('archived');
  await process.finish();
}
