/** Nearest-rank percentile of unsorted samples. */
export function percentile(samples: readonly number[], p: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

export interface Latency { p50: number; p95: number; p99: number; perSecond: number }

export function latencyOf(samples: readonly number[]): Latency {
  const total = samples.reduce((sum, ms) => sum + ms, 0);
  return {
    p50: percentile(samples, 50), p95: percentile(samples, 95), p99: percentile(samples, 99),
    perSecond: (samples.length / total) * 1_000,
  };
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}
