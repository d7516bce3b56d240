import { z } from 'zod';
import { CHANGE_KINDS, CHANGE_STATES, type ChangeEvent, type ImpactFigures, type RuleChange } from '../../../domain/rule-change/change';
import type { MovedClock } from '../../../domain/time/moves';
import { personShape } from './actor-shape';
import { movedClockShape } from './clock-shape';
import { instant, maybe, readAs, shapeOf, text, texts, variantShapes } from './shape';

/** Rule changes with their events, figures and lists. */

const number = z.number();
const by = personShape;
const subject = { kind: z.enum(CHANGE_KINDS), subject: text, edition: text, title: text, sha256: text };

const figuresShape = shapeOf<ImpactFigures>({
  matters: number, adopting: number, keeping: number, movedMatters: number, movedClocks: number, confirmedMatters: number,
  sha256: text, computedAt: maybe(instant),
});

export const changeEventShapes = variantShapes<ChangeEvent, 'type'>('type', {
  'change-drafted': { at: instant, reason: text, by, ...subject },
  'impact-computed': { at: instant, impact: figuresShape },
  'impact-discarded': { at: instant, by },
  'change-approved': { at: instant, by, impactSha256: text },
  'change-applying': { at: instant, by },
  'change-applied': { at: instant, matters: number },
  'change-withdrawn': { at: instant, by, reason: text },
});

/** A change as its row says it. */
export interface StoredChange extends RuleChange {
  id: string;
  version: number;
}

export const changeShape = shapeOf<StoredChange>({
  id: text, version: number, ...subject, state: z.enum(CHANGE_STATES), reason: text, draftedBy: by, draftedAt: instant,
  impact: figuresShape.nullable(), approvedBy: by.nullable(), approvedAt: instant.nullable(), appliedBy: by.nullable(),
  appliedAt: instant.nullable(),
});

const movesShape = z.array(movedClockShape);

/** `where` names the change in the error. @throws StoredShapeError, as does each of these */
export const parseChange = (row: unknown, where: string): StoredChange => readAs(changeShape, row, `规则变更 ${where} `);
export const parseMoves = (json: unknown, where: string): MovedClock[] => readAs(movesShape, json, `影响清单中案件 ${where} 的变动`);
export const parseConfirmed = (json: unknown, where: string): string[] => readAs(texts, json, `影响清单中案件 ${where} 的确认`);
