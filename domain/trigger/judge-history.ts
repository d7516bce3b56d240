import { dateOf } from '../time/instant';
import { chineseDate } from '../time/plain-date';
import type { Placed, TriggerAccident } from './facts';
import type { Judgement, MissingFact } from './judgement';
import { allOf, decided, lacking, mergeMissing } from './judgement';
import { periodStart, periodText } from './period';
import type { Condition, CountCondition, EarlierCondition, Shared } from './row';
import { SHARED_NAMES, liesIn, share } from './sharing';
import { type Scope, accidentText, endDay, lastInstantOf, placeOfSubject, subjectText } from './subject';
import { MEASURES } from './vocabulary';

type Judge = (condition: Condition, scope: Scope) => Judgement;

const isSubject = (accident: TriggerAccident, { subject }: Scope): boolean =>
  subject.kind === 'accident' && subject.accident.id === accident.id;

/** Whether something shares each of the wanted traits with the subject; of an area: lies in it. */
function sharing(other: Placed, { id, name }: { id: string; name: string }, same: readonly Shared[], scope: Scope): Judgement {
  const subject = placeOfSubject(scope.subject);
  if (scope.subject.kind === 'area') {
    const inside = liesIn(other, subject);
    return inside === null
      ? lacking({ fact: `${id}.area`, text: `${name}是否属于${subject.area}`, pending: false, clue: null })
      : decided(inside, `${name}${inside ? '' : '不'}属于${subject.area}`);
  }
  return allOf(same.map((key) => {
    const shared = share(other, subject, key);
    return shared === null
      ? lacking({ fact: `${id}.${key}`, text: `${name}与${subjectText(scope.subject)}是否${SHARED_NAMES[key]}`, pending: false, clue: null })
      : decided(shared, `${name}${shared ? '' : '不'}在${SHARED_NAMES[key]}`);
  }));
}

function gap(list: 'accidents' | 'measures', from: string, { facts, subject }: Scope): MissingFact | null {
  const since = facts.completeSince[list];
  if (since !== undefined && since <= from) return null;
  const what = list === 'accidents' ? '全部事故' : '全部约谈、通报等措施';
  return {
    fact: `completeSince.${list}`, pending: false, clue: null,
    text: `${chineseDate(from)}至${chineseDate(endDay(subject))}的${what}（现有清单${since === undefined ? '没有写明自何时起完整' : `自${chineseDate(since)}起才完整`}）`,
  };
}

/** How many answers reach `min`, counting what is certain, what is being decided and what is not at hand. */
function reached(min: number, parts: readonly Judgement[], hole: MissingFact | null): Judgement['truth'] {
  const of = (truth: Judgement['truth']): number => parts.filter((part) => part.truth === truth).length;
  if (of('yes') >= min) return 'yes';
  if (of('yes') + of('pending') >= min) return 'pending';
  return hole || of('yes') + of('pending') + of('unknown') >= min ? 'unknown' : 'no';
}

/** Accidents in the sliding period before the subject's day, that day included. */
export function judgeCount({ min, within, same = [], where }: CountCondition, scope: Scope, judge: Judge): Judgement {
  const [from, end] = [periodStart(endDay(scope.subject), within), lastInstantOf(scope.subject)];
  const inPeriod = scope.facts.accidents.filter(({ at }) => at <= end && dateOf(at) >= from);
  const parts = inPeriod.map((accident) => {
    const itself = isSubject(accident, scope);
    const fits = where ? [judge(where, { facts: scope.facts, subject: { kind: 'accident', accident } })] : [];
    const together = itself ? [] : [sharing(accident, { id: `accident:${accident.id}`, name: accidentText(accident) }, same, scope)];
    return { accident, judgement: allOf([...together, ...fits]) };
  });
  const judgements = parts.map(({ judgement }) => judgement);
  const hole = gap('accidents', from, scope);
  const truth = reached(min, judgements, hole);
  const found = parts.filter(({ judgement }) => judgement.truth === 'yes').map(({ accident }) => accidentText(accident));
  const open = truth === 'pending' ? judgements.filter((one) => one.truth === 'pending') : judgements;
  const text = `${periodText(within)}（${chineseDate(from)}起）${same.map((key) => SHARED_NAMES[key]).join('、')}符合条件的事故${found.length}起`
    + `${found.length ? `（${found.join('、')}）` : ''}，须达到${min}起`;
  return {
    truth, because: [text], accidents: truth === 'no' ? [] : parts.filter(({ judgement }) => judgement.truth !== 'no').map(({ accident }) => accident.id),
    missing: truth === 'yes' || truth === 'no' ? [] : [...mergeMissing(open), ...(truth === 'unknown' && hole ? [hole] : [])],
  };
}

/** A measure taken before the subject's instant that still reaches it. */
export function judgeEarlier({ measures, within, same }: EarlierCondition, scope: Scope): Judgement {
  const [from, end] = [periodStart(endDay(scope.subject), within), lastInstantOf(scope.subject)];
  const parts = scope.facts.measures
    .filter(({ measure, at }) => measures.includes(measure) && at < end && dateOf(at) >= from)
    .map((taken) => sharing(taken, {
      id: `measure:${taken.measure}:${dateOf(taken.at)}`, name: `${chineseDate(dateOf(taken.at))}的${MEASURES[taken.measure]}`,
    }, same, scope));
  const hole = gap('measures', from, scope);
  const truth = reached(1, parts, hole);
  const names = measures.map((measure) => MEASURES[measure]).join('、');
  return {
    truth, accidents: [], because: [`${periodText(within)}（${chineseDate(from)}起）${truth === 'yes' ? '曾有' : '没有查到'}${names}`],
    missing: truth === 'yes' || truth === 'no' ? [] : [...mergeMissing(parts), ...(truth === 'unknown' && hole ? [hole] : [])],
  };
}
