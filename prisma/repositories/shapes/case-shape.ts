import type { Who } from '../../../domain/kernel/actor';
import { z } from 'zod';
import { ACTS } from '../../../domain/kinds/accident-case/acts';
import type { Ball } from '../../../domain/kinds/accident-case/ball';
import type { Counts } from '../../../domain/kinds/accident-case/commands';
import { GRADES, type Grade } from '../../../domain/vocabulary/grade';
import { INDUSTRIES, type Industry } from '../../../domain/vocabulary/industry';
import { type Accident, type Act, type CountRow, type Facts } from '../../../domain/kinds/accident-case/facts';
import type { CaseState, HeldClock } from '../../../domain/kinds/accident-case/state';
import { REFUSALS, type RefusalCode } from '../../../domain/kernel/refusals';
import type { BodyRef } from '../../../domain/organisation/body';
import type { AdoptedRows, CalendarPin, PackPin } from '../../../domain/rule-pack/types';
import type { Clock } from '../../../domain/time/clock';
import { clockShape, namedBodyShape } from './clock-shape';
import { determinationShape, findingShape, proposalShape } from './finding-shape';
import { instantShape, keysOf, maybe, readAs, shapeOf, textShape, texts } from './shape';

/** A case in the row of its matter: state, ball, pins, blocked acts. Decisions and pages read it through these. */

const number = maybe(z.number());
const word = maybe(textShape);

const figures = { deaths: number, missing: number, seriousInjuries: number, minorInjuries: number, directLossYuan: number };
export const countsShape = shapeOf<Counts>(figures);

export const gradeShape = z.enum(GRADES);
const industryShape = z.enum(INDUSTRIES);

export const accidentShape = shapeOf<Accident>({
  occurredAt: instantShape, region: textShape, unitRegion: word, industry: industryShape, place: word, unit: word,
});

export const actShape = shapeOf<Act>({
  at: instantShape, do: keysOf(ACTS), by: word, to: word, body: word, party: word, name: word, clock: word, days: number,
  opinion: word, decision: word, stage: word, ground: word, leader: word, amountYuan: number, hearingAt: maybe(instantShape),
  powerCutAt: maybe(instantShape), note: word, docNo: word, docDate: word,
  who: maybe(shapeOf<Who>({ personId: textShape, postId: textShape, bodyId: textShape })),
});

const factsShape = shapeOf<Facts>({
  accident: accidentShape, counts: z.array(shapeOf<CountRow>({ at: instantShape, ...figures })), acts: z.array(actShape),
});

export const stateShape = shapeOf<CaseState>({
  title: textShape, sources: texts, facts: factsShape, grade: gradeShape.nullable(), struck: texts, met: texts,
  late: z.array(shapeOf<CaseState['late'][number]>({ clock: textShape, reason: textShape.nullable() })),
  settled: maybe(z.array(clockShape)), determinations: maybe(z.array(determinationShape)),
  proposals: maybe(z.array(proposalShape)), findings: maybe(z.array(findingShape)), passedOver: maybe(texts),
  held: maybe(z.array(shapeOf<HeldClock>({ clock: textShape, triggeredAt: instantShape, until: instantShape }))), closedAt: instantShape.nullable(),
});

/** The ball with the name of its body: found in the region tree when the command was carried out. */
export interface StoredBall extends Ball { body: BodyRef & { name: string } }

export const ballShape = shapeOf<StoredBall>({
  act: textShape.nullable(), title: textShape, body: namedBodyShape, since: instantShape, until: instantShape.nullable(),
}).nullable();

export const packPinShape = shapeOf<PackPin>({
  id: textShape, version: textShape, sha256: textShape,
  adopted: maybe(z.array(shapeOf<AdoptedRows>({ version: textShape, sha256: textShape, rows: texts }))),
});
export const calendarPinShape = shapeOf<CalendarPin>({ year: z.number(), sha256: textShape });

const packsShape = z.array(packPinShape);
const calendarsShape = z.array(calendarPinShape);
export const blockedShape: z.ZodType<Record<string, RefusalCode>> = z.record(textShape, keysOf(REFUSALS));

/** `where` names the matter in the error. @throws StoredShapeError, as does each of these */
export const parseState = (json: unknown, where: string): CaseState => readAs(stateShape, json, `案件 ${where} 的状态`);
export const parseFacts = (json: unknown, where: string): Facts => readAs(factsShape, json, `案件 ${where} 的事实`);
export const parseBall = (json: unknown, where: string): StoredBall | null => readAs(ballShape, json, `案件 ${where} 的下一步`);
export const parsePacks = (json: unknown, where: string): PackPin[] => readAs(packsShape, json, `案件 ${where} 的规则包`);
export const parseCalendars = (json: unknown, where: string): CalendarPin[] => readAs(calendarsShape, json, `案件 ${where} 的日历`);
export const parseBlocked = (json: unknown, where: string): Record<string, RefusalCode> => readAs(blockedShape, json, `案件 ${where} 的不可办理事项`);
export const parseClock = (json: unknown, where: string): Clock => readAs(clockShape, json, `案件 ${where} 的时限`);
export const parseGrade = (json: unknown, where: string): Grade => readAs(gradeShape, json, `案件 ${where} 的等级`);
export const parseIndustry = (json: unknown, where: string): Industry => readAs(industryShape, json, `案件 ${where} 的行业`);
export const parseTexts = (json: unknown, where: string): string[] => readAs(texts, json, `案件 ${where} 的依据`);
