import { openProcess } from './process/open-process';
import type { ProcessInput } from './process/messages';

/** 事故调查 — from the team to the report in the hands of the government; opened again when the report is sent back. */
export async function investigation(input: ProcessInput): Promise<void> {
  const process = openProcess('investigation', input);
  await process.until('investigationStarted');
  await process.until('reportSubmitted');
  await process.finish();
}
