import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { loadRegions } from '../../commands/load-case';
import { formCommandId } from '../../commands/form-id';
import { giveRegistration, isCommandId } from '../../commands/give-command';
import { defineRoute } from '../../http/define-route';
import type { FieldProblem } from '../../http/problems';
import { typedText } from '../../input/read-input';
import { registrationPage } from '../../pages/registration-page';

const Body = z.record(z.string(), z.unknown());

/** The form. Repeating it with the same hidden id registers once. */
export const postRegistration = defineRoute({
  method: 'post', path: '/cases', access: 'signed-in', speaks: 'page', body: Body,
  async handle({ body }, { deps, request, user }) {
    const commandId = isCommandId(body.commandId) ? body.commandId : randomUUID();
    const regions = await loadRegions(deps);
    const given = await giveRegistration({ deps, user, body, channel: 'form', commandId: formCommandId(body), regions });
    if (given.kind === 'done') {
      request.session.flash = given.summary;
      return { kind: 'redirect', to: `/cases/${encodeURIComponent(given.caseId)}` };
    }
    const errors: FieldProblem[] = given.kind === 'invalid' ? given.errors
      : [{ pointer: '', field: given.refusal.field ?? '', code: given.refusal.code, message: given.refusal.text }];
    const model = registrationPage(regions, {
      commandId: given.kind === 'invalid' ? commandId : randomUUID(), typed: typedText(body), errors,
      ...(given.kind === 'refused' && given.refusal.rule !== undefined ? { rule: given.refusal.rule } : {}),
    });
    return { kind: 'page', template: 'registration', title: '事故登记', status: given.kind === 'invalid' ? 422 : 409, model, keep: true };
  },
});
