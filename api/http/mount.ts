import type { Request, RequestHandler, Response, Router } from 'express';
import type { z } from 'zod';
import { demonstrationGate } from '../auth/demonstration';
import { saveSession } from '../auth/session';
import { signedInOf, type SignedIn } from '../auth/signed-in';
import { deciding } from '../commands/deciding';
import type { AppDeps } from '../deps';
import type { Assets } from '../pages/assets';
import { frameOf } from '../pages/frame';
import type { TemplateEngine } from '../../templates/engine';
import { checkCsrf } from './csrf';
import type { AnyRoute, Reply, RouteContext } from './define-route';
import { streamEvents } from './event-stream';
import { problem } from './problems';
import { readBody } from './read-body';
import { writeSpreadsheet, XLSX } from './spreadsheet';

export interface WebContext {
  deps: AppDeps;
  engine: TemplateEngine;
  assets: Assets;
  demonstration: boolean;
  engineHealth: RouteContext<'public'>['engineHealth'];
}

/** Parses with the route's schema; what does not fit an address is "not found", not "invalid". */
function parsed(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw problem('not-found');
}

async function send(reply: Reply, context: WebContext & { request: Request; response: Response; user: SignedIn | null }): Promise<void> {
  const { engine, response } = context;
  switch (reply.kind) {
    case 'page': {
      const frame = await frameOf({ ...context, title: reply.title });
      if (reply.keep) response.set('Cache-Control', 'private, no-cache');
      response.status(reply.status ?? 200).type('html').send(engine.render(`pages/${reply.template}`, { ...reply.model, frame }));
      return;
    }
    case 'fragment':
      response.set(reply.headers ?? {}).type('html').send(engine.render(`partials/${reply.template}`, reply.model));
      return;
    case 'json':
      if (reply.location !== undefined) response.location(reply.location);
      response.status(reply.status ?? 200).json(reply.body);
      return;
    case 'redirect':
      // What was decided is decided, though the line that tells of it could not be kept.
      await deciding(context.deps, () => saveSession(context.request));
      response.set(reply.headers ?? {}).redirect(303, reply.to);
      return;
    case 'spreadsheet': {
      const bytes = await writeSpreadsheet(reply.spreadsheet);
      response.attachment(`${reply.spreadsheet.name}.xlsx`).type(XLSX).send(bytes);
      return;
    }
    case 'file':
      response.type(reply.type)
        .set('Content-Disposition', `inline; filename*=UTF-8''${encodeURIComponent(reply.name)}`).send(Buffer.from(reply.bytes));
      return;
    case 'events': streamEvents(response, reply.open); return;
    case 'empty': response.status(204).end(); return;
    default: reply satisfies never;
  }
}

const handle = (route: AnyRoute, web: WebContext): RequestHandler => async (request, response) => {
  if (route.access === 'demonstration') demonstrationGate(web.demonstration, request);
  const user = await signedInOf(request.session, web.deps.database, web.deps.now());
  if (route.access === 'signed-in' && user === null) throw problem('not-signed-in');
  checkCsrf(request);
  const input = { params: parsed(route.params, request.params), query: parsed(route.query, request.query), body: parsed(route.body, request.body ?? {}) };
  const { deps, demonstration, engineHealth } = web;
  const context: RouteContext<'public'> = { deps, request, now: deps.now(), user, demonstration, engineHealth };
  await send(await route.handle(input as never, context as never), { ...web, request, response, user });
};

/** Hangs every route of the registry into the router, in order. */
export function mountRoutes(router: Router, routes: readonly AnyRoute[], web: WebContext): void {
  for (const route of routes) router[route.method](route.path, readBody(route), handle(route, web));
}
