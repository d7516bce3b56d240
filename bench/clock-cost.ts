import { cpus, loadavg } from 'node:os';
import type { Ball } from '../domain/kinds/accident-case/ball';
import { carryOut } from '../domain/kinds/accident-case/carry-out';
import type { CaseView } from '../domain/kinds/accident-case/case-view';
import type { CaseCommand, ImportCommand } from '../domain/kinds/accident-case/commands';
import type { CaseState } from '../domain/kinds/accident-case/state';
import { MS_PER_DAY, MS_PER_HOUR, type Instant } from '../domain/time/instant';
import { loadRules } from '../rules';
import { editionsOf } from '../rules/editions';
import { percentile } from './statistics';

/**
 * What one command costs the processor before anything is written: decision, limits, tasks, notices, summary. Warm, where
 * the state that the command before left is still in memory; cold, where it was just read from the record. Medians.
 */

const SAMPLES = Number(process.env['BENCH_SAMPLES'] ?? 25);
const LIMITS_MS = { acts: 40, parties: 60, cold: 300 } as const;
const OPENED: Instant = Date.parse('2024-03-01T08:00+08:00');
const NOW = OPENED + 30 * MS_PER_DAY;
const MS_PER_MINUTE = 60_000;
const STEPS = ['open-penalty-case', 'decide-penalty', 'serve-penalty', 'publish-penalty', 'pay-penalty'] as const;

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
/** The penalties of one party after the other, step by step. */
const stepOf = (index: number, at: Instant): Row =>
  ({ do: STEPS[index % STEPS.length] ?? 'pay-penalty', at, party: `第${Math.floor(index / STEPS.length)}公司` });

/** A case a month after its accident: so many parties with five acts each, the other acts reports of the unit. */
function caseOf(acts: number, parties: number): Case {
  const opening: Row[] = [
    { do: 'register', at: OPENED + MS_PER_HOUR, title: '测算用案件', packs: ['national'], sources: [],
      accident: { occurredAt: OPENED, region: '420303', industry: 'general' }, counts: { deaths: 3 } },
    { do: 'report', at: OPENED + MS_PER_HOUR, by: 'unit', to: 'county' },
    { do: 'form-team', at: OPENED + MS_PER_DAY, by: 'city' },
  ];
  const journal = Array.from({ length: acts - 2 }, (_, i) => {
    const at = OPENED + 2 * MS_PER_DAY + i * MS_PER_MINUTE;
    return i < parties * STEPS.length ? stepOf(i, at) : followUp(at);
  });
  const imported = give(null, { do: 'import', packs: ['national'], commands: [...opening, ...journal] }, NOW);
  return imported.processes.reduce((view, { name }) => give(view, { do: 'strike', process: name }, NOW), imported);
}

const fromRecord = ({ state, ball }: Case): Case => JSON.parse(JSON.stringify({ state, ball })) as Case;

function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** Every sample gives the same commands to the same case, one after the other; with parties, the steps of a further one. */
function medianMs(start: Case, parties: number, commands: number, before: (last: Case) => Case): number {
  const sample = (): number => {
    let [current, total] = [start, 0];
    for (let i = 0; i < commands; i += 1) {
      const at = NOW + i * 7 * MS_PER_MINUTE;
      const command = parties ? stepOf(parties * STEPS.length + i, at) : followUp(at);
      const last = before(current);
      total += cpuMs(() => { current = give(last, command, at); });
    }
    return total / commands;
  };
  for (let i = 0; i < SAMPLES; i += 1) sample();
  return percentile(Array.from({ length: SAMPLES }, sample), 50);
}

interface Cost { clocks: number; warm: number; cold: number }

function costOf(acts: number, parties: number, commands: number): Cost {
  const start = caseOf(acts, parties);
  return {
    clocks: give(start, followUp(NOW), NOW).assessment.clocks.length,
    warm: medianMs(start, parties, commands, (last) => last), cold: medianMs(start, parties, commands, fromRecord),
  };
}

const costs = () => ({ few: costOf(10, 0, 20), acts: costOf(2_000, 0, 5), parties: costOf(2_000, 100, 5) });

export interface ClockCost {
  cpuMs2000ActsClocks4: number;
  cpuMs2000ActsParties100: number;
  cpuMs2000ActsClocks4Cold: number;
  cpuMs2000ActsParties100Cold: number;
  cpuMs10Acts: number;
  cpuMs10ActsCold: number;
}

/** Milliseconds of processor time for one command, medians; without `Cold`, the state is still in memory. */
export async function measureClockCost(): Promise<ClockCost> {
  const { few, acts, parties } = costs();
  return {
    cpuMs2000ActsClocks4: acts.warm, cpuMs2000ActsParties100: parties.warm, cpuMs2000ActsClocks4Cold: acts.cold,
    cpuMs2000ActsParties100Cold: parties.cold, cpuMs10Acts: few.warm, cpuMs10ActsCold: few.cold,
  };
}

function report(): string {
  const { few, acts, parties } = costs();
  const number = (value: number, digits = 2) => value.toFixed(digits).padStart(9);
  const row = (name: string, { clocks, warm, cold }: Cost) =>
    `${name.padEnd(26)}${number(clocks, 0)}${number(warm)}${number(cold)}${number(warm / few.warm, 1)}${number(cold / few.cold, 1)}`;
  const verdict = (name: string, value: number, limit: number) =>
    `${name.padEnd(35)}${number(value)} ms (limit ${limit} ms: ${value <= limit ? 'kept' : 'BROKEN'})`;
  return [
    `${cpus().length} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}; processor time of one command, medians of ${SAMPLES}`, '',
    `${'milliseconds'.padEnd(26)}   clocks     warm     cold   in times of 10 acts`,
    row('10 acts', few), row('2,000 acts', acts), row('2,000 acts, 100 parties', parties), '',
    verdict('2,000 acts, warm', acts.warm, LIMITS_MS.acts), verdict('2,000 acts, 100 parties, warm', parties.warm, LIMITS_MS.parties),
    verdict('2,000 acts, 100 parties, cold', parties.cold, LIMITS_MS.cold),
  ].join('\n');
}

if (require.main === module) console.log(report());
