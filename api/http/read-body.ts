import express, { type RequestHandler } from 'express';
import type { AnyRoute } from './define-route';
import { problem } from './problems';
import { readUpload } from './upload';

const BODY_LIMIT = '64kb';
export const readForm = express.urlencoded({ extended: false, limit: BODY_LIMIT });
const readJson = express.json({ limit: BODY_LIMIT, type: 'application/json' });

/** What the route takes: JSON, a form, or a form that may carry a file. */
export const readBody = (route: AnyRoute): RequestHandler => (request, response, next) => {
  if (request.method !== 'POST') { next(); return; }
  if (route.upload) { readUpload(request, response, next); return; }
  if (route.speaks === 'page') { readForm(request, response, next); return; }
  if (!request.is('application/json')) { next(problem('unsupported-media-type')); return; }
  readJson(request, response, next);
};
