import { randomUUID } from 'node:crypto';
import type { ExecuteCommand, Execution } from '../activities/execute-command';
import type { CaseCommand } from '../domain/kinds/accident-case/commands';
import { personOf, registration } from './commands';

/** People's acts on fresh cases, as pages give them. */

export const newCaseId = (): string => `bench-${randomUUID()}`;

export const actOf = (matterId: string, command: CaseCommand, person = 0): Execution =>
  ({ matterId, commandId: randomUUID(), command, actor: personOf(person, command) });

/** Gives one act and returns the version that it left. @throws Error where it is refused */
export async function act(executeCommand: ExecuteCommand, input: Execution): Promise<number> {
  const outcome = await executeCommand(input);
  if (outcome.outcome === 'refused') throw new Error(`${input.command.do}: ${outcome.refusal.code}`);
  return outcome.version;
}

export async function register(executeCommand: ExecuteCommand, matterId: string): Promise<void> {
  await act(executeCommand, actOf(matterId, registration(Date.now())));
}

export async function registerMany(executeCommand: ExecuteCommand, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, newCaseId);
  for (const id of ids) await register(executeCommand, id);
  return ids;
}
