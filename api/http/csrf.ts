import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { problem } from './problems';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

const same = (left: string, right: string): boolean =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

function sentToken(request: Request): string | null {
  const header = request.get('x-csrf-token');
  if (header !== undefined) return header;
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || !('_csrf' in body)) return null;
  return typeof body._csrf === 'string' ? body._csrf : null;
}

/** Every unsafe request carries the token of its session, in the form or in `X-CSRF-Token`. Throws the problem otherwise. */
export function checkCsrf(request: Request): void {
  if (SAFE.has(request.method)) return;
  const expected = request.session.csrfToken;
  const sent = sentToken(request);
  if (expected === undefined || sent === null || !same(expected, sent)) throw problem('csrf-failed');
}
