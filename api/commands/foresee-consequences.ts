import type { Actor } from '../../domain/kernel/actor';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import type { AppDeps, CommandInput, RefusalInfo } from '../deps';
import { consequencesOf, metBy, type Consequences } from '../pages/consequences';

/** Lateness without a reason stops no case from being closed (it is no fault), but afterwards no reason can be given. */
function unexplained({ late, clocks }: CaseRecord): string[] {
  const titles = late.filter(({ reason }) => reason === null)
    .map(({ clock }) => clocks.find(({ code }) => code === clock)?.title ?? clock);
  return titles.length ? [`尚未说明逾期原因：${titles.join('、')}。结束以后不能再补充说明。`] : [];
}

/** What a command would do, in words; or the refusal it would meet. `now` is the case's record time. */
export async function foreseeConsequences(
  deps: AppDeps, record: CaseRecord, command: CommandInput, now: number, actor: Actor,
): Promise<{ ok: true; consequences: Consequences } | { ok: false; refusal: RefusalInfo }> {
  if (deps.foresight === undefined) return { ok: true, consequences: metBy(record.clocks, command.do, command.at ?? now) };
  const foresight = await deps.foresight.foresee(record.id, command, actor);
  if (!foresight.ok) return foresight;
  const { lines, told } = consequencesOf(record, foresight, now);
  return { ok: true, consequences: { told, lines: [...foresight.warnings, ...command.do === 'close' ? unexplained(record) : [], ...lines] } };
}
