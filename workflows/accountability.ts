import { openProcess } from './process/open-process';
import type { ProcessInput } from './process/messages';

/** 责任追究 — penalties, transfers and discipline of the case until every opened item is settled. */
export async function accountability(input: ProcessInput): Promise<void> {
  const process = openProcess('accountability', input);
  await process.until('itemsSettled');
  await process.finish();
}
