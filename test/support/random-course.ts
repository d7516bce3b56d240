import fc from 'fast-check';
import type { ActFields, Field } from '../../domain/kinds/accident-case/act-row';
import { ACT_NAMES, type ActName, actRow, isActName } from '../../domain/kinds/accident-case/acts';
import type { CaseView } from '../../domain/kinds/accident-case/case-view';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import { DETERMINABLE, DETERMINED_ANSWERS } from '../../domain/kinds/accident-case/determinations';
import { INDUSTRIES } from '../../domain/vocabulary/industry';
import { possibleActs } from '../../domain/kinds/accident-case/guards';
import { MS_PER_DAY, MS_PER_HOUR, dateOf, type Instant } from '../../domain/time/instant';
import { MEASURES } from '../../domain/trigger/vocabulary';

/** A case that takes whatever course fast-check draws: what is done next, when it was done, and how much time goes by. */

type Draw = fc.GeneratorValue;

const keys = <K extends string>(of: Readonly<Record<K, unknown>>): K[] => Object.keys(of) as K[];
const upTo = (draw: Draw, max: number): number => draw(fc.nat, max);
export const pick = <T>(draw: Draw, from: readonly T[]): T => from[upTo(draw, from.length - 1)] as T;
const chance = (draw: Draw, percent: number): boolean => upTo(draw, 99) < percent;

const TEXTS: Partial<Record<keyof ActFields, readonly string[]>> = {
  party: ['甲公司', '乙公司'], name: ['原因鉴定', '损失鉴定'], by: ['组员一', '组员二'], stage: ['法制审核', '集体讨论'],
};

/** Mostly what the form offers; a limit of this case may be any that it has, whoever it is for. */
function valueOf(draw: Draw, field: Field, view: CaseView, now: Instant): string | number {
  switch (field.type) {
    case 'choice': return pick(draw, field.name === 'clock' ? [...keys(field.options), ...view.assessment.clocks.map(({ code }) => code)] : keys(field.options));
    case 'text': return pick(draw, TEXTS[field.name] ?? ['某某']);
    case 'prose': return '情况属实。\n同意。';
    case 'date': return dateOf(now);
    case 'count': return 1 + upTo(draw, 40);
    case 'yuan': return upTo(draw, 2) * 50_000;
    case 'instant': return now + (1 + upTo(draw, 20 * 24)) * MS_PER_HOUR;
  }
}

function actOf(draw: Draw, name: ActName, view: CaseView, at: Instant, given: Partial<ActFields> = {}): CaseCommand {
  const fields = actRow(name).fields.filter(({ required }) => required || chance(draw, 60));
  return { do: name, at, ...Object.fromEntries(fields.map((field) => [field.name, valueOf(draw, field, view, at)])), ...given };
}

/** Mostly something that was not done yet, so that a course comes to the end of the long ways too. */
function possibleAct(draw: Draw, view: CaseView, at: Instant): CaseCommand {
  const done = new Set(view.state.facts.acts.map((act) => act.do));
  const possible = possibleActs(view.blocked);
  const fresh = possible.filter((name) => !done.has(name));
  return actOf(draw, pick(draw, fresh.length && chance(draw, 60) ? fresh : possible), view, at);
}

/** What one of the limits waits for, of the party that it runs for. */
function awaitedAct(draw: Draw, view: CaseView, at: Instant): CaseCommand {
  const { metBy, party } = pick(draw, view.assessment.clocks) ?? { metBy: null, party: null };
  if (metBy === null || !isActName(metBy)) return possibleAct(draw, view, at);
  return actOf(draw, metBy, view, at, party === null ? {} : { party });
}

const countsOf = (draw: Draw) => ({ deaths: upTo(draw, 40), missing: upTo(draw, 2), directLossYuan: upTo(draw, 3) * 20_000_000 });

/** Of anything in the list, or of one that is not there. */
const oneOf = (draw: Draw, list: readonly string[]): string => pick(draw, [...list, 'x']);

type Turn = (draw: Draw, view: CaseView, at: Instant) => CaseCommand;

const TURNS: readonly [percent: number, turn: Turn][] = [
  [32, awaitedAct],
  [30, possibleAct],
  [3, (draw, view, at) => actOf(draw, pick(draw, ACT_NAMES), view, at)],
  [7, (draw, _, at) => ({ do: 'record-counts', at, counts: countsOf(draw) })],
  [12, (draw, { processes }) => ({ do: 'strike', process: pick(draw, [...processes.map(({ name }) => name), 'accidentCase' as const]) })],
  [4, (draw, _, at) => ({ do: 'determine', at, about: pick(draw, keys(DETERMINABLE)), answer: pick(draw, keys(DETERMINED_ANSWERS)), ground: '文件' })],
  [3, (draw, _, at) => ({ do: 'propose-measure', at, measure: pick(draw, keys(MEASURES)), by: '某某', ground: '理由' })],
  [3, (draw, { state }, at) => ({
    do: pick(draw, ['confirm-finding', 'dismiss-finding'] as const), at, finding: oneOf(draw, (state.findings ?? []).map(({ id }) => id)), reason: '理由',
  })],
  [3, (draw, { state }, at) => ({ do: 'explain-lateness', at, clock: oneOf(draw, state.late.map(({ clock }) => clock)), reason: '理由' })],
  [3, () => ({ do: 'adopt-rules', change: 'c1', title: '某规则', packs: [], calendars: [] })],
];

export const opening = (draw: Draw, occurredAt: Instant): CaseCommand => ({
  do: 'register', at: occurredAt, title: '某公司事故', packs: [], sources: [], counts: countsOf(draw),
  accident: { occurredAt, region: '420303', industry: pick(draw, INDUSTRIES), unit: '甲公司' },
});

/** What somebody does next; some of it is only entered long after it was done. */
export function nextCommand(draw: Draw, view: CaseView, now: Instant): CaseCommand {
  const { occurredAt } = view.state.facts.accident;
  const at = chance(draw, 75) ? now : occurredAt + Math.floor(((now - occurredAt) * upTo(draw, 100)) / 100);
  let left = upTo(draw, 99);
  const [, turn] = TURNS.find(([percent]) => (left -= percent) < 0) ?? TURNS[0] as (typeof TURNS)[number];
  return turn(draw, view, at);
}

/** An instant at which one of the limits does something, or one beside it, before or after. */
export function someThreshold(draw: Draw, { assessment: { clocks } }: CaseView, now: Instant): Instant {
  const instants = clocks.flatMap(({ dueAt, thresholds }) => [...dueAt === null ? [] : [dueAt], ...thresholds.map(({ at }) => at)]);
  return pick(draw, instants.length ? instants : [now]) + pick(draw, [-1, 0, 1]);
}

/** Time goes by: not at all, for hours, for days, or to just where a limit does something. */
export function later(draw: Draw, view: CaseView, now: Instant): Instant {
  const to = upTo(draw, 99);
  if (to < 35) return now;
  if (to < 60) return now + upTo(draw, 180) * 60_000;
  if (to < 80) return now + upTo(draw, 60) * MS_PER_DAY;
  return Math.max(now, someThreshold(draw, view, now));
}
