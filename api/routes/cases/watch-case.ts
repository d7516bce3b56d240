import { z } from 'zod';
import { loadCase } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';

const Params = z.object({ caseId: z.string().min(1).max(200) });
const Query = z.object({ since: z.coerce.number().int().min(0).catch(0) });

/** A quiet question of an open page: did the case move on? Nothing under the reader's pointer changes by itself. */
export const watchCase = defineRoute({
  method: 'get', path: '/cases/:caseId/changes', access: 'signed-in', speaks: 'page', params: Params, query: Query,
  async handle({ params, query }, { deps, user }) {
    const record = await loadCase(deps, user, params.caseId);
    if (record.version <= query.since) return { kind: 'empty' };
    return { kind: 'fragment', template: 'case-moved', model: { href: `/cases/${encodeURIComponent(record.id)}` } };
  },
});
