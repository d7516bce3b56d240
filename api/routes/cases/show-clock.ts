import { z } from 'zod';
import { loadCase, loadRegions } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { caseHead, recordNow } from '../../pages/case-head';
import { clockPage } from '../../pages/clock-page';

const Params = z.object({ caseId: z.string().min(1).max(200), code: z.string().min(1).max(300) });

/** The proof of one limit: calendar, words, articles. */
export const showClock = defineRoute({
  method: 'get', path: '/cases/:caseId/clocks/:code', access: 'signed-in', speaks: 'page', params: Params,
  async handle({ params }, { deps, user, now: wallNow }) {
    const record = await loadCase(deps, user, params.caseId);
    const clock = record.clocks.find((each) => each.code === params.code);
    if (!clock) throw problem('clock-not-found');
    const now = recordNow(record, wallNow);
    const reason = record.late.find((row) => row.clock === clock.code)?.reason ?? null;
    const head = caseHead(record, await loadRegions(deps), now);
    return { kind: 'page', template: 'clock', title: `${clock.title} · 时限依据`, model: { head, clock: clockPage(clock, record.id, reason, now) } };
  },
});
