import type { Ball } from '../../domain/kinds/accident-case/ball';
import type { Carried } from '../../domain/kinds/accident-case/carry-out';
import { carryOut } from '../../domain/kinds/accident-case/carry-out';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { CaseEvent, CaseEventType } from '../../domain/kinds/accident-case/events';
import type { NoticeSpec } from '../../domain/kinds/accident-case/notices';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import { STRIKE_GRACE_MS } from '../../domain/kinds/accident-case/strikes';
import type { Law } from '../../domain/trigger/law';
import type { Instant } from '../../domain/time/instant';
import { lawOf } from './given';

/** A case as an office keeps it: things are entered when somebody comes to it, and the engine strikes what is due when it runs. */

export type Accepted = Exclude<Carried, { refusal: unknown }>;
export type Told = NoticeSpec & { withdrawn: string | null };

export interface Desk {
  /** @throws Error where it is refused */
  enter(command: CaseCommand, now: Instant): Accepted;
  /** Runs the engine up to `until`: every wake-up in its turn, as soon as it is due. */
  runTo(until: Instant): void;
  /** Every process strikes once, at this instant, however late that is. */
  strikeAll(now: Instant): void;
  state(): CaseState;
  view(): Accepted['view'];
  events(): CaseEvent[];
  types(): CaseEventType[];
  /** What bodies were told of limits, in order; `accusations` only that one is late. */
  reminders(clock?: string): Told[];
  accusations(clock?: string): Told[];
}

export function openDesk(options: { graceMs?: number; law?: Law; matterId?: string } = {}): Desk {
  const { law = lawOf(['national']), matterId = 'desk', ...grace } = { ...options };
  let before: { state: CaseState; ball: Ball | null } | null = null;
  let last: Accepted | null = null;
  const events: CaseEvent[] = [];
  const told: Told[] = [];
  const known = (): Accepted => {
    if (!last) throw new Error('nothing was entered');
    return last;
  };
  function enter(command: CaseCommand, now: Instant): Accepted {
    const { graceMs } = grace;
    const carried = carryOut(before, command, { matterId, now, ...law, ...(graceMs === undefined ? {} : { graceMs }) });
    if ('refusal' in carried) throw new Error(`${command.do}: ${carried.refusal.code}`);
    last = carried;
    before = { state: carried.view.state, ball: carried.view.ball };
    events.push(...carried.events);
    for (const { clockCode, kind, at, reason } of carried.withdrawals) {
      for (const notice of told) if (notice.clockCode === clockCode && notice.kind === kind && notice.at === at) notice.withdrawn ??= reason;
    }
    told.push(...carried.notices.map((notice) => ({ ...notice, withdrawn: null })));
    return carried;
  }
  function strikeAll(now: Instant): void {
    for (const { name } of known().view.processes) enter({ do: 'strike', process: name }, now);
  }
  const ofClocks = (kinds: readonly string[], clock?: string) => told.filter((notice) =>
    kinds.includes(notice.kind) && (clock === undefined || notice.clockCode === clock));
  return {
    enter, strikeAll,
    runTo(until) {
      for (let runs = 0; runs < 10_000; runs += 1) {
        const [next] = known().view.processes.filter(({ nextWakeAt }) => nextWakeAt !== null && nextWakeAt + STRIKE_GRACE_MS <= until)
          .toSorted((a, b) => (a.nextWakeAt ?? 0) - (b.nextWakeAt ?? 0));
        if (!next) return;
        enter({ do: 'strike', process: next.name }, (next.nextWakeAt ?? 0) + STRIKE_GRACE_MS);
      }
      throw new Error('the engine never comes to rest');
    },
    state: () => known().view.state, view: () => known().view, events: () => events, types: () => events.map(({ type }) => type),
    reminders: (clock) => ofClocks(['reminder'], clock), accusations: (clock) => ofClocks(['due', 'escalation'], clock),
  };
}
