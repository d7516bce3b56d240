import type { ClockProof } from '../domain/documents/clock-proof-schema';
import { bodyRefName } from '../domain/organisation/names';
import type { PackPin } from '../domain/rule-pack/types';
import type { Clock } from '../domain/time/clock';
import { type Instant, dateOf } from '../domain/time/instant';
import { daysOfProof } from '../domain/time/proof-days';
import { dueWords, ribbonStanding } from './clock-ribbon';
import { formatDay, formatMoment } from '../domain/time/words';
import { LIGHTS, lightOf } from './lights';
import { type CalendarPart, proofCalendar } from './proof-calendar';

export interface ProofSource {
  caseTitle: string;
  caseNo: string;
  clock: Clock;
  packs: readonly PackPin[];
  now: Instant;
}

const printedPart = (part: CalendarPart): ClockProof['calendar'][number] => (part.folded ? { folded: true, text: part.text } : {
  folded: false,
  month: {
    title: part.month.title,
    weeks: part.month.weeks.map((week) => week.map(({ kind, day, mark, last, makeUp }) => ({ kind, day, mark, last, makeUp }))),
  },
});

/** Every day with its number; limits before an event count backwards. */
function printedDays(clock: Clock): ClockProof['days'] {
  const days = daysOfProof(clock.proof);
  const numbers = days.flatMap(({ number }) => (number === null ? [] : [number]));
  const word = (numbers[0] ?? 0) > (numbers.at(-1) ?? 0) ? '倒数第' : '第';
  return days.map(({ date, number, reason }) => (
    { date: formatDay(date), number: number === null ? '' : `${word} ${number} 日`, reason: reason || '计入' }));
}

/** The proof of one limit as a paper: pure, the same clock at the same instant gives the same data. */
export function clockProof({ caseTitle, caseNo, clock, packs, now }: ProofSource): ClockProof {
  const light = LIGHTS[lightOf(clock, now)];
  return {
    caseTitle, caseNo, title: clock.title, party: clock.party ?? '', triggeredAt: formatMoment(clock.triggeredAt),
    due: dueWords(clock) || '无终止日', provisional: clock.provisional, standing: `${light.word}，${ribbonStanding(clock, now)}`,
    owner: bodyRefName(clock.owner), metAt: clock.metAt === null ? '' : formatMoment(clock.metAt), cite: [...clock.cite],
    steps: clock.proof.map(({ text }) => text), calendar: proofCalendar(clock, dateOf(now)).map(printedPart),
    days: printedDays(clock), packs: packs.map(({ id, version, sha256 }) => ({ id, version, sha256 })), madeAt: formatMoment(now),
  };
}
