import type { PackPin, RuleSet } from '../../domain/rule-pack/types';
import { caseCopy } from '../../domain/what-if/case-copy';
import type { ReadValue } from '../../domain/what-if/set-path';
import { type WhatIf, whatIf } from '../../domain/what-if/what-if';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { checkCaseFile } from '../../rules/case-file-reader';
import { loadRules } from '../../rules';
import { type LocalCalendarFile, calendarWith } from '../../rules/local-calendar';
import { readYamlText } from '../../rules/yaml-text';
import type { ReadWhatIf } from '../input/what-if-fields';

const readValue: ReadValue = (text) => {
  const read = readYamlText(text);
  return 'value' in read ? read : { reason: '无法读取' };
};

/** Packs by the version that the case has pinned; those that the supposition adds by their newest one. */
const resolveFor = (pins: readonly PackPin[]) => (packs: readonly string[]): RuleSet =>
  loadRules().resolve(packs.map((id) => pins.find((pin) => pin.id === id) ?? id));

/**
 * Every limit of the case before and after the changes, on a copy. Nothing is written.
 * @param calendar a table or a body's own days to count with afterwards; null for the calendar as it is.
 */
export function suppose(record: CaseRecord, { changes }: Pick<ReadWhatIf, 'changes'>, calendar: LocalCalendarFile | null, now: number): WhatIf {
  const resolve = resolveFor(record.packs);
  const current = loadRules().calendar;
  return whatIf({
    original: caseCopy({ title: record.title, packs: record.packs.map(({ id }) => id), facts: record.facts }),
    changes, asOf: now, check: checkCaseFile, readValue,
    before: { calendar: current, resolve }, after: { calendar: calendar ? calendarWith([calendar]) : current, resolve },
  });
}

