import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { AppDeps } from '../deps';

/** Who is signed in, for how long, and what a form must carry to be theirs. */

declare module 'express-session' {
  interface SessionData {
    csrfToken: string;
    personId: string;
    postId: string;
    signedInAt: number;
    /** What the last act did, shown once on the next page. */
    flash: string[];
  }
}

const IDLE_MS = 2 * 3_600_000;
const ABSOLUTE_MS = 12 * 3_600_000;

/** `__Host-` binds the cookie to this host and to TLS; plain HTTP exists only on a developer's loopback. */
export function sessionMiddleware(deps: AppDeps): RequestHandler {
  return session({
    store: deps.sessionStore, secret: deps.sessionSecret, resave: false, saveUninitialized: false, rolling: true,
    name: deps.production ? '__Host-ancha' : 'ancha', proxy: deps.trustedProxies > 0,
    cookie: { httpOnly: true, sameSite: 'lax', secure: deps.production, maxAge: IDLE_MS, path: '/' },
  });
}

/** What probes and open pages ask by themselves is asked by nobody: no session is looked up for it or lives longer by it. */
export const asNobody: RequestHandler = (request, _response, next) => {
  delete request.headers.cookie;
  next();
};

/** Ends a session that has lived for its absolute term, however busy it was. */
export function expireOldSessions(deps: AppDeps): RequestHandler {
  return (request, _response, next) => {
    const { signedInAt } = request.session;
    if (signedInAt === undefined || deps.now() - signedInAt < ABSOLUTE_MS) { next(); return; }
    request.session.regenerate(next);
  };
}

/** The token every form carries; made when the first form of a session is rendered. */
export function csrfTokenOf(request: Request): string {
  request.session.csrfToken ??= randomBytes(24).toString('base64url');
  return request.session.csrfToken;
}

/** A fresh session for somebody who has just signed in: a session id known from before is worth nothing. */
export function startSession(request: Request, who: { personId: string; postId: string }, now: number): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.regenerate((error: unknown) => {
      if (error) { reject(error as Error); return; }
      Object.assign(request.session, { ...who, signedInAt: now });
      resolve();
    });
  });
}

/**
 * Waits until the session is in the store. A browser follows a redirect as soon as it has the head of the answer, and
 * would otherwise find the session of before: signed out, or without the line that says what happened.
 */
export function saveSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    // An ended session is gone from the request.
    if (!(request.session as typeof request.session | undefined)) { resolve(); return; }
    request.session.save((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}

export function endSession(request: Request): Promise<void> {
  return new Promise((resolve, reject) => {
    request.session.destroy((error: unknown) => (error ? reject(error as Error) : resolve()));
  });
}
