import { z } from 'zod';
import { DETERMINABLE, DETERMINED_ANSWERS, type Determination } from '../../../domain/kinds/accident-case/determinations';
import { LENGTH_UNITS, type Length } from '../../../domain/rule-pack/row-head';
import type { Proposal } from '../../../domain/trigger/facts';
import { FINDING_STATES, type FindingStep } from '../../../domain/trigger/finding';
import type { Measure, MeasureLimit, Party } from '../../../domain/trigger/row';
import {
  FINDING_DECISIONS, type DecidedFinding, type FindingChange, type StoredFinding,
} from '../../../domain/trigger/stored-finding';
import { MEASURES, PERSONS, PLACES, ROLES } from '../../../domain/trigger/vocabulary';
import { instantShape, keysOf, maybe, shapeOf, textShape, texts } from './shape';

/** Findings, determinations and proposals, as they stand in states and events. */

const partyShape = shapeOf<Party>({
  role: keysOf(ROLES), level: maybe(keysOf(PLACES)), name: maybe(textShape), persons: maybe(z.array(keysOf(PERSONS))),
});

const limitShape = shapeOf<MeasureLimit>({
  length: shapeOf<Length>({ unit: z.enum(LENGTH_UNITS), amount: z.number() }), from: z.enum(['accident', 'flag', 'finding']),
  default: z.boolean(),
});

const measureShape = shapeOf<Measure>({
  kind: keysOf(MEASURES), force: z.enum(['shall', 'may']), by: z.array(partyShape), on: z.array(partyShape), detail: maybe(textShape),
  limit: maybe(limitShape),
});

const state = keysOf(FINDING_STATES);
const found = {
  id: textShape, row: textShape, title: textShape, state, because: texts, cite: texts, measures: z.array(measureShape), supersededBy: texts,
  pack: shapeOf<FindingChange['pack']>({ id: textShape, version: textShape, sha256: textShape }),
};

export const findingChangeShape = shapeOf<FindingChange>({ ...found, from: state.nullable() });

export const findingShape = shapeOf<StoredFinding>({
  ...found, trace: z.array(shapeOf<FindingStep>({ at: instantShape, state, because: texts })),
  decided: maybe(shapeOf<DecidedFinding>({ at: instantShape, decision: keysOf(FINDING_DECISIONS), reason: textShape })),
});

export const determinationFields = { at: instantShape, about: keysOf(DETERMINABLE), answer: keysOf(DETERMINED_ANSWERS), ground: textShape };
export const determinationShape = shapeOf<Determination>(determinationFields);

export const proposalFields = { at: instantShape, measure: keysOf(MEASURES), by: textShape, ground: textShape };
export const proposalShape = shapeOf<Proposal>(proposalFields);
