import type { Client } from '@temporalio/client';
import { WithStartWorkflowOperation, WorkflowNotFoundError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { CaseCommand } from '../../domain/accident-case/commands';
import { ROOT_PROCESS, takerOf, workflowIdOf } from '../../domain/accident-case/processes';
import type { ProcessName } from '../../domain/kernel/process';
import type { Refusal } from '../../domain/kernel/refusals';
import { isRefusalCode, refuse } from '../../domain/kernel/refusals';
import type { CommandEnvelope, CommandOutcome } from '../../domain/kernel/snapshot';
import { unregistered } from '../../domain/kernel/snapshot';
import type { Database } from '../../prisma/repositories/database';
import { routeOf, storedOutcome } from '../../prisma/repositories/routing';
import type { ProcessInput } from '../../workflows/process/messages';

/** Name of the update of every process; the definition itself lives in workflow code, which is not loaded here. */
const EXECUTE = 'execute';
type Accepted = Extract<CommandOutcome, { outcome: 'accepted' }>;

export interface GatewayDeps {
  clientOf(namespace: string): Client;
  db: Database;
  taskQueue: string;
}

export interface Registration {
  namespace: string;
  /** Record time minus wall time; 0 in real life. */
  shiftMs: number;
}

/** The only starter and updater of case processes. Refusals come back as values; anything else is thrown. */
export interface CaseGateway {
  register(envelope: CommandEnvelope<CaseCommand>, registration: Registration): Promise<CommandOutcome>;
  execute(envelope: CommandEnvelope<CaseCommand>): Promise<CommandOutcome>;
}

/** The refusal inside a failed update, or null when it failed for another reason. */
function refusalIn(error: unknown): Refusal | null {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure)) return null;
  const { type, details } = error.cause;
  return type && isRefusalCode(type) ? (details?.[0] as Refusal | undefined) ?? refuse(type) : null;
}

export function createCaseGateway({ clientOf, db, taskQueue }: GatewayDeps): CaseGateway {
  /** A validator refuses before it looks whether the command was carried out already; the record knows better. */
  async function settled(run: () => Promise<CommandOutcome>, envelope: CommandEnvelope): Promise<CommandOutcome> {
    try {
      return await run();
    } catch (error) {
      const refusal = refusalIn(error);
      if (!refusal) throw error;
      return await storedOutcome(db, envelope) ?? { outcome: 'refused', refusal };
    }
  }

  const update = (client: Client, process: ProcessName, envelope: CommandEnvelope<CaseCommand>, attempt: number) =>
    client.workflow.getHandle(workflowIdOf(envelope.matterId, process))
      .executeUpdate<Accepted, [CommandEnvelope<CaseCommand>]>(EXECUTE, { args: [envelope], updateId: `${envelope.commandId}.${attempt}` });

  return {
    register: (envelope, { namespace, shiftMs }) => settled(async () => {
      const known = await storedOutcome(db, envelope);
      if (known) return known;
      const { workflow } = clientOf(namespace);
      const start = new WithStartWorkflowOperation<(input: ProcessInput) => Promise<void>>(ROOT_PROCESS, {
        taskQueue, workflowId: workflowIdOf(envelope.matterId, ROOT_PROCESS), workflowIdConflictPolicy: 'USE_EXISTING', memo: { shiftMs },
        args: [{ matterId: envelope.matterId, shiftMs, snapshot: unregistered } satisfies ProcessInput],
      });
      // On failure of the call this promise rejects too, and nobody else would look at it (sdk-typescript #1960).
      start.workflowHandle().catch(() => undefined);
      return workflow.executeUpdateWithStart<(input: ProcessInput) => Promise<void>, Accepted, [CommandEnvelope<CaseCommand>]>(
        EXECUTE, { args: [envelope], updateId: `${envelope.commandId}.1`, startWorkflowOperation: start });
    }, envelope),

    async execute(envelope) {
      const { matterId, command } = envelope;
      const route = await routeOf(db, matterId);
      if (!route) return { outcome: 'refused', refusal: refuse('CASE_UNKNOWN') };
      const known = await storedOutcome(db, envelope);
      if (known) return known;
      if (route.closed) return { outcome: 'refused', refusal: refuse('CASE_CLOSED') };
      const client = clientOf(route.namespace);
      return settled(async () => {
        try {
          return await update(client, takerOf(command.do, route.open), envelope, 1);
        } catch (error) {
          // The process that should take it has just ended, or continued as new under another run: the case itself takes it.
          if (!(error instanceof WorkflowNotFoundError)) throw error;
          return update(client, ROOT_PROCESS, envelope, 2);
        }
      }, envelope);
    },
  };
}
