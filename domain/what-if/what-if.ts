import { assess, type Assessment } from '../kinds/accident-case/assess';
import type { Fault } from '../case-file/faults';
import { type CaseFile, type FileWarning, type ParsedCaseFile, toFacts } from '../case-file/parse';
import type { PackPin, RuleSet } from '../rule-pack/types';
import type { WorkCalendar } from '../time/calendar';
import type { Instant } from '../time/instant';
import { type WhatIfComparison, compareAssessments } from './compare';
import { type AppliedChange, type ReadValue, type TextChange, applyChanges } from './set-path';

/** The law that one side of a comparison is reckoned by. */
export interface LawSource {
  calendar: WorkCalendar;
  /** @throws Error where the packs do not make a whole together. */
  resolve(packs: readonly string[]): RuleSet;
}

export interface Reckoned {
  file: CaseFile;
  assessment: Assessment;
  packs: PackPin[];
  warnings: FileWarning[];
}

const PACKS = 'packs';

/** A checked file under a law, or that its packs do not fit together. */
export function reckonFile(parsed: ParsedCaseFile, law: LawSource, asOf: Instant): ({ ok: true } & Reckoned) | { ok: false; faults: Fault[] } {
  if (!parsed.ok) return parsed;
  const { file, warnings } = parsed;
  let rules: RuleSet;
  try {
    rules = law.resolve(file.packs);
  } catch (error) {
    return { ok: false, faults: [{ path: PACKS, reason: (error as Error).message }] };
  }
  return { ok: true, file, warnings, packs: rules.pins, assessment: assess(toFacts(file), rules, law.calendar, asOf, file.id) };
}

export interface WhatIfInput {
  /** What the file says, before any check. */
  original: unknown;
  changes: readonly TextChange[];
  asOf: Instant;
  before: LawSource;
  after: LawSource;
  check(value: unknown): ParsedCaseFile;
  readValue: ReadValue;
}

export type WhatIf =
  | { ok: true; comparison: WhatIfComparison; applied: AppliedChange[]; before: Reckoned; after: Reckoned }
  | { ok: false; faults: Fault[] };

/**
 * What would follow if the case were another one. The changed copy is held to the same checks as a file, and every
 * fault is named. Pure: nothing is written anywhere.
 */
export function whatIf({ original, changes, asOf, before, after, check, readValue }: WhatIfInput): WhatIf {
  const left = reckonFile(check(original), before, asOf);
  if (!left.ok) return left;
  const { value, applied, faults } = applyChanges(original, changes, readValue);
  if (faults.length) return { ok: false, faults };
  const right = reckonFile(check(value), after, asOf);
  if (!right.ok) return right;
  return { ok: true, comparison: compareAssessments(left.assessment, right.assessment), applied, before: left, after: right };
}
