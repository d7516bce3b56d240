import { assess } from '../../../domain/kinds/accident-case/assess';
import type { Accident, CountRow } from '../../../domain/kinds/accident-case/facts';
import { startOfDate } from '../../../domain/time/instant';
import { caseAnswers } from '../../../domain/kinds/accident-case/case-findings';
import { loadRules } from '../../../rules';
import { rowsOf } from '../../support/triggers';

const { calendar, resolve } = loadRules();
const ROWS = [...rowsOf('xpcc-2014'), ...rowsOf('shijiazhuang-2016')];
const OCCURRED = startOfDate('2026-05-04');
const somewhere = (): Accident => ({ occurredAt: OCCURRED, region: '330302', industry: 'construction', unit: '某公司' });

function answers(accident: Accident, asOf: string, counts: CountRow[] = [], said = {}) {
  const facts = { accident, counts, acts: [] };
  const at = startOfDate(asOf);
  return caseAnswers({ id: 'c', facts, assessment: assess(facts, resolve(['national']), calendar, at, 'c'), asOf: at }, ROWS, said);
}

describe('the rows, asked again about the same accident', () => {
  test('when nothing that they ask for has changed: the same answers, as of now', () => {
    const accident = somewhere();
    answers(accident, '2026-05-05');
    expect(answers(accident, '2026-05-06')).toEqual(answers(somewhere(), '2026-05-06'));
  });

  test.each([
    ['more have died', [{ at: OCCURRED, deaths: 5 }], {}],
    ['somebody says that it is typical', [], { tags: { typical: true } }],
  ])('when %s: what they answer about an accident they never saw', (_what, counts, said) => {
    const accident = somewhere();
    const before = answers(accident, '2026-05-06');
    const after = answers(accident, '2026-05-06', counts, said);
    expect(after).toEqual(answers(somewhere(), '2026-05-06', counts, said));
    expect(after).not.toEqual(before);
  });
});
