import type { ActSamples } from './act-path';
import type { Footprint } from './memory';
import type { StatementCost } from './statements';
import type { Latency } from './statistics';
import { latencyOf, percentile } from './statistics';

/** Everything that one run measured. */
export interface Measured {
  acts: ActSamples;
  people: Latency;
  /** Acts a second while adoption was measured, and milliseconds of each adoption. */
  load: number;
  adoption: number[];
  record: StatementCost;
  memory: Footprint;
  clocks: { cpuMs2000ActsClocks4: number; cpuMs2000ActsParties100: number };
}

const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** The figures that have bars. */
export function figuresOf({ acts, people, adoption, record, memory, clocks }: Measured) {
  const [own, transaction, update] = [latencyOf(acts.act), latencyOf(acts.transaction), latencyOf(acts.update)];
  return {
    actToTransactionP50: rounded(own.p50 / transaction.p50), actToTransactionP99: rounded(own.p99 / transaction.p99),
    actToLocalUpdateP50: rounded(own.p50 / update.p50), actsPerSecond10: rounded(people.perSecond, 1),
    adoptionP99Ms: rounded(percentile(adoption, 99), 0),
    cpuMs2000ActsClocks4: rounded(clocks.cpuMs2000ActsClocks4, 1), cpuMs2000ActsParties100: rounded(clocks.cpuMs2000ActsParties100, 1),
    statements: rounded(record.statements, 1), roundTrips: rounded(record.roundTrips, 1), memoryMb: rounded(memory.total, 0),
  };
}

export type Figures = ReturnType<typeof figuresOf>;

type Bar = { says: string; atMost: number } | { says: string; atLeast: number };

const BARS: Record<keyof Figures, Bar> = {
  actToTransactionP50: { says: '办理一步 p50 / 同样各行的裸事务', atMost: 1.15 },
  actToTransactionP99: { says: '办理一步 p99 / 同样各行的裸事务', atMost: 2 },
  actToLocalUpdateP50: { says: '办理一步 p50 / 裸 update 加本地活动', atMost: 0.5 },
  actsPerSecond10: { says: '10 人同时，每秒办理', atLeast: 120 },
  adoptionP99Ms: { says: '半载时流程得知，p99 毫秒', atMost: 1_000 },
  cpuMs2000ActsClocks4: { says: '2,000 步、4 个时限，CPU 毫秒', atMost: 40 },
  cpuMs2000ActsParties100: { says: '2,000 步、100 个当事人，CPU 毫秒', atMost: 60 },
  statements: { says: '每步 SQL 语句', atMost: 9 },
  roundTrips: { says: '每步往返', atMost: 4 },
  memoryMb: { says: '整套内存 MB', atMost: 1_100 },
};

const kept = (bar: Bar, value: number): boolean => ('atMost' in bar ? value <= bar.atMost : value >= bar.atLeast);

export const barLines = (figures: Figures): string[] => (Object.entries(BARS) as [keyof Figures, Bar][]).map(([key, bar]) => {
  const wanted = 'atMost' in bar ? `≤ ${bar.atMost}` : `≥ ${bar.atLeast}`;
  return `${key.padEnd(26)}${String(figures[key]).padStart(8)}   ${wanted.padEnd(8)} ${kept(bar, figures[key]) ? 'kept  ' : 'BROKEN'}   ${bar.says}`;
});

const cell = (value: number): string => value.toFixed(1).padStart(8);
const row = (name: string, l: Latency): string => `${name.padEnd(34)}${cell(l.p50)}${cell(l.p95)}${cell(l.p99)}${cell(l.perSecond)}`;

/** What the figures come from. */
export const sampleLines = ({ acts, people, load, adoption, record, memory }: Measured): string[] => [
  `${'milliseconds'.padEnd(34)}${'p50'.padStart(8)}${'p95'.padStart(8)}${'p99'.padStart(8)}${'per s'.padStart(8)}`,
  row(`act, one person (${acts.act.length})`, latencyOf(acts.act)),
  row('the same rows, bare transaction', latencyOf(acts.transaction)),
  row('bare update, local activity', latencyOf(acts.update)),
  row('act, ten people at once', people),
  row(`adoption at ${load.toFixed(0)} acts a second (${adoption.length})`, { ...latencyOf(adoption), perSecond: load }), '',
  `WAL bytes an act ${Math.round(record.walBytes)}`,
  `memory MB: people's program and engine's ${memory.programs.toFixed(0)}, Temporal ${memory.temporal.toFixed(0)}, Postgres ${memory.postgres.toFixed(0)}`,
];
