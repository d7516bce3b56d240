import { z } from 'zod';
import { findCaseVersion } from '../../../prisma/repositories/case-queries';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';

const Params = z.object({ caseId: z.string().min(1).max(200) });
const Query = z.object({ since: z.coerce.number().int().min(0).catch(0) });

/** Tells an open page, as it happens, that the case has moved on since the version it shows; what moved it asks for itself. */
export const followCase = defineRoute({
  method: 'get', path: '/cases/:caseId/events', access: 'signed-in', speaks: 'page', params: Params, query: Query,
  async handle({ params: { caseId }, query: { since } }, { deps, user }) {
    const version = () => findCaseVersion(deps.database, user.viewer, caseId);
    if (await version() === null) throw problem('case-not-found');
    return {
      kind: 'events',
      open({ tell, end }) {
        let known = since;
        const heard = (now: number | null): void => {
          if (now === null) return end();
          if (now > known) tell('moved');
          known = Math.max(known, now);
        };
        const ask = (): void => { version().then(heard, end); };
        const stop = deps.watch.follow(caseId, { moved: ask, ended: end });
        // What happened between the page and this stream.
        ask();
        return stop;
      },
    };
  },
});
