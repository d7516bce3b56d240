import type { ProcessName } from '../../domain/kernel/process';
import { refuse } from '../../domain/kernel/refusals';
import type { CommandEnvelope, CommandOutcome } from '../../domain/kernel/snapshot';
import { fingerprintOf } from './audit-chain';
import type { Database } from './database';

/** What is needed to send a command on its way. */
export interface Route {
  namespace: string;
  open: ProcessName[];
  blocked: Record<string, string>;
  closed: boolean;
}

export async function routeOf(db: Database, matterId: string): Promise<Route | null> {
  const matter = await db.client.matter.findUnique({
    where: { id: matterId }, select: { namespace: true, blocked: true, closedAt: true },
  });
  if (!matter) return null;
  const processes = await db.client.process.findMany({ where: { matterId, open: true }, select: { name: true } });
  return {
    namespace: matter.namespace, open: processes.map((p) => p.name as ProcessName),
    blocked: matter.blocked as Record<string, string>, closed: matter.closedAt !== null,
  };
}

/** The answer that this command got when it was first given, or null; a refusal where its id stood for another one. */
export async function storedOutcome(db: Database, { matterId, commandId, command }: CommandEnvelope): Promise<CommandOutcome | null> {
  const row = await db.client.command.findUnique({ where: { matterId_commandId: { matterId, commandId } } });
  if (!row) return null;
  const isOther = row.fingerprint !== null && row.fingerprint !== fingerprintOf(command);
  return isOther ? { outcome: 'refused', refusal: refuse('COMMAND_ID_REUSED') } : row.outcome as unknown as CommandOutcome;
}
