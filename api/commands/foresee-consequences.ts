import type { CaseRecord } from '../../prisma/repositories/case-queries';
import type { AppDeps, CommandInput, RefusalInfo } from '../deps';
import { consequencesOf, metBy, type Consequences } from '../pages/consequences';

/** What a command would do, in words; or the refusal it would meet. `now` is the case's record time. */
export async function foreseeConsequences(
  deps: AppDeps, record: CaseRecord, command: CommandInput, now: number,
): Promise<{ ok: true; consequences: Consequences } | { ok: false; refusal: RefusalInfo }> {
  if (deps.foresight === undefined) return { ok: true, consequences: metBy(record.clocks, command.do, command.at ?? now) };
  const foresight = await deps.foresight.foresee(record.id, command);
  return foresight.ok ? { ok: true, consequences: consequencesOf(record, foresight, now) } : foresight;
}
