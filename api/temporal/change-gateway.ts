import type { Client } from '@temporalio/client';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { loadRules } from '../../rules';
import { checkChangeText } from '../../rules/check';
import type { ChangeEnvelope, ChangeInput } from '../../activities/rule-change/execute-change';
import type { Fault } from '../../domain/case-file/faults';
import type { ChangeKind, ChangeOutcome, PersonActor } from '../../domain/rule-change/change';
import type { ChangeCommand, PersonStep } from '../../domain/rule-change/decide';
import type { Refusal } from '../../domain/kernel/refusals';
import { isRefusalCode, refuse } from '../../domain/kernel/refusals';
import type { Database } from '../../prisma/repositories/database';
import { draftsOf, findChange, openDraftOf } from '../../prisma/repositories/rule-changes';

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

export interface ChangeGatewayDeps {
  client: Client;
  db: Database;
  taskQueue: string;
  /** The activity itself: a draft is recorded before its process starts, so that its text never travels through a history. */
  executeChange(input: ChangeInput): Promise<ChangeOutcome>;
}

/** Names of workflow and update as `workflows/` exports them; strings, so that no workflow code is loaded here. */
const RULE_CHANGE = 'ruleChange';
const EXECUTE = 'executeChange';
const workflowIdOf = (changeId: string): string => `rule-change/${changeId}`;
const HASH_DIGITS = 8;

function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return null;
  const { type, details } = error.cause;
  return type && isRefusalCode(type) ? (details?.[0] as Refusal | undefined) ?? refuse(type) : null;
}

export function createChangeCommands({ client, db, taskQueue, executeChange }: ChangeGatewayDeps): ChangeCommands {
  async function start(changeId: string): Promise<void> {
    try {
      await client.workflow.start(RULE_CHANGE, {
        taskQueue, workflowId: workflowIdOf(changeId), args: [{ changeId }], workflowIdReusePolicy: 'REJECT_DUPLICATE',
      });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  }

  return {
    async draft({ kind, text, reason }, actor, commandId) {
      const read = checkChangeText(kind, text, loadRules().packs);
      if (!read.ok) return { outcome: 'faulty', faults: read.faults };
      const { subject } = read.parsed;
      const open = await openDraftOf(db.client, subject.sha256);
      const drafts = await draftsOf(db.client, subject.sha256);
      const stem = `${kind}-${subject.subject}-${subject.sha256.slice(0, HASH_DIGITS)}`;
      const changeId = open ?? (drafts === 0 ? stem : `${stem}-${drafts + 1}`);
      const outcome = await executeChange({
        changeId, commandId, actor, now: Date.now(), command: { do: 'draft', reason, ...subject }, content: text,
      });
      // Also for a draft that is there already: its process may never have been started.
      if (outcome.outcome === 'accepted' || open) await start(changeId);
      return outcome;
    },

    async execute(changeId, command, actor, commandId) {
      const change = await findChange(db, changeId);
      if (!change) return { outcome: 'refused', refusal: refuse('CHANGE_UNKNOWN') };
      const envelope: ChangeEnvelope = { changeId, commandId, command, actor };
      await start(changeId);
      try {
        return await client.workflow.getHandle(workflowIdOf(changeId)).executeUpdate<ChangeOutcome, [ChangeEnvelope]>(
          EXECUTE, { args: [envelope], updateId: commandId });
      } catch (error) {
        // Its process has come to its end: the record alone answers, and refuses.
        if (error instanceof WorkflowNotFoundError) return executeChange({ ...envelope, now: Date.now() });
        const refusal = refusalIn(error);
        if (!refusal) throw error;
        return { outcome: 'refused', refusal };
      }
    },
  };
}
