import { z } from 'zod';
import { possibleActs } from '../../domain/kinds/accident-case/guards';
import { GRADES } from '../../domain/vocabulary/grade';
import { INDUSTRIES } from '../../domain/vocabulary/industry';
import { LEVELS } from '../../domain/organisation/level';
import { BODY_KINDS } from '../../domain/organisation/body';
import { formatInstant, type Instant } from '../../domain/time/instant';
import type { Clock } from '../../domain/time/clock';
import { FINDING_STATES } from '../../domain/trigger/finding';
import { type StoredFinding, isMandatory } from '../../domain/trigger/stored-finding';
import { measureText } from '../../domain/trigger/words';
import { LIGHT_RANKS, type CaseListRow } from '../../prisma/repositories/case-list';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import type { StoredBall } from '../../prisma/repositories/shapes/case-shape';
import { caseLight, lightOf } from '../../templates/lights';

/** The case as the JSON API gives it: instants with offset, codes as in the case-file contract. */

const instant = z.string();
const BallJson = z.strictObject({
  act: z.string().nullable(), title: z.string(), body: z.strictObject({ kind: z.enum(BODY_KINDS), level: z.enum(LEVELS), name: z.string() }),
  since: instant, until: instant.nullable(),
});
const ClockLine = z.strictObject({
  code: z.string(), party: z.string().nullable(), title: z.string(), state: z.string(), light: z.string(), triggeredAt: instant,
  opensOn: z.string().nullable(), dueDate: z.string().nullable(), dueAt: instant.nullable(), metAt: instant.nullable(), provisional: z.boolean(),
});
export const ClockJson = ClockLine.extend({
  cite: z.array(z.string()), note: z.string().nullable(), proof: z.array(z.string()),
  thresholds: z.array(z.strictObject({ kind: z.string(), at: instant, to: z.array(z.strictObject({ kind: z.enum(BODY_KINDS), level: z.enum(LEVELS) })) })),
});
export const CaseLineJson = z.strictObject({
  id: z.string(), caseNo: z.string(), title: z.string(), region: z.string(), industry: z.enum(INDUSTRIES), grade: z.enum(GRADES), phase: z.string(),
  light: z.enum(LIGHT_RANKS), occurredAt: instant, ball: BallJson.nullable(),
});
export const CaseListJson = z.strictObject({
  cases: z.array(CaseLineJson), counts: z.record(z.enum(LIGHT_RANKS), z.number()), next: z.string().nullable(),
});
const FindingJson = z.strictObject({
  id: z.string(), title: z.string(), state: z.enum(Object.keys(FINDING_STATES)), mandatory: z.boolean(),
  measures: z.array(z.strictObject({ kind: z.string(), force: z.enum(['shall', 'may']), text: z.string() })),
  because: z.array(z.string()), cite: z.array(z.string()), pack: z.strictObject({ id: z.string(), version: z.string(), sha256: z.string() }),
  supersededBy: z.array(z.string()),
  decided: z.strictObject({ at: instant, decision: z.enum(['confirmed', 'dismissed']), reason: z.string() }).nullable(),
  trace: z.array(z.strictObject({ at: instant, state: z.enum(Object.keys(FINDING_STATES)), because: z.array(z.string()) })),
});
const ProposalJson = z.strictObject({ at: instant, measure: z.string(), by: z.string(), ground: z.string() });
const DeterminationJson = z.strictObject({ at: instant, about: z.string(), answer: z.string(), ground: z.string() });
export const CaseJson = CaseLineJson.extend({
  version: z.number(), recordTime: instant, openedAt: instant, closedAt: instant.nullable(), demonstration: z.boolean(),
  packs: z.array(z.strictObject({ id: z.string(), version: z.string(), sha256: z.string() })),
  possible: z.array(z.string()), refused: z.record(z.string(), z.string()), clocks: z.array(ClockLine),
  determinations: z.array(DeterminationJson), proposals: z.array(ProposalJson), findings: z.array(FindingJson),
});
export const DoneJson = z.strictObject({ caseId: z.string(), version: z.number(), summary: z.array(z.string()) });

const optional = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

const ballJson = (ball: StoredBall | null): z.infer<typeof BallJson> | null => (ball === null ? null : {
  act: ball.act, title: ball.title, body: { kind: ball.body.kind, level: ball.body.level, name: ball.body.name },
  since: formatInstant(ball.since), until: optional(ball.until),
});

const clockLine = (clock: Clock, now: Instant): z.infer<typeof ClockLine> => ({
  code: clock.code, party: clock.party, title: clock.title, state: clock.state, light: lightOf(clock, now),
  triggeredAt: formatInstant(clock.triggeredAt), opensOn: clock.opensOn, dueDate: clock.dueDate, dueAt: optional(clock.dueAt),
  metAt: optional(clock.metAt), provisional: clock.provisional,
});

export const clockJson = (clock: Clock, now: Instant): z.infer<typeof ClockJson> => ({
  ...clockLine(clock, now), cite: clock.cite, note: clock.note, proof: clock.proof.map((step) => step.text),
  thresholds: clock.thresholds.map(({ kind, at, to }) => ({ kind, at: formatInstant(at), to })),
});

export const caseLineJson = (row: CaseListRow): z.infer<typeof CaseLineJson> => ({
  id: row.id, caseNo: row.caseNo, title: row.title, region: row.regionCode, industry: row.industry, grade: row.grade, phase: row.phase,
  light: row.light, occurredAt: formatInstant(row.occurredAt), ball: ballJson(row.ball),
});

const findingJson = ({ row: _, measures, decided, trace, ...finding }: StoredFinding): z.infer<typeof FindingJson> => ({
  ...finding, mandatory: isMandatory({ measures }),
  measures: measures.map((measure) => ({ kind: measure.kind, force: measure.force, text: measureText(measure) })),
  decided: decided ? { ...decided, at: formatInstant(decided.at) } : null,
  trace: trace.map((step) => ({ ...step, at: formatInstant(step.at) })),
});

/** @param now record time of the case */
export const caseJson = (record: CaseRecord, now: Instant): z.infer<typeof CaseJson> => {
  const { accident } = record.facts;
  const light = caseLight(record.clocks, now, record.closedAt !== null);
  return {
    id: record.id, caseNo: record.caseNo, title: record.title, region: record.regionCode, industry: accident.industry, grade: record.grade,
    phase: record.phase, light: light === 'void' ? 'running' : light, occurredAt: formatInstant(accident.occurredAt), ball: ballJson(record.ball),
    version: record.version, recordTime: formatInstant(now), openedAt: formatInstant(record.openedAt), closedAt: optional(record.closedAt),
    demonstration: record.demo, packs: record.packs,
    possible: record.closedAt === null ? possibleActs(record.blocked) : [], refused: record.blocked,
    clocks: record.clocks.map((clock) => clockLine(clock, now)),
    determinations: record.determinations.map((one) => ({ ...one, at: formatInstant(one.at) })),
    proposals: (record.proposals ?? []).map((one) => ({ ...one, at: formatInstant(one.at) })),
    findings: (record.findings ?? []).map(findingJson),
  };
};
