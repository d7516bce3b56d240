import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CaseRecord } from '../../../prisma/repositories/case-queries';
import type { SignedIn } from '../../auth/signed-in';
import { demandPermission, giveCommand, isCommandId, parseCommand } from '../../commands/give-command';
import { formCommandId } from '../../commands/form-id';
import { foreseeConsequences } from '../../commands/foresee-consequences';
import { loadCase, loadRegions } from '../../commands/load-case';
import type { AppDeps, CommandInput, RefusalInfo } from '../../deps';
import { defineRoute, type Reply } from '../../http/define-route';
import { problem, type FieldProblem } from '../../http/problems';
import { COMMAND_FORMS, commandTitle, type CommandForm } from '../../input/field-specs';
import { typedText } from '../../input/read-input';
import { actionForm, confirmLines } from '../../pages/action-page';
import { caseHead, recordNow } from '../../pages/case-head';

const Params = z.object({ caseId: z.string().min(1).max(200), act: z.string().max(60) });
const Body = z.record(z.string(), z.unknown());

interface Step { deps: AppDeps; user: SignedIn; record: CaseRecord; form: CommandForm; body: Record<string, unknown>; commandId: string; now: number }

const HIDDEN = new Set(['_csrf', 'commandId', 'step']);

async function formAgain(step: Step, errors: FieldProblem[], status: number, more: { rule?: string; possible?: string[] } = {}): Promise<Reply> {
  const { deps, user, record, form, body, commandId, now } = step;
  const model = {
    head: caseHead(record, await loadRegions(deps), now),
    form: actionForm(record, form, user, { commandId, now, typed: typedText(body), errors, ...more }),
  };
  return { kind: 'page', template: 'act', title: form.title, status, model, keep: true };
}

function refusedAgain(step: Step, refusal: RefusalInfo): Promise<Reply> {
  const errors = [{ pointer: '', field: refusal.field ?? '', code: refusal.code, message: refusal.text }];
  // The id is spent: its stored answer is this refusal. The corrected form is another command.
  return formAgain({ ...step, commandId: randomUUID() }, errors, 409, {
    ...(refusal.rule === undefined ? {} : { rule: refusal.rule }), possible: refusal.possible.map(commandTitle),
  });
}

/** The page between form and record: what was filled in, and what will follow from it. */
async function askToConfirm(step: Step, command: CommandInput): Promise<Reply> {
  const { deps, record, form, body, commandId, now, user } = step;
  const foreseen = await foreseeConsequences(deps, record, command, now, user.actor);
  if (!foreseen.ok) return refusedAgain(step, foreseen.refusal);
  const typed = typedText(body);
  const model = {
    head: caseHead(record, await loadRegions(deps), now), title: form.title,
    action: `/cases/${encodeURIComponent(record.id)}/commands/${form.name}`, commandId,
    lines: confirmLines(record, form, typed, now), consequences: foreseen.consequences,
    hidden: Object.entries(typed).filter(([name]) => !HIDDEN.has(name)).map(([name, value]) => ({ name, value })),
  };
  return { kind: 'page', template: 'act-confirm', title: `确认${form.title}`, model, keep: true };
}

/** The form's way: filled in, confirmed with its consequences, recorded. Without a `step` it is only checked. */
export const submitCommand = defineRoute({
  method: 'post', path: '/cases/:caseId/commands/:act', access: 'signed-in', speaks: 'page', params: Params, body: Body,
  async handle({ params, body }, { deps, request, user, now }) {
    const record = await loadCase(deps, user, params.caseId);
    const form = COMMAND_FORMS.get(params.act);
    if (!form) throw problem('unknown-command');
    const commandId = isCommandId(body.commandId) ? body.commandId : randomUUID();
    const step: Step = { deps, user, record, form, body, commandId, now: recordNow(record, now) };
    demandPermission(user, form, record);
    if (body.step === 'edit') return formAgain(step, [], 200);
    if (body.step !== 'confirmed') {
      const parsed = parseCommand(form, body, 'form');
      return parsed.ok ? askToConfirm(step, parsed.value) : formAgain(step, parsed.errors, 422);
    }
    const given = await giveCommand({ ...step, channel: 'form', commandId: formCommandId(body) });
    if (given.kind === 'invalid') return formAgain(step, given.errors, 422);
    if (given.kind === 'refused') return refusedAgain(step, given.refusal);
    request.session.flash = given.summary;
    return { kind: 'redirect', to: `/cases/${encodeURIComponent(record.id)}${form.tab ? `/${form.tab}` : ''}` };
  },
});
