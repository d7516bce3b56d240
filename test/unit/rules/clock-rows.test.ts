import { packSchema } from '../../../rules/schema/pack';

/** A clock row as a pack file writes it, and what the schema finds in it. */
const row = (more: Record<string, unknown>) => ({
  kind: 'clock', code: 'notice', cite: ['某办〔2020〕1号 一'], title: '某项通知', trigger: { from: 'act', act: 'notify-hearing', pick: 'latest', instant: 'hearingAt' },
  met: { act: 'notify-hearing', pick: 'first' }, lengths: [{ length: { days: 7 } }], process: 'accountability', owner: { kind: 'government', level: 'county' }, ...more,
});
const faultsOf = (more: Record<string, unknown>): string[] => {
  const parsed = packSchema.safeParse({ pack: 'somewhere', version: '2026.1', title: '某地规定', status: 'draft', publishedOn: '2026-01-01', rows: [row(more)] });
  return (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};
const pause = { from: 'commission-appraisal', to: 'receive-appraisal', cite: ['某办〔2020〕1号 二'] };

test('a notice seven days before a hearing, and an end that rolls, are well-formed rows', () => {
  expect([faultsOf({ direction: 'before' }), faultsOf({ roll: 'next-working-day' }), faultsOf({ pause })]).toEqual([[], [], []]);
});

test.each<[string, Record<string, unknown>, string]>([
  ['a notice before an event that rolls towards it', { direction: 'before', roll: 'next-working-day' }, 'rows.0.roll: 倒数的期限不得顺延：顺延后提前的日数就不够了'],
  ['a notice before an event with a pause', { direction: 'before', pause }, 'rows.0.pause: 倒数的期限没有可以扣除的期间'],
  ['a notice before an event that can be extended', { direction: 'before', lengths: [{ length: { days: 7 }, extensionCapDays: 3 }] }, 'rows.0.lengths.0.extensionCapDays: 倒数的期限和以小时计的期限不能按日延长'],
  ['hours that can be extended by days', { lengths: [{ length: { hours: 2 }, extensionCapDays: 1 }] }, 'rows.0.lengths.0.extensionCapDays: 倒数的期限和以小时计的期限不能按日延长'],
  ['a limit of more days than any law has', { lengths: [{ length: { days: 1_001 } }] }, 'rows.0.lengths.0.length.days: 期限过长，最多 1000'],
  ['hours that roll', { roll: 'next-working-day', lengths: [{ length: { hours: 2 } }] }, 'rows.0.lengths.0: 以小时计的期限没有最后一日，不能顺延'],
  ['a window that opens after working days', { lengths: [{ length: { days: 30 }, opens: { workingDays: 5 } }] }, 'rows.0.lengths.0.opens: 可以办理的第一日只能以日、月、年计'],
])('%s cannot be counted as it says, and is refused', (_what, more, fault) => {
  expect(faultsOf(more)).toEqual([fault]);
});
