import type { ErrorRequestHandler, Request, Response } from 'express';
import { isUnavailable } from '../../prisma/repositories/unavailable';
import { UnknownPackError } from '../../rules';
import { signedInOf } from '../auth/signed-in';
import { commandTitle } from '../input/field-specs';
import { type FormAgain, formAgain } from '../pages/form-again';
import { bareFrame, frameOf } from '../pages/frame';
import type { WebContext } from './mount';
import { problem, ProblemError, PROBLEMS } from './problems';
import { readForm } from './read-body';
import { readUpload } from './upload';

/** The one place where problems leave: problem+json for programs, an error page for people. */

const RETRY_SECONDS = 5;
/** The record did not answer: it may in a moment, and what was typed must last until then. */
const PASSING = new Set(['record-unavailable', 'record-unreadable', 'outcome-unknown']);

const wantsJson = (request: Request): boolean =>
  request.path.startsWith('/api/') || request.accepts(['html', 'json']) === 'json';

/** body-parser and Express mark client faults with a `type` or a 4xx `status`. */
function asProblem(error: unknown, request: Request): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof UnknownPackError) return problem('law-missing', { detail: `${error.message}，${PROBLEMS['law-missing'].detail}` });
  if (isUnavailable(error)) return problem(request.method === 'POST' ? 'record-unavailable' : 'record-unreadable');
  if (typeof error !== 'object' || error === null) return null;
  const { type, status } = error as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return problem('too-large');
  if (type === 'entity.parse.failed') return problem('invalid-json');
  if (status === 400 || status === 404) return problem('not-found');
  if (status === 415) return problem('unsupported-media-type');
  return null;
}

function sendJson(response: Response, known: ProblemError): void {
  response.status(known.problem.status).type('application/problem+json')
    .send(JSON.stringify({ ...known.problem, instance: response.locals.requestId }));
}

/** The form as it was sent. Where the record failed before anybody read it, it is read now; null where it cannot be. */
async function sentForm(request: Request, response: Response): Promise<FormAgain | null> {
  const isUpload = typeof request.is('multipart/form-data') === 'string';
  if (request.body === undefined) {
    const read = isUpload ? readUpload : readForm;
    const isRead = await new Promise<boolean>((resolve) => { void read(request, response, (error?: unknown) => resolve(error === undefined)); });
    if (!isRead) return null;
  }
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? formAgain(request.path, body as Record<string, unknown>, isUpload) : null;
}

async function sendPage(web: WebContext, request: Request, response: Response, known: ProblemError): Promise<void> {
  const { title, status, detail, rule, allowedActions } = known.problem;
  const fullFrame = async () => {
    const user = await signedInOf(request.session, web.deps.database, web.deps.now());
    return frameOf({ ...web, request, response, user, title });
  };
  const frame = status >= 500 ? bareFrame(response, title, web.assets) : await fullFrame().catch(() => bareFrame(response, title, web.assets));
  const isPassing = PASSING.has(known.code);
  const model = {
    frame, heading: title, detail, rule: rule ?? '', possible: (allowedActions ?? []).map(commandTitle),
    again: isPassing && request.method === 'POST' ? await sentForm(request, response) : null,
    retry: isPassing && request.method === 'GET' ? request.originalUrl : '',
    requestId: status >= 500 ? response.locals.requestId : '',
  };
  response.status(status).type('html').send(web.engine.render('pages/error', model));
}

/** Signing in leads back to where one wanted to go; an act that was posted leads to the workplace. */
const signInAddress = (request: Request): string =>
  request.method === 'GET' && request.originalUrl !== '/' ? `/sign-in?next=${encodeURIComponent(request.originalUrl)}` : '/sign-in';

/** A part of a page that htmx asked for must not be filled with the sign-in page: the whole page goes there. */
function sendToSignIn(request: Request, response: Response): void {
  if (request.get('hx-request') === 'true') response.status(401).set('HX-Redirect', '/sign-in').end();
  else response.redirect(303, signInAddress(request));
}

export function errorHandler(web: WebContext): ErrorRequestHandler {
  return async (error: unknown, request, response, next) => {
    const known = asProblem(error, request);
    if (known === null || error !== known) web.deps.logger.error({ err: error, requestId: response.locals.requestId }, 'request failed');
    else web.deps.logger.info({ code: known.code, requestId: response.locals.requestId }, 'problem');
    // A session that could not be kept is noticed after the answer; that one is whole.
    if (response.writableEnded) return;
    if (response.headersSent) { next(error); return; }
    const shown = known ?? problem('internal-error');
    if (PASSING.has(shown.code)) response.set('Retry-After', String(RETRY_SECONDS));
    if (wantsJson(request)) { sendJson(response, shown); return; }
    if (shown.code === 'not-signed-in') { sendToSignIn(request, response); return; }
    await sendPage(web, request, response, shown);
  };
}
