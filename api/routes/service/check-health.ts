import { z } from 'zod';
import { defineRoute } from '../../http/define-route';

/** Alive: the process answers. Says nothing about what stands behind it. */
export const checkHealth = defineRoute({
  method: 'get', path: '/healthz', access: 'public', speaks: 'json', response: z.strictObject({ status: z.literal('ok') }),
  handle: async () => ({ kind: 'json', body: { status: 'ok' } }),
});

const Readiness = z.strictObject({
  ready: z.boolean(),
  checks: z.array(z.strictObject({ name: z.string(), ok: z.boolean(), needed: z.boolean(), detail: z.string() })),
});

/** Ready: what requests need can be reached, so that they may be sent here. How the rest is, is told beside it. */
export const checkReadiness = defineRoute({
  method: 'get', path: '/readyz', access: 'public', speaks: 'json', response: Readiness,
  handle: async (_input, { deps }) => {
    const checks = await deps.readiness();
    const ready = checks.every((check) => check.ok || !check.needed);
    return { kind: 'json', status: ready ? 200 : 503, body: { ready, checks } };
  },
});
