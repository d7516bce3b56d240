import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { AppDeps } from '../deps';

const ID_PATTERN = /^[\w.-]{8,64}$/;

/** Takes the caller's request id where it is a plain word, else makes one; it goes back in the answer. */
export const giveRequestId: RequestHandler = (request, response, next) => {
  const given = request.get('x-request-id');
  response.locals.requestId = given !== undefined && ID_PATTERN.test(given) ? given : randomUUID();
  response.set('X-Request-Id', response.locals.requestId);
  next();
};

/** One line per request; path without query, no body, no names. */
export function logRequests({ logger, observe }: Pick<AppDeps, 'logger' | 'observe'>): RequestHandler {
  return (request, response, next) => {
    const started = process.hrtime.bigint();
    response.on('finish', () => {
      const ms = Number(process.hrtime.bigint() - started) / 1e6;
      const route = (request.route as { path?: string } | undefined)?.path ?? '-';
      observe?.({ method: request.method, route, status: response.statusCode, seconds: ms / 1_000 });
      logger.info({
        requestId: response.locals.requestId, method: request.method, path: request.path, status: response.statusCode,
        ms: Math.round(ms * 10) / 10,
      }, 'request');
    });
    next();
  };
}
