import type { ErrorRequestHandler, Request, Response } from 'express';
import { signedInOf } from '../auth/signed-in';
import { UnknownPackError } from '../../rules';
import { commandTitle } from '../input/field-specs';
import { bareFrame, frameOf } from '../pages/frame';
import type { WebContext } from './mount';
import { problem, ProblemError, PROBLEMS } from './problems';

/** The one place where problems leave: problem+json for programs, an error page for people. */

const wantsJson = (request: Request): boolean =>
  request.path.startsWith('/api/') || request.accepts(['html', 'json']) === 'json';

/** body-parser and Express mark client faults with a `type` or a 4xx `status`. */
function asProblem(error: unknown): ProblemError | null {
  if (error instanceof ProblemError) return error;
  if (error instanceof UnknownPackError) return problem('law-missing', { detail: `${error.message}，${PROBLEMS['law-missing'].detail}` });
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

async function sendPage(web: WebContext, request: Request, response: Response, known: ProblemError): Promise<void> {
  const { title, status, detail, rule, allowedActions } = known.problem;
  const fullFrame = async () => {
    const user = await signedInOf(request.session, web.deps.database, web.deps.now());
    return frameOf({ ...web, request, response, user, title });
  };
  const frame = status >= 500 ? bareFrame(response, title, web.assets) : await fullFrame().catch(() => bareFrame(response, title, web.assets));
  const model = {
    frame, heading: title, detail, rule: rule ?? '', possible: (allowedActions ?? []).map(commandTitle),
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
    const known = asProblem(error);
    if (known === null) web.deps.logger.error({ err: error, requestId: response.locals.requestId }, 'request failed');
    else web.deps.logger.info({ code: known.code, requestId: response.locals.requestId }, 'problem');
    if (response.headersSent) { next(error); return; }
    const shown = known ?? problem('internal-error');
    if (wantsJson(request)) { sendJson(response, shown); return; }
    if (shown.code === 'not-signed-in') { sendToSignIn(request, response); return; }
    await sendPage(web, request, response, shown);
  };
}
