import { join } from 'node:path';
import express, { type Express } from 'express';
import { createEngine } from '../templates/engine';
import { demonstrationAllowed } from './auth/demonstration';
import { asNobody, expireOldSessions, sessionMiddleware } from './auth/session';
import type { AppDeps } from './deps';
import { errorHandler } from './http/errors';
import { mountRoutes, type WebContext } from './http/mount';
import { problem } from './http/problems';
import { giveRequestId, logRequests } from './http/request-log';
import { giveNonce, noStore, securityHeaders } from './http/security';
import { findAssets } from './pages/assets';
import { rememberHealth } from './pages/engine-notice';
import { ROUTES } from './routes';

const ROOT = join(__dirname, '..');
const PUBLIC = join(ROOT, 'public');

/**
 * The web application, not yet listening. No side effects but reading templates and assets.
 * @param options.boundTo the host the server will listen on; demonstration sign-ins need a loopback one. Absent: none.
 */
export function createApp(deps: AppDeps, options: { boundTo?: string } = {}): Express {
  const web: WebContext = {
    deps, engine: createEngine(join(ROOT, 'templates')), assets: findAssets(PUBLIC),
    demonstration: options.boundTo !== undefined && demonstrationAllowed(deps, options.boundTo),
    engineHealth: rememberHealth(deps.database, deps.now),
  };
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', deps.trustedProxies);
  app.use(giveRequestId, logRequests(deps), giveNonce, securityHeaders(deps.production));
  app.use('/assets', express.static(PUBLIC, { index: false, maxAge: '1y', immutable: true, fallthrough: false }));
  app.use(['/healthz', '/readyz', '/engine-notice'], asNobody);
  app.use(noStore, sessionMiddleware(deps), expireOldSessions(deps));
  mountRoutes(app, ROUTES, web);
  app.use(() => { throw problem('not-found'); });
  app.use(errorHandler(web));
  return app;
}
