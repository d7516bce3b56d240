import { isIP } from 'node:net';
import type { Request } from 'express';
import type { AppDeps } from '../deps';
import { problem } from '../http/problems';

/** Demonstration sign-ins ask for no secret, so they exist only where nobody else can reach the page. */

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/** True for names and addresses that only this machine can reach. `0.0.0.0` and `::` are not among them. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  return LOOPBACK_NAMES.has(name) || (isIP(name) === 4 && name.startsWith('127.'));
}

/** Whether this server may offer them at all: wanted, bound to loopback, and in no way production. */
export function demonstrationAllowed(deps: Pick<AppDeps, 'demonstration' | 'production'>, boundTo: string): boolean {
  return deps.demonstration && !deps.production && process.env.NODE_ENV !== 'production' && isLoopback(boundTo);
}

/**
 * Whether this request came to a loopback name. A foreign page that points its own name at 127.0.0.1 (DNS rebinding), or
 * a proxy in front of a loopback port, sends another Host.
 */
export function askedOnLoopback(hostHeader: string | undefined): boolean {
  if (hostHeader === undefined) return false;
  return isLoopback(hostHeader.replace(/:\d+$/, ''));
}

/** Throws "not found" where demonstration routes do not exist. */
export function demonstrationGate(allowed: boolean, request: Request): void {
  if (!allowed || !askedOnLoopback(request.get('host'))) throw problem('not-found');
}
