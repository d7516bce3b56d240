import { openProcess } from './process/open-process';
import type { ProcessInput } from './process/messages';

/** 挂牌督办 — run by the level above: notice, review of the report before its approval, release. */
export async function supervisionReview(input: ProcessInput): Promise<void> {
  const process = openProcess('supervisionReview', input);
  await process.until('supervisionOpened');
  await process.until('reviewAgreed');
  await process.until('supervisionReleased');
  await process.finish();
}
