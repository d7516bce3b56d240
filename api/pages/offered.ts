import { isMandatory, type StoredFinding } from '../../domain/trigger/stored-finding';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import type { CommandForm } from '../input/field-specs';

/** Commands about something that the case has to have first: what there is to choose from, by the value that is sent. */

type Choices = Record<string, string>;

const lateClocks = (record: CaseRecord): Choices => Object.fromEntries(
  record.late.filter((row) => row.reason === null).map((row) =>
    [row.clock, record.clocks.find((clock) => clock.code === row.clock)?.title ?? '已办结的时限']));

const findings = ({ findings: all = [] }: CaseRecord, decidable: (finding: StoredFinding) => boolean): Choices =>
  Object.fromEntries(all.filter((finding) => finding.state === 'open' && decidable(finding)).map(({ id, title }) => [id, title]));

export const isConfirmable = (finding: StoredFinding): boolean => finding.decided?.decision !== 'confirmed';
export const isDismissible = (finding: StoredFinding): boolean => !isMandatory(finding) && finding.decided?.decision !== 'dismissed';

const CHOICES: Readonly<Record<string, { field: string; of: (record: CaseRecord) => Choices }>> = {
  'explain-lateness': { field: 'clock', of: lateClocks },
  'confirm-finding': { field: 'finding', of: (record) => findings(record, isConfirmable) },
  'dismiss-finding': { field: 'finding', of: (record) => findings(record, isDismissible) },
};

/** What the case offers for this field; undefined where it is not for the case to say. */
export function choicesOf(record: CaseRecord, form: Pick<CommandForm, 'name'>, field: string): Choices | undefined {
  const choices = CHOICES[form.name];
  return choices?.field === field ? choices.of(record) : undefined;
}

/** False where the form would have nothing to choose from. */
export function isOffered(record: CaseRecord, form: Pick<CommandForm, 'name'>): boolean {
  const choices = CHOICES[form.name];
  return choices === undefined || Object.keys(choices.of(record)).length > 0;
}
