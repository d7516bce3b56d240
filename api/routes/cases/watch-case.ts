import { z } from 'zod';
import { findCaseVersion } from '../../../prisma/repositories/case-queries';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';

const Params = z.object({ caseId: z.string().min(1).max(200) });
const Query = z.object({ since: z.coerce.number().int().min(0).catch(0) });

/** What an open page shows when it hears that the case moved on. Nothing under the reader's pointer changes by itself. */
export const watchCase = defineRoute({
  method: 'get', path: '/cases/:caseId/changes', access: 'signed-in', speaks: 'page', params: Params, query: Query,
  async handle({ params, query }, { deps, user }) {
    const version = await findCaseVersion(deps.database, user.viewer, params.caseId);
    if (version === null) throw problem('case-not-found');
    if (version <= query.since) return { kind: 'empty' };
    return { kind: 'fragment', template: 'case-moved', model: { href: `/cases/${encodeURIComponent(params.caseId)}` } };
  },
});
