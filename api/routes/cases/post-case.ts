import { z } from 'zod';
import { giveCommand, giveRegistration, type Given } from '../../commands/give-command';
import { loadCase, loadRegions } from '../../commands/load-case';
import { possibleActs } from '../../../domain/kinds/accident-case/guards';
import { defineRoute, type Reply } from '../../http/define-route';
import { idempotencyKey } from '../../http/idempotency';
import { problem, refusalProblem } from '../../http/problems';
import { COMMAND_FORMS } from '../../input/field-specs';
import { DoneJson } from '../../pages/case-json';

const Body = z.record(z.string(), z.unknown()).catch(() => { throw problem('invalid-json'); });
const Params = z.object({ caseId: z.string().min(1).max(200), name: z.string().max(60) });

function answer(given: Given, status: number): Reply {
  if (given.kind === 'invalid') throw problem('invalid-input', { errors: given.errors });
  if (given.kind === 'refused') throw refusalProblem(given.refusal);
  const { caseId, version, summary } = given;
  return { kind: 'json', status, location: `/api/cases/${encodeURIComponent(caseId)}`, body: { caseId, version, summary } };
}

export const postCase = defineRoute({
  method: 'post', path: '/api/cases', access: 'signed-in', speaks: 'json', body: Body, response: DoneJson,
  async handle({ body }, { deps, request, user }) {
    const commandId = idempotencyKey(request);
    return answer(await giveRegistration({ deps, user, body, channel: 'json', commandId, regions: await loadRegions(deps) }), 201);
  },
});

/** A command of the case; an unknown name answers with the names that are possible now. */
export const postCommand = defineRoute({
  method: 'post', path: '/api/cases/:caseId/commands/:name', access: 'signed-in', speaks: 'json', params: Params, body: Body, response: DoneJson,
  async handle({ params, body }, { deps, request, user }) {
    const commandId = idempotencyKey(request);
    const record = await loadCase(deps, user, params.caseId);
    const form = COMMAND_FORMS.get(params.name);
    if (!form) throw problem('unknown-command', { allowedActions: possibleActs(record.blocked) });
    return answer(await giveCommand({ deps, user, record, form, body, channel: 'json', commandId }), 200);
  },
});
