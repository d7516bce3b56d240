import { openProcess } from './process/open-process';
import type { ProcessInput } from './process/messages';

/** 事故报告 — the ladder from the unit to the terminus of the grade, follow-up reports while casualties may still change. */
export async function accidentEscalation(input: ProcessInput): Promise<void> {
  const process = openProcess('accidentEscalation', input);
  await process.until('reportedToTerminus');
  await process.until('casualtyWindowClosed');
  await process.finish();
}
