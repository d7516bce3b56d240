import type { CaseFile } from '../domain/case-file/parse';
import type { PackPin } from '../domain/rule-pack/types';
import type { CaseTriggers } from '../domain/kinds/accident-case/case-findings';
import type { Instant } from '../domain/time/instant';
import { formatInstant } from '../domain/time/instant';

/** The object of `ancha triggers --json`: every answer, what is open, and the measures asked for, each once. */
export function triggersJson(file: CaseFile, asOf: Instant, packs: readonly PackPin[], { answers, findings, measures }: CaseTriggers) {
  return {
    id: file.id, asOf: formatInstant(asOf), packs,
    answers: answers.map(({ asOf: _asOf, truth, replaces: _replaces, ...answer }) => ({ ...answer, provisional: truth === 'pending' })),
    findings: findings.map(({ trace: _trace, ...finding }) => finding), measures,
  };
}
