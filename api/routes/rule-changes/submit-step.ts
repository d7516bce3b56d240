import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CHANGE_STATE_WORDS } from '../../../domain/rule-change/words';
import { commandOf, PERSON_STEPS } from '../../../domain/rule-change/decide';
import { REFUSALS } from '../../../domain/kernel/refusals';
import { mayChangeRules } from '../../auth/permissions';
import { deciding } from '../../commands/deciding';
import { isCommandId } from '../../commands/give-command';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { changeReply } from './show-changes';

const Params = z.object({ changeId: z.string().min(1).max(200) });
const Body = z.object({
  step: z.enum(PERSON_STEPS), commandId: z.string().max(100).catch(''),
  impactSha256: z.string().max(64).catch(''), reason: z.string().max(2_000).catch(''),
});

/** Approve, reckon anew, apply or withdraw. What is approved is the list that was on the page. */
export const submitStep = defineRoute({
  method: 'post', path: '/rule-changes/:changeId', access: 'signed-in', speaks: 'page', params: Params, body: Body,
  async handle({ params, body }, { deps, request, user }) {
    if (!mayChangeRules(user)) throw problem('not-allowed');
    if (!deps.changes) throw problem('service-unavailable');
    const { step, impactSha256, reason } = body;
    const commandId = isCommandId(body.commandId) ? body.commandId : randomUUID();
    const { changes } = deps;
    const outcome = await deciding(deps, () => changes.execute(params.changeId, commandOf(step, impactSha256, reason), user.actor, commandId));
    if (outcome.outcome === 'refused') {
      const { status, text } = REFUSALS[outcome.refusal.code];
      return changeReply(deps, user, params.changeId, { refused: text, status });
    }
    request.session.flash = [`规则变更：${CHANGE_STATE_WORDS[outcome.state]}。`];
    return { kind: 'redirect', to: `/rule-changes/${encodeURIComponent(params.changeId)}` };
  },
});
