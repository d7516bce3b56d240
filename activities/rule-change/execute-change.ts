import { runningRows } from '../../domain/rule-change/adoption';
import type { ChangeOutcome, RuleChange } from '../../domain/rule-change/change';
import { evolveChange } from '../../domain/rule-change/change';
import type { ChangeCommand } from '../../domain/rule-change/decide';
import { decideChange } from '../../domain/rule-change/decide';
import { waitForRegistrations } from '../../prisma/repositories/rule-texts';
import { inForceOf, lockChange, writeChange } from '../../prisma/repositories/rule-changes';
import type { Transaction, Tx } from '../../prisma/repositories/transaction';
import { inTransaction } from '../../prisma/repositories/transaction';
import type { Actor } from '../../domain/kernel/actor';
import type { RuleLibrary } from '../../rules';
import type { DecidingDeps } from '../execute-command';

/** A command on a rule change. `content` is the text of a draft; its hash is checked before it comes here. */
export interface ChangeEnvelope {
  changeId: string;
  commandId: string;
  command: ChangeCommand;
  actor: Actor;
  content?: string;
}

/** Hash of the text that was put in force for every matter: by an earlier change, or as a pack on board. */
async function inForce(tx: Tx, rules: RuleLibrary, change: Pick<RuleChange, 'kind' | 'subject' | 'edition' | 'sha256'>): Promise<string | null> {
  const later = await inForceOf(tx, change.kind, change.subject);
  if (later !== null) return later;
  // The file on board may be drafted: matters under way do not count by it because it came with the program.
  if (change.kind === 'calendar') return null;
  // New cases take a pack on board by themselves; running ones only what a change brings them.
  const onBoard = rules.packs.find(({ pack }) => pack.id === change.subject && pack.version === change.edition);
  return onBoard && runningRows(onBoard.pack).length === 0 ? change.sha256 : null;
}

async function execute({ tx, send }: Transaction, input: ChangeEnvelope, deps: DecidingDeps): Promise<ChangeOutcome> {
  const { changeId, commandId, command, actor, content = null } = input;
  const locked = await lockChange(tx, changeId, commandId);
  if (locked.stored) return locked.stored;
  const now = locked.databaseNow;
  const decision = decideChange(locked.change, command, {
    now, actor, inForce: command.do === 'draft' ? await inForce(tx, deps.rules, command) : null,
  });
  if ('refusal' in decision) {
    const outcome: ChangeOutcome = { outcome: 'refused', refusal: decision.refusal };
    send(writeChange(tx, { locked, commandId, command, actor, now, change: locked.change, events: [], outcome, content }));
    return outcome;
  }
  // From this commit on new cases are registered under the new text; those being registered now are waited for.
  if (decision.events.some(({ type }) => type === 'change-applying')) await waitForRegistrations(tx);
  const change = decision.events.reduce<RuleChange | null>(evolveChange, locked.change);
  if (!change) throw new Error('a command that is not refused leaves a change');
  const outcome: ChangeOutcome = { outcome: 'accepted', changeId, state: change.state };
  send(writeChange(tx, { locked, commandId, command, actor, now, change, events: decision.events, outcome, content }));
  return outcome;
}

export type ExecuteChange = (input: ChangeEnvelope) => Promise<ChangeOutcome>;

/** The only writer of a rule change; idempotent by `(changeId, commandId)`, like commands of cases. */
export const createExecuteChange = (deps: DecidingDeps): ExecuteChange =>
  async (input) => {
    const outcome = await inTransaction(deps.db, (transaction) => execute(transaction, input, deps));
    deps.db.announce([]);
    return outcome;
  };
