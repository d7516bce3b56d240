import { z } from 'zod';
import { loadCase } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { recordNow } from '../../pages/case-head';
import { CaseJson, caseJson, ClockJson, clockJson } from '../../pages/case-json';

const Params = z.object({ caseId: z.string().min(1).max(200) });
const ClockParams = Params.extend({ code: z.string().min(1).max(300) });

export const getCase = defineRoute({
  method: 'get', path: '/api/cases/:caseId', access: 'signed-in', speaks: 'json', params: Params, response: CaseJson,
  async handle({ params }, { deps, user, now }) {
    const record = await loadCase(deps, user, params.caseId);
    return { kind: 'json', body: caseJson(record, recordNow(record, now)) };
  },
});

export const getClock = defineRoute({
  method: 'get', path: '/api/cases/:caseId/clocks/:code', access: 'signed-in', speaks: 'json', params: ClockParams, response: ClockJson,
  async handle({ params }, { deps, user, now }) {
    const record = await loadCase(deps, user, params.caseId);
    const clock = record.clocks.find((each) => each.code === params.code);
    if (!clock) throw problem('clock-not-found');
    return { kind: 'json', body: clockJson(clock, recordNow(record, now)) };
  },
});
