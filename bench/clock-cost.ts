import { cpus, loadavg } from 'node:os';
import type { Ball } from '../domain/accident-case/ball';
import { carryOut } from '../domain/accident-case/carry-out';
import type { CaseView } from '../domain/accident-case/case-view';
import type { CaseCommand, ImportCommand } from '../domain/accident-case/commands';
import type { CaseState } from '../domain/accident-case/state';
import { MS_PER_DAY, MS_PER_HOUR, type Instant } from '../domain/time/instant';
import { loadRules } from '../rules';
import { editionsOf } from '../rules/editions';
import { percentile } from './statistics';

/**
 * What one command costs the processor before the record is written: decision, clocks, tasks, notices, summary. By
 * number of acts and of parties; warm, where the state of the command before is still in memory, and cold, where it was
 * just read from the record.
 */

const SAMPLES = Number(process.env['BENCH_SAMPLES'] ?? 15);
const MS_PER_MINUTE = 60_000;
const OPENED: Instant = Date.parse('2024-03-01T08:00+08:00');
const PENALTY = ['open-penalty-case', 'decide-penalty', 'serve-penalty', 'publish-penalty', 'pay-penalty'] as const;

type Row = ImportCommand['commands'][number];
interface Case { state: CaseState; ball: Ball | null }

const library = loadRules();
const rules = library.resolve(['national']);
const law = { matterId: 'bench', rules, triggers: editionsOf(library).triggersOf(rules.pins), calendar: library.calendar };

function give(before: Case | null, command: CaseCommand, now: Instant): CaseView {
  const carried = carryOut(before, command, { ...law, now });
  if ('refusal' in carried) throw new Error(`${command.do}: ${carried.refusal.code}`);
  return carried.view;
}

const followUp = (at: Instant): Row => ({ do: 'follow-up', at, by: 'unit' });
const stepOf = (index: number, at: Instant): Row =>
  ({ do: PENALTY[index % PENALTY.length] ?? 'pay-penalty', at, party: `第${Math.floor(index / PENALTY.length)}公司` });

/** A case of so many acts a month after its accident: so many parties with five acts each, the rest reports of the unit. */
function caseOf(acts: number, parties: number): Case & { now: Instant } {
  const opening: Row[] = [
    { do: 'register', at: OPENED + MS_PER_HOUR, title: '测算用案件', packs: ['national'], sources: [],
      accident: { occurredAt: OPENED, region: '420303', industry: 'general' }, counts: { deaths: 3 } },
    { do: 'report', at: OPENED + MS_PER_HOUR, by: 'unit', to: 'county' },
    { do: 'form-team', at: OPENED + MS_PER_DAY, by: 'city' },
  ];
  const steps = parties * PENALTY.length;
  const journal = Array.from({ length: acts - 2 }, (_, i) => {
    const at = OPENED + 2 * MS_PER_DAY + i * MS_PER_MINUTE;
    return i < steps ? stepOf(i, at) : followUp(at);
  });
  const now = OPENED + 30 * MS_PER_DAY;
  let view = give(null, { do: 'import', packs: ['national'], commands: [...opening, ...journal] }, now);
  for (const { name } of view.processes) view = give(view, { do: 'strike', process: name }, now);
  return { state: view.state, ball: view.ball, now };
}

export interface Cost {
  acts: number;
  clocks: number;
  /** Milliseconds of processor time for one command, medians. */
  warm: number;
  cold: number;
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** One command after the other on the same case; with parties, each is the next step of a further one. */
function costOf(acts: number, parties: number, commandsPerSample: number): Cost {
  const start = caseOf(acts, parties);
  let [current, now, index]: [Case, Instant, number] = [start, start.now, parties * PENALTY.length];
  const next = () => {
    now += 7 * MS_PER_MINUTE;
    current = give(current, parties ? stepOf(index, now) : followUp(now), now);
    index += 1;
  };
  const sample = (prepare: () => void) => percentile(Array.from({ length: SAMPLES }, () => {
    let total = 0;
    for (let i = 0; i < commandsPerSample; i += 1) {
      prepare();
      total += cpuMs(next);
    }
    return total / commandsPerSample;
  }), 50);
  const read = () => { current = structuredClone({ state: current.state, ball: current.ball }); };
  sample(() => undefined);
  current = start;
  [now, index] = [start.now, parties * PENALTY.length];
  const warm = sample(() => undefined);
  const cold = sample(read);
  return { acts, clocks: (current as CaseView).assessment.clocks.length, warm, cold };
}

export interface ClockCost {
  cpuMs2000ActsClocks4: number;
  cpuMs2000ActsParties100: number;
  cpuMs2000ActsClocks4Cold: number;
  cpuMs2000ActsParties100Cold: number;
  cpuMs10Acts: number;
  cpuMs10ActsCold: number;
}

const FEW = 40;
export const measureCosts = () => ({
  small: costOf(10, 0, FEW), long: costOf(2_000, 0, 1), wide: costOf(2_000, 100, 1),
});

/** Milliseconds of processor time for one command; the bars of the issue are on the warm ones. */
export async function measureClockCost(): Promise<ClockCost> {
  const { small, long, wide } = measureCosts();
  return {
    cpuMs2000ActsClocks4: long.warm, cpuMs2000ActsParties100: wide.warm,
    cpuMs2000ActsClocks4Cold: long.cold, cpuMs2000ActsParties100Cold: wide.cold,
    cpuMs10Acts: small.warm, cpuMs10ActsCold: small.cold,
  };
}

if (require.main === module) {
  const { small, long, wide } = measureCosts();
  console.log([small, long, wide].map((c) => JSON.stringify(c)).join('\n'), cpus().length, loadavg());
}
