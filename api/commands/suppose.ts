import type { Pins } from '../../activities/law';
import { caseCopy } from '../../domain/what-if/case-copy';
import type { ReadValue } from '../../domain/what-if/set-path';
import { type WhatIf, whatIf } from '../../domain/what-if/what-if';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { checkCaseFile } from '../../rules/case-file-reader';
import { loadRules } from '../../rules';
import { editionsOf } from '../../rules/editions';
import { type LocalCalendarFile, layCalendar } from '../../rules/local-calendar';
import { readYamlText } from '../../rules/yaml-text';
import type { AppDeps } from '../deps';
import type { ReadWhatIf } from '../input/what-if-fields';
import { lawOf } from './load-case';

const readValue: ReadValue = (text) => {
  const read = readYamlText(text);
  return 'value' in read ? read : { reason: '无法读取' };
};

/** Packs by what the case has pinned; those that the supposition adds by their newest version. */
function rulesFor({ packs: pins }: Pins) {
  const library = loadRules();
  const newest = (id: string) => library.resolve(['national', id]).pins.filter((pin) => pin.id === id);
  return (packs: readonly string[]) => editionsOf(library).rulesOf(packs.flatMap((id) => pins.find((pin) => pin.id === id) ?? newest(id)));
}

/**
 * Every limit of the case before and after the changes, on a copy. Nothing is written.
 * @param calendar a table or a body's own days to count with afterwards; null for the calendar as it is.
 */
export async function suppose(
  deps: AppDeps, record: CaseRecord, { changes }: Pick<ReadWhatIf, 'changes'>, calendar: LocalCalendarFile | null, now: number,
): Promise<WhatIf> {
  const law = await lawOf(deps, record);
  const resolve = rulesFor(law.pins);
  return whatIf({
    original: caseCopy({ title: record.title, packs: law.pins.packs.map(({ id }) => id), facts: record.facts }),
    changes, asOf: now, check: checkCaseFile, readValue,
    before: { calendar: law.calendar, resolve },
    after: { calendar: calendar ? layCalendar(law.calendar, calendar) : law.calendar, resolve },
  });
}
