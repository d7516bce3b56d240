import type { Instant } from '../time/instant';
import { dateOf } from '../time/instant';
import type { TriggerFacts } from './facts';
import type { Evaluated, PackedTrigger, AnswerVerdict } from './finding';
import { judge } from './judge';
import type { Truth } from './judgement';
import { type Subject, endDay, subjectKey, subjectText } from './subject';

const VERDICTS: Record<Truth, AnswerVerdict> = { yes: 'yes', no: 'no', pending: 'cannot-tell', unknown: 'cannot-tell' };

/** What was known at `asOf`; later accidents, inspections and measures had not happened yet. */
function factsAt(facts: TriggerFacts, asOf: Instant): TriggerFacts {
  const past = <T extends { at: Instant }>(rows: T[]): T[] => rows.filter(({ at }) => at <= asOf);
  const year = Number(dateOf(asOf).slice(0, 4));
  return {
    ...facts, accidents: past(facts.accidents), inspections: past(facts.inspections), measures: past(facts.measures),
    areas: facts.areas.filter((area) => area.year <= year),
  };
}

function subjectsOf({ accidents, areas, inspections }: TriggerFacts, asOf: Instant): Subject[] {
  return [
    ...accidents.map((accident): Subject => ({ kind: 'accident', accident })),
    ...areas.map((area): Subject => ({ kind: 'area', area, asOf })),
    ...inspections.map((inspection): Subject => ({ kind: 'inspection', inspection })),
  ];
}

function evaluateRow(row: PackedTrigger, subject: Subject, facts: TriggerFacts, asOf: Instant): Evaluated {
  const { truth: told, missing, because, accidents } = judge(row.when, { facts, subject });
  // A decision still to be taken makes a finding provisional only where something on record already speaks for it.
  const truth = told === 'pending' && !because.length ? 'unknown' : told;
  const key = subjectKey(subject);
  return {
    id: `${row.pack.id}/${row.code}@${key}`, row: row.code, title: row.title, pack: row.pack,
    subject: { kind: subject.kind, key, text: subjectText(subject) },
    truth, verdict: VERDICTS[truth], missing, because, accidents, measures: row.measures,
    mandatory: row.measures.some(({ force }) => force === 'shall'), cite: row.cite, note: row.note ?? null,
    default: row.default === true, replaces: row.replaces ?? [], asOf,
  };
}

/** No law reaches back: a row is asked only about what happened while its source was in force. */
function inForce({ effective }: PackedTrigger, subject: Subject): boolean {
  const day = endDay(subject);
  return (effective?.from ?? day) <= day && day <= (effective?.to ?? day);
}

/**
 * Asks every row about every subject of its kind. Pure: same facts, rows and instant give the same answers. A finding
 * only says that a measure is due or allowed; nothing is done by it.
 * @param facts whatever is at hand; gaps make answers `cannot-tell` and are named, they are never errors.
 */
export function evaluateTriggers(facts: TriggerFacts, rows: readonly PackedTrigger[], asOf: Instant): Evaluated[] {
  const known = factsAt(facts, asOf);
  const subjects = subjectsOf(known, asOf);
  return rows.filter(({ inactive }) => inactive === undefined).flatMap((row) => subjects
    .filter((subject) => subject.kind === row.subject && inForce(row, subject)).map((subject) => evaluateRow(row, subject, known, asOf)));
}
