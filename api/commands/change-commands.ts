import type { ExecuteChange } from '../../activities/rule-change/execute-change';
import type { Fault } from '../../domain/case-file/faults';
import type { ChangeKind, ChangeOutcome, PersonActor } from '../../domain/rule-change/change';
import type { ChangeCommand, PersonStep } from '../../domain/rule-change/decide';
import { refuse } from '../../domain/kernel/refusals';
import type { Database } from '../../prisma/repositories/database';
import { draftsOf, findChange, openDraftOf } from '../../prisma/repositories/rule-changes';
import type { RuleLibrary } from '../../rules';
import { checkChangeText } from '../../rules/check';

export type PersonCommand = Extract<ChangeCommand, { do: PersonStep }>;

export interface ChangeDraft {
  kind: ChangeKind;
  text: string;
  reason: string;
}

/** The only way in for rule changes. Refusals are values; bad text is told fault by fault and nothing is stored. */
export interface ChangeCommands {
  draft(draft: ChangeDraft, actor: PersonActor, commandId: string): Promise<ChangeOutcome | { outcome: 'faulty'; faults: Fault[] }>;
  execute(changeId: string, command: PersonCommand, actor: PersonActor, commandId: string): Promise<ChangeOutcome>;
}

const HASH_DIGITS = 8;

export function createChangeCommands({ db, rules, executeChange }: { db: Database; rules: RuleLibrary; executeChange: ExecuteChange }): ChangeCommands {
  return {
    async draft({ kind, text, reason }, actor, commandId) {
      const read = checkChangeText(kind, text, rules.packs);
      if (!read.ok) return { outcome: 'faulty', faults: read.faults };
      const { subject } = read.parsed;
      const [open, drafts] = await Promise.all([openDraftOf(db, subject.sha256), draftsOf(db, subject.sha256)]);
      const stem = `${kind}-${subject.subject}-${subject.sha256.slice(0, HASH_DIGITS)}`;
      const changeId = open ?? (drafts === 0 ? stem : `${stem}-${drafts + 1}`);
      return executeChange({ changeId, commandId, actor, command: { do: 'draft', reason, ...subject }, content: text });
    },

    async execute(changeId, command, actor, commandId) {
      const change = await findChange(db, changeId);
      return change ? executeChange({ changeId, commandId, command, actor }) : { outcome: 'refused', refusal: refuse('CHANGE_UNKNOWN') };
    },
  };
}
