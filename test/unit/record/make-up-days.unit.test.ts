import { clockPage } from '../../../api/pages/clock-page';
import { parseClock } from '../../../prisma/repositories/shapes/case-shape';
import { clockProof } from '../../../templates/clock-proof';
import { act, assessed, at, clockOf } from '../../support/case-facts';

/** Seven working days from 26 September 2024: Sunday the 29th is worked, and nothing from 1 to 7 October is. */
const derived = clockOf(assessed({ acts: [act('2024-09-26', 'decide-penalty', { party: '某公司' })] }, '2024-10-05'), 'penalty-service@某公司');
const stored = parseClock(JSON.parse(JSON.stringify(derived)), 'case-7');
const now = at('2024-10-05');

describe('a make-up day (调休上班), when its clock was stored and read', () => {
  it('is marked on the calendar of the proof page, with its number and its reason', () => {
    const { calendar } = clockPage(stored, 'case-7', null, now);
    const days = calendar.flatMap((part) => (part.folded ? part.months : [part.month])).flatMap(({ weeks }) => weeks.flat());
    expect(days.filter(({ makeUp }) => makeUp).map(({ day, mark, reason }) => [day, mark, reason]))
      .toEqual([['29', '2', '2024年9月29日（周日）：计为第 2 日（调休上班）。']]);
  });

  it('is marked on the printed proof, in its calendar and in the list of its days', () => {
    const paper = clockProof({ caseTitle: '某案', caseNo: '', clock: stored, packs: [], now });
    const printed = paper.calendar.flatMap((part) => (part.folded ? [] : part.month.weeks.flat()));
    expect(printed.filter(({ makeUp }) => makeUp).map(({ day }) => day)).toEqual(['29']);
    expect(paper.days.filter(({ reason }) => reason.includes('调休上班'))).toEqual([
      { date: '2024年9月29日（周日）', number: '第 2 日', reason: '调休上班' },
    ]);
  });
});
