import { z } from 'zod';
import { DETERMINABLE, DETERMINED_ANSWERS, type Determination } from '../../domain/accident-case/determinations';
import { LENGTH_UNITS } from '../../domain/rule-pack/row-head';
import type { Proposal } from '../../domain/trigger/facts';
import { FINDING_STATES } from '../../domain/trigger/finding';
import { FINDING_DECISIONS, type StoredFinding } from '../../domain/trigger/stored-finding';
import { MEASURES, PERSONS, PLACES, ROLES } from '../../domain/trigger/vocabulary';

/** Findings, determinations and proposals inside the stored state of a case. */

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => z.enum(Object.keys(table) as [K, ...K[]]);
const instant = z.number();
const texts = z.array(z.string());

const party = z.object({
  role: keysOf(ROLES), level: keysOf(PLACES).optional(), name: z.string().optional(), persons: z.array(keysOf(PERSONS)).optional(),
});

const measure = z.object({
  kind: keysOf(MEASURES), force: z.enum(['shall', 'may']), by: z.array(party), on: z.array(party), detail: z.string().optional(),
  limit: z.object({
    length: z.object({ unit: z.enum(LENGTH_UNITS), amount: z.number() }), from: z.enum(['accident', 'flag', 'finding']), default: z.boolean(),
  }).optional(),
});

export const findingShape: z.ZodType<StoredFinding> = z.object({
  id: z.string(), row: z.string(), title: z.string(), state: keysOf(FINDING_STATES), because: texts, cite: texts,
  pack: z.object({ id: z.string(), version: z.string(), sha256: z.string() }), measures: z.array(measure), supersededBy: texts,
  trace: z.array(z.object({ at: instant, state: keysOf(FINDING_STATES), because: texts })),
  decided: z.object({ at: instant, decision: keysOf(FINDING_DECISIONS), reason: z.string() }).exactOptional(),
});

export const determinationShape: z.ZodType<Determination> = z.object({
  at: instant, about: keysOf(DETERMINABLE), answer: keysOf(DETERMINED_ANSWERS), ground: z.string(),
});

export const proposalShape: z.ZodType<Proposal> = z.object({ at: instant, measure: keysOf(MEASURES), by: z.string(), ground: z.string() });
