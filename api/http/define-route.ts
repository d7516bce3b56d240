import type { Request } from 'express';
import type { z } from 'zod';
import type { Instant } from '../../domain/time/instant';
import type { EngineHealth } from '../../prisma/repositories/engine-status';
import type { SignedIn } from '../auth/signed-in';
import type { AppDeps } from '../deps';
import type { Spreadsheet } from './spreadsheet';
import type { Listener } from './event-stream';

/**
 * One value per route: it mounts the handler, tells the tests which access each route demands, and cannot exist without
 * saying who may call it and what it answers.
 */

/** `demonstration`: only where demonstration sign-ins are allowed; elsewhere the route does not exist. */
export type Access = 'public' | 'demonstration' | 'signed-in';

export interface RouteContext<A extends Access> {
  deps: AppDeps;
  /** For session and headers only; parsed input comes in `input`. */
  request: Request;
  /** Wall clock at the start of the request. */
  now: Instant;
  user: A extends 'signed-in' ? SignedIn : SignedIn | null;
  /** True where demonstration sign-ins are allowed. */
  demonstration: boolean;
  /** How the engine was within the last two seconds; null where nobody can say. */
  engineHealth(): Promise<EngineHealth | null>;
}

export type Reply =
  /** `keep`: “back” must find it as it was left, so the browser may keep it until the person signs out. */
  | { kind: 'page'; template: string; title: string; model: object; status?: number; keep?: true }
  /** A part of a page for htmx; no frame around it. */
  | { kind: 'fragment'; template: string; model: object; headers?: Record<string, string> }
  | { kind: 'json'; body: unknown; status?: number; location?: string }
  | { kind: 'redirect'; to: string; headers?: Record<string, string> }
  /** A list for Excel, to be kept. */
  | { kind: 'spreadsheet'; spreadsheet: Spreadsheet }
  | { kind: 'file'; bytes: Uint8Array; type: string; name: string }
  /** A stream that stays open; `open` returns what to do when it is over. */
  | { kind: 'events'; open(listener: Listener): () => void }
  | { kind: 'empty' };

export interface Input<P, Q, B> { params: P; query: Q; body: B }

export interface Route<P = unknown, Q = unknown, B = unknown, A extends Access = Access> {
  method: 'get' | 'post';
  path: string;
  access: A;
  /** `json` routes take JSON and answer problems as JSON; `page` routes take forms and answer error pages. */
  speaks: 'page' | 'json';
  /** The form is `multipart/form-data` and may carry a text file, whose text stands in the body under its name. */
  upload?: true;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** What a `json` route answers with success; checked in tests. */
  response?: z.ZodType;
  handle(input: Input<P, Q, B>, context: RouteContext<A>): Promise<Reply>;
}

/** The erased form in which the registry holds routes. */
export type AnyRoute = Omit<Route, 'handle'> & { handle(input: Input<never, never, never>, context: RouteContext<never>): Promise<Reply> };

type PageRoute<P, Q, B, A extends Access> = Route<P, Q, B, A> & { speaks: 'page' };
type JsonRoute<P, Q, B, A extends Access> = Route<P, Q, B, A> & { speaks: 'json'; response: z.ZodType };

export function defineRoute<A extends Access, P = unknown, Q = unknown, B = unknown>(
  route: PageRoute<P, Q, B, A> | JsonRoute<P, Q, B, A>,
): AnyRoute {
  return route as unknown as AnyRoute;
}
