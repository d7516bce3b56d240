import { acceptedWrite } from '../activities/accepted-write';
import type { DecidingDeps } from '../activities/execute-command';
import { lawOfNewCase } from '../activities/law';
import type { Carried } from '../domain/kinds/accident-case/carry-out';
import type { CaseView } from '../domain/kinds/accident-case/case-view';
import { carryOut, viewOf } from '../domain/kinds/accident-case/carry-out';
import type { CaseCommand } from '../domain/kinds/accident-case/commands';
import type { Instant } from '../domain/time/instant';
import { MS_PER_DAY } from '../domain/time/instant';
import { writeAccepted } from '../prisma/repositories/matter-writes';
import { inTransaction } from '../prisma/repositories/transaction';

/** Many open cases of real life in the record, whose processes nobody has been told of: each derived and chained by the product's own code. */

const HOUR = 3_600_000;
const BATCH = 100;
const SPREAD_DAYS = 20;

export interface ManyCases {
  count: number;
  prefix: string;
  /** Record time at which the cases stand; theirs lies so far from wall time. */
  now: Instant;
  /** Out of a hundred, how many have a limit in working days running now. */
  inWorkingDays: number;
}

type Timed = CaseCommand & { at: Instant };

/** A case that is `age` days old: investigated, and in some also a penalty that was decided a few days ago. */
function life(age: number, now: Instant, penalty: boolean): Timed[] {
  const occurredAt = now - age * MS_PER_DAY;
  const commands = [
    { do: 'register', at: occurredAt + HOUR, title: '测算用案件', packs: ['national'], sources: [],
      accident: { occurredAt, region: '420303', industry: 'general', unit: '某公司' }, counts: { deaths: 1, seriousInjuries: 2 } },
    { do: 'inform-unit-head', at: occurredAt + HOUR },
    { do: 'report', at: occurredAt + 2 * HOUR, by: 'unit', to: 'county' },
    { do: 'report', at: occurredAt + 3 * HOUR, by: 'county', to: 'city' },
    { do: 'form-team', at: occurredAt + MS_PER_DAY, by: 'county' },
    { do: 'invite-procuratorate', at: occurredAt + 2 * MS_PER_DAY },
  ] as Timed[];
  const decided = [
    { do: 'open-penalty-case', at: now - 8 * MS_PER_DAY, party: '某公司' },
    { do: 'decide-penalty', at: now - (age % 3) * MS_PER_DAY - HOUR, party: '某公司', amountYuan: 200_000 },
  ] as Timed[];
  return penalty ? [...commands, ...decided] : commands;
}

type Told = Exclude<Carried, { refusal: unknown }>;

function play(commands: readonly Timed[], law: Parameters<typeof carryOut>[2]): { view: CaseView; events: Told['events'] } {
  let view: CaseView | null = null;
  const events: Told['events'] = [];
  for (const command of commands) {
    const carried: Carried = carryOut(view && { state: view.state, ball: view.ball }, command, { ...law, now: command.at });
    if ('refusal' in carried) throw new Error(`${command.do}: ${carried.refusal.code}`);
    view = carried.view;
    events.push(...carried.events);
  }
  if (!view) throw new Error('no command');
  return { view, events };
}

/** Writes the cases; returns after the last one. */
export async function writeManyCases(deps: Pick<DecidingDeps, 'db' | 'rules' | 'organisation'>, { count, prefix, now, inWorkingDays }: ManyCases): Promise<void> {
  const law = await inTransaction(deps.db, ({ tx }) => lawOfNewCase(tx, deps.rules, ['national']));
  if (!law) throw new Error('no national pack');
  const actor = { kind: 'file', source: 'bench' } as const;
  const shiftMs = Math.round(now - Date.now()) || 1;
  const lives = [false, true].map((penalty) => Array.from({ length: SPREAD_DAYS }, (_, day) => {
    const commands = life(day + 15, now, penalty);
    return { command: commands[0] as Timed, ...play(commands, { matterId: prefix, now, ...law }) };
  }));
  for (let from = 0; from < count; from += BATCH) {
    const writes = Array.from({ length: Math.min(BATCH, count - from) }, (_, offset) => {
      const index = from + offset;
      const told = lives[index % 100 < inWorkingDays ? 1 : 0]?.[index % SPREAD_DAYS];
      if (!told) throw new Error('no such life');
      const matterId = `${prefix}-${String(index).padStart(6, '0')}`;
      const view = viewOf(told.view.state, { matterId, now, ...law }, null);
      const write = acceptedWrite({
        decided: { matterId, commandId: 'import', actor, command: told.command, decidedAt: now, recordedAt: now, world: 'live', shiftMs },
        loaded: null, pins: law.pins, caseNo: matterId,
        carried: { events: told.events, view, notices: [], withdrawals: [], summary: [] },
      }, deps.organisation);
      return { ...write, derived: { ...write.derived, told: [] } };
    });
    await inTransaction(deps.db, async ({ tx, send }) => send(writeAccepted(tx, writes)));
  }
}
