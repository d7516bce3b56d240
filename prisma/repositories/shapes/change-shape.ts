import { z } from 'zod';
import { CHANGE_KINDS, CHANGE_STATES, type ChangeEvent, type ImpactFigures, type RuleChange } from '../../../domain/rule-change/change';
import type { MovedClock } from '../../../domain/time/moves';
import { personShape } from './actor-shape';
import { movedClockShape } from './clock-shape';
import { instantShape, maybe, readAs, shapeOf, textShape, texts, variantShapes } from './shape';

/** Rule changes with their events, figures and lists. */

const number = z.number();
const by = personShape;
const subject = { kind: z.enum(CHANGE_KINDS), subject: textShape, edition: textShape, title: textShape, sha256: textShape };

const figuresShape = shapeOf<ImpactFigures>({
  matters: number, adopting: number, keeping: number, movedMatters: number, movedClocks: number, confirmedMatters: number,
  sha256: textShape, computedAt: maybe(instantShape),
});

export const changeEventShapes = variantShapes<ChangeEvent, 'type'>('type', {
  'change-drafted': { at: instantShape, reason: textShape, by, ...subject },
  'impact-computed': { at: instantShape, impact: figuresShape },
  'impact-discarded': { at: instantShape, by },
  'change-approved': { at: instantShape, by, impactSha256: textShape },
  'change-applying': { at: instantShape, by },
  'change-applied': { at: instantShape, matters: number },
  'change-withdrawn': { at: instantShape, by, reason: textShape },
});

/** A change as its row says it. */
export interface StoredChange extends RuleChange {
  id: string;
  version: number;
}

export const changeShape = shapeOf<StoredChange>({
  id: textShape, version: number, ...subject, state: z.enum(CHANGE_STATES), reason: textShape, draftedBy: by, draftedAt: instantShape,
  impact: figuresShape.nullable(), approvedBy: by.nullable(), approvedAt: instantShape.nullable(), appliedBy: by.nullable(),
  appliedAt: instantShape.nullable(),
});

const movesShape = z.array(movedClockShape);

/** `where` names the change in the error. @throws StoredShapeError, as does each of these */
export const parseChange = (row: unknown, where: string): StoredChange => readAs(changeShape, row, `规则变更 ${where} `);
export const parseMoves = (json: unknown, where: string): MovedClock[] => readAs(movesShape, json, `影响清单中案件 ${where} 的变动`);
export const parseConfirmed = (json: unknown, where: string): string[] => readAs(texts, json, `影响清单中案件 ${where} 的确认`);
