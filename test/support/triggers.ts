import type { AreaYear, Inspection, TriggerAccident, TriggerFacts } from '../../domain/trigger/facts';
import { NO_FACTS } from '../../domain/trigger/facts';
import { evaluateTriggers } from '../../domain/trigger/evaluate';
import type { Evaluated, PackedTrigger } from '../../domain/trigger/finding';
import { mergeTriggers } from '../../domain/trigger/merge';
import type { Instant } from '../../domain/time/instant';
import { startOfDate } from '../../domain/time/instant';
import { loadRules } from '../../rules';
import { newestPacks } from '../../rules/pack-names';

/** Rows as they stand in the packs on board, asked directly. */
export const AS_OF: Instant = startOfDate('2026-12-31');

const packs = newestPacks(loadRules().packs);

export function rowsOf(...ids: string[]): PackedTrigger[] {
  return mergeTriggers(packs.filter(({ pack }) => ids.includes(pack.id)).map(({ pack, sha256, triggers = [] }) => (
    { triggers, pin: { id: pack.id, version: pack.version, sha256 } })));
}

export const ALL_ROWS: PackedTrigger[] = packs.flatMap(({ pack, sha256, triggers = [] }) =>
  triggers.map((row) => ({ ...row, pack: { id: pack.id, version: pack.version, sha256 } })));

export function rowOf(code: string): PackedTrigger {
  const row = ALL_ROWS.find((one) => one.code === code);
  if (!row) throw new Error(`no trigger row ${code}`);
  return row;
}

export const accident = (id: string, day: string, rest: Partial<TriggerAccident> = {}): TriggerAccident => ({
  id, at: startOfDate(day) + 8 * 3_600_000, region: '330302', area: '某师', unit: '某公司', industry: 'general', grade: 'general',
  deaths: 0, missing: 0, ...rest,
});
export const area = (rest: Partial<AreaYear> = {}): AreaYear => ({ area: '某地', year: 2026, ...rest });
export const inspection = (rest: Partial<Inspection> = {}): Inspection => ({
  id: 'i1', at: startOfDate('2026-06-01'), unit: '某矿', industry: 'coal-mine', found: [], concluded: true, ...rest,
});

/** Facts with nothing left out since 2020, unless said otherwise. */
export const facts = (rest: Partial<TriggerFacts> = {}): TriggerFacts =>
  ({ ...NO_FACTS, completeSince: { accidents: '2020-01-01', measures: '2020-01-01' }, ...rest });

/** The answer of one row about the last subject of its kind, whatever its effective dates. */
export function ask(code: string, known: TriggerFacts, asOf: Instant = AS_OF): Evaluated {
  const { effective: _effective, ...row } = rowOf(code);
  const answer = evaluateTriggers(known, [row], asOf).at(-1);
  if (!answer) throw new Error(`${code} was asked about nothing`);
  return answer;
}

/** Codes of the rows that answer yes, about any subject: `t03@accident:a2`. */
export const yesOf = (answers: readonly Evaluated[]): string[] =>
  answers.filter(({ verdict }) => verdict === 'yes').map(({ row, subject }) => `${row}@${subject.key}`).sort();
