import { type Fault, faultsOf } from './faults';
import type { FactsFile } from '../trigger/facts';
import { triggerFactsSchema } from './facts-schema';

export type ParsedFactsFile = { ok: true; file: FactsFile } | { ok: false; faults: Fault[] };

/** Checks a file of trigger facts that was read from YAML or JSON. Every fault with its path; never throws. */
export function parseFactsFile(value: unknown): ParsedFactsFile {
  const parsed = triggerFactsSchema.safeParse(value, { reportInput: true });
  if (!parsed.success) return { ok: false, faults: faultsOf(parsed.error.issues) };
  const { ancha: _ancha, ...file } = parsed.data;
  return { ok: true, file };
}
