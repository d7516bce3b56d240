import type { Request } from 'express';
import { isCommandId } from '../commands/give-command';
import { problem } from './problems';

/** The caller's `Idempotency-Key`: the command's id, by which a repetition gets the first answer. Throws when missing. */
export function idempotencyKey(request: Request): string {
  const key = request.get('idempotency-key');
  if (!isCommandId(key)) throw problem('idempotency-key-missing');
  return key;
}
