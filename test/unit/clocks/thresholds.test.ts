import { spreadMinutes } from '../../../domain/kinds/accident-case/clocks/thresholds';
import type { Clock } from '../../../domain/time/clock';
import { formatInstant } from '../../../domain/time/instant';
import { act, assessed, clockOf, killed } from '../../support/case-facts';

const MINUTES = String(spreadMinutes('case-1')).padStart(2, '0');

/** `reminder 2024-04-23T09:05 → emergency-management/county`, the spread written as `~`. */
const told = (clock: Clock | undefined): string[] => (clock?.thresholds ?? []).map(({ kind, index, at, to }) =>
  `${kind}#${index} ${formatInstant(at).slice(0, 16).replace(`09:${MINUTES}`, '09:~')} → ${to.map((ref) => `${ref.kind}/${ref.level}`).join(' ')}`);

test('the spread is 0–59 minutes, the same for the same case, and spreads cases', () => {
  const minutes = Array.from({ length: 500 }, (_, i) => spreadMinutes(`case-${i}`));
  expect(minutes.every((m) => m >= 0 && m <= 59 && Number.isInteger(m))).toBe(true);
  expect(new Set(minutes).size).toBeGreaterThan(50);
  expect(spreadMinutes('shiyan-2021-06-13')).toBe(spreadMinutes('shiyan-2021-06-13'));
});

test('a limit of 60 days reminds 7, 3 and 1 days before, then owner, own office and the office above', () => {
  expect(told(clockOf(assessed({ counts: killed('larger') }, '2024-03-02'), 'investigation-report'))).toEqual([
    'reminder#0 2024-04-23T09:~ → emergency-management/city',
    'reminder#1 2024-04-27T09:~ → emergency-management/city',
    'reminder#2 2024-04-29T09:~ → emergency-management/city',
    'due#0 2024-05-01T00:00 → emergency-management/city',
    'escalation#0 2024-05-04T09:~ → safety-committee-office/city',
    'escalation#1 2024-05-08T09:~ → safety-committee-office/province',
  ]);
});

test('a limit of 7 days or less reminds 1 day before', () => {
  const clock = clockOf(assessed({ acts: [act('2024-05-06', 'report-suspected-crime', { party: '某' })] }, '2024-05-06'), 'transfer-decision@某');
  expect(told(clock).slice(0, 2)).toEqual(['reminder#0 2024-05-08T09:~ → emergency-management/county', 'due#0 2024-05-10T00:00 → emergency-management/county']);
});

test('a limit in hours reminds to the minute and escalates at its end to the office and the office above', () => {
  const result = assessed({ acts: [act('2024-03-01T08:10', 'inform-unit-head')] }, '2024-03-01T08:15');
  expect(told(clockOf(result, 'unit-report'))).toEqual([
    'reminder#0 2024-03-01T08:55 → enterprise/county', 'due#0 2024-03-01T09:10 → enterprise/county',
    'escalation#0 2024-03-01T09:10 → safety-committee-office/county safety-committee-office/city',
  ]);
});

test('above the country there is nobody: the office of the country is told, once', () => {
  const clock = clockOf(assessed({ counts: killed('extraordinary') }, '2024-03-02'), 'investigation-report');
  expect(told(clock).slice(-2)).toEqual([
    'escalation#0 2024-05-04T09:~ → safety-committee-office/state', 'escalation#1 2024-05-08T09:~ → safety-committee-office/state',
  ]);
});

test('the evaluation says when it opens; the whole ladder follows up to the office above', () => {
  const acts = [act('2024-04-20', 'submit-report'), act('2024-04-25', 'approve')];
  expect(told(clockOf(assessed({ counts: killed('major'), acts }, '2024-05-01'), 'evaluation'))).toEqual([
    'opens#0 2025-02-25T09:~ → safety-committee-office/province',
    'reminder#0 2025-04-18T09:~ → safety-committee-office/province',
    'reminder#1 2025-04-22T09:~ → safety-committee-office/province',
    'reminder#2 2025-04-24T09:~ → safety-committee-office/province',
    'due#0 2025-04-26T00:00 → safety-committee-office/province',
    'escalation#0 2025-04-29T09:~ → safety-committee-office/province',
    'escalation#1 2025-05-03T09:~ → safety-committee-office/state',
  ]);
});

test('a window that ends by itself tells its end and nothing else', () => {
  expect(told(clockOf(assessed({}, '2024-03-02'), 'casualty-window'))).toEqual(['due#0 2024-04-01T00:00 → emergency-management/county']);
});

test('after an appraisal or an extension only reminders of the new date that still lie ahead are sent', () => {
  const moved = assessed({ acts: [
    act('2024-04-25', 'commission-appraisal', { name: '甲' }), act('2024-04-30T15:00', 'receive-appraisal', { name: '甲' }),
  ] }, '2024-04-30T16:00');
  // 04-30 + 5 days = 05-05: seven days before was 04-28, while the limit stood still.
  expect(told(clockOf(moved, 'investigation-report')).filter((line) => line.startsWith('reminder'))).toEqual([
    'reminder#0 2024-05-02T09:~ → emergency-management/county', 'reminder#1 2024-05-04T09:~ → emergency-management/county',
  ]);
});

test('owners follow an elevation: the team of the country answers for the report, its government for the approval', () => {
  const result = assessed({ counts: killed('major'), acts: [act('2024-03-02', 'elevate', { to: 'state', ground: '某' }), act('2024-04-20', 'submit-report')] }, '2024-04-21');
  expect([clockOf(result, 'investigation-report')?.owner, clockOf(result, 'approval')?.owner])
    .toEqual([{ kind: 'emergency-management', level: 'state' }, { kind: 'government', level: 'state' }]);
});

test('punishment stays with the level of the grade when the investigation was elevated', () => {
  const result = assessed({ counts: killed('larger'), acts: [act('2024-03-02', 'elevate', { to: 'state', ground: '某' }), act('2024-05-06', 'open-penalty-case', { party: '某' })] }, '2024-05-07');
  expect(clockOf(result, 'penalty-decision@某')?.owner).toEqual({ kind: 'emergency-management', level: 'city' });
});
