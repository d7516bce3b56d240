import { z } from 'zod';
import type { Actor } from '../../../domain/kernel/actor';
import { PROCESS_NAMES } from '../../../domain/kinds/accident-case/process-names';
import { REFUSALS, type Refusal } from '../../../domain/kernel/refusals';
import type { CommandOutcome } from '../../../domain/kernel/snapshot';
import { CHANGE_STATES, type ChangeOutcome, type PersonActor } from '../../../domain/rule-change/change';
import { keysOf, maybe, readAs, shapeOf, textShape, texts, unionOf } from './shape';

/** Who gave a command and what he was answered, of cases and of rule changes. */

const person = { personId: textShape, postId: textShape, bodyId: textShape, name: textShape, bodyName: textShape };
export const personShape = shapeOf<PersonActor>({ kind: z.literal('person'), ...person });

export const actorShape = unionOf<Actor, 'kind'>('kind', {
  person, system: { process: z.enum([...PROCESS_NAMES, 'ruleChange']) }, file: { source: textShape },
});

const refusalShape = shapeOf<Refusal>({ code: keysOf(REFUSALS), field: maybe(textShape), missing: maybe(texts), rule: maybe(textShape) });

export const outcomeShape = unionOf<CommandOutcome, 'outcome'>('outcome', {
  accepted: { version: z.number(), summary: texts }, refused: { refusal: refusalShape },
});

export const changeOutcomeShape = unionOf<ChangeOutcome, 'outcome'>('outcome', {
  accepted: { changeId: textShape, state: z.enum(CHANGE_STATES) }, refused: { refusal: refusalShape },
});

/** `where` names the matter in the error. @throws StoredShapeError, as does each of these */
export const parseActor = (json: unknown, where: string): Actor => readAs(actorShape, json, `${where} 的办理人`);
export const parseOutcome = (json: unknown, where: string): CommandOutcome => readAs(outcomeShape, json, `案件 ${where} 的答复`);
export const parseChangeOutcome = (json: unknown, where: string): ChangeOutcome => readAs(changeOutcomeShape, json, `规则变更 ${where} 的答复`);
