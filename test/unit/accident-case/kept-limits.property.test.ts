import fc from 'fast-check';
import type { DecisionContext } from '../../../domain/kinds/accident-case/assessed';
import type { Ball } from '../../../domain/kinds/accident-case/ball';
import { carryOut, viewOf } from '../../../domain/kinds/accident-case/carry-out';
import type { CaseView } from '../../../domain/kinds/accident-case/case-view';
import type { CaseState } from '../../../domain/kinds/accident-case/state';
import { canonicalJson } from '../../../domain/base/canonical-json';
import type { Law } from '../../../domain/trigger/law';
import type { ClockRow, RuleSet } from '../../../domain/rule-pack/types';
import { withOverlay } from '../../../domain/time/calendar';
import type { Instant } from '../../../domain/time/instant';
import { at, lawOf } from '../../support/given';
import { later, nextCommand, opening, pick, someThreshold } from '../../support/random-course';

/**
 * What was reckoned before is kept as long as nothing it follows from has changed. Whoever reads the case from the record
 * has nothing kept: both have to come to the same, to the letter.
 */

const SETTINGS = { seed: 20_260_101, numRuns: 12, endOnFailure: true };
const STEPS = 30;

/** Rows as no pack on board has them: for one party, and moved by appraisals and extensions of the case. */
function oddRows({ clocks }: RuleSet): ClockRow[] {
  const row = clocks.find(({ code }) => code === 'penalty-decision') as ClockRow;
  const pause: ClockRow['pause'] = { from: 'commission-appraisal', to: 'receive-appraisal', cite: ['某规定'] };
  const lengths: ClockRow['lengths'] = [{ length: { unit: 'days', amount: 6 }, extensionCapDays: 60 }];
  return [
    { ...row, code: 'odd-extended', lengths },
    { ...row, code: 'odd-graded', owner: { kind: 'government', level: 'county' }, lengths: [{ ...lengths[0], grades: ['general', 'larger'] }, { extensionCapDays: 0, opens: { unit: 'months', amount: 1 } }] as ClockRow['lengths'] },
    { ...row, code: 'odd-paused', lengths, pause },
    { ...row, code: 'odd-window', lengths, pause, ends: 'itself' },
    { ...row, code: 'odd-after', lengths, trigger: { from: 'lapse', clock: 'hearing-request' }, when: { done: ['request-hearing', 'open-penalty-case'] } },
  ];
}

const plain = lawOf(['national', 'xpcc-2014']);
const rules: RuleSet = { ...plain.rules, clocks: [...plain.rules.clocks, ...oddRows(plain.rules)] };

/** Another name, a longer time to ask for a hearing, other reminders, days off: what hangs on them moves, its own row being the same. */
const changed: RuleSet = {
  ...rules,
  clocks: rules.clocks.map((row) => {
    if (row.code === 'penalty-decision') return { ...row, title: '另一名称' };
    return row.code === 'hearing-request' ? { ...row, lengths: [{ length: { unit: 'working-days', amount: 8 }, extensionCapDays: 0 }] } : row;
  }),
  ladders: Object.fromEntries(Object.entries(rules.ladders).map(([code, ladder]) => [code, { ...ladder, due: ['owner'] }])),
};
const daysOff = Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`2026-03-0${i + 1}`, '某假']));
const calendar = withOverlay(plain.calendar, { id: 'a', title: '某通知', off: daysOff, worked: {} });

/** Each adoption goes on to the next of them. */
const LAWS: readonly Law[] = [{ ...plain, rules }, { ...plain, rules, calendar }, { ...plain, rules: changed }];

type Draw = fc.GeneratorValue;
interface Warm { state: CaseState; ball: Ball | null; view: CaseView; now: Instant; law: number }

const read = <T>(value: T): T => structuredClone(value);
const contextOf = (law: number, now: Instant): DecisionContext => ({ matterId: 'a', now, ...LAWS[law % LAWS.length] as Law });

/** One step of the case that stays in memory, and the same step of the case as the record has it. */
function step(draw: Draw, warm: Warm): Warm {
  const now = later(draw, warm.view, warm.now);
  const command = nextCommand(draw, warm.view, now);
  const law = warm.law + (command.do === 'adopt-rules' ? 1 : 0);
  const ctx = () => ({ ...contextOf(law, now), ...(law === warm.law ? {} : { previous: contextOf(warm.law, now) }) });
  const { state, ball } = warm;
  const carried = carryOut({ state, ball }, command, ctx());
  expect(canonicalJson(carried)).toBe(canonicalJson(carryOut(read({ state, ball }), read(command), ctx())));
  return 'refusal' in carried ? { ...warm, now } : { state: carried.view.state, ball: carried.view.ball, view: carried.view, now, law };
}

/** Pages and processes look at the case as of instants of their own, also of earlier ones, or as if it were another. */
function look(draw: Draw, { state, ball, view, law, now }: Warm): void {
  const ctx = { ...contextOf(law, someThreshold(draw, view, now)), matterId: pick(draw, ['a', 'b']) };
  expect(canonicalJson(viewOf(state, { ...ctx }, ball))).toBe(canonicalJson(viewOf(read(state), ctx, ball)));
}

it('a case in memory, whatever is done to it and when, comes to what the record alone comes to', () => {
  fc.assert(fc.property(fc.gen(), (draw) => {
    const now = at('2026-03-02T08:00');
    const carried = carryOut(null, opening(draw, now), contextOf(0, now));
    if ('refusal' in carried) throw new Error(carried.refusal.code);
    let warm: Warm = { state: carried.view.state, ball: carried.view.ball, view: carried.view, now, law: 0 };
    for (let i = 0; i < STEPS; i += 1) {
      warm = step(draw, warm);
      if (i % 3 === 0) look(draw, warm);
    }
  }), SETTINGS);
}, 60_000);
