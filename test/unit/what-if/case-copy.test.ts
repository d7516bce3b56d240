import { parseCaseFile, toFacts } from '../../../domain/case-file/parse';
import { caseCopy } from '../../../domain/what-if/case-copy';
import { act, at, facts } from '../../support/case-facts';

test('a copy of a case, when read as a case file, is the same case, with the instants that its acts name', () => {
  const known = facts({ acts: [
    act('2024-03-05', 'decide-power-cut', { party: '某公司', decision: 'ordinary', powerCutAt: at('2024-03-07T10:00') }),
    act('2024-03-06', 'notify-hearing', { party: '某公司', hearingAt: at('2024-04-01T14:30') }),
    act('2024-03-08', 'decide-penalty', { party: '某公司', amountYuan: 300_000 }),
  ] });
  const copy = caseCopy({ title: '某公司“3·1”事故', packs: ['national'], facts: known });
  expect(copy['events']).toContainEqual(expect.objectContaining({ powerCutAt: '2024-03-07T10:00:00+08:00' }));
  const parsed = parseCaseFile(copy);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  expect(toFacts(parsed.file)).toEqual(known);
});
