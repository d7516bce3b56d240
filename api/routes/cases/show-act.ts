import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { mayDo } from '../../auth/permissions';
import { loadCase, loadRegions } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { COMMAND_FORMS } from '../../input/field-specs';
import { typedText } from '../../input/read-input';
import { actionForm } from '../../pages/action-page';
import { blockedPage } from '../../pages/blocked-page';
import { caseHead, recordNow } from '../../pages/case-head';

const Params = z.object({ caseId: z.string().min(1).max(200), act: z.string().max(60) });
const Query = z.record(z.string(), z.unknown());

/** One command as a form of its own page; where it is refused now, the page says why and what is possible instead. */
export const showAct = defineRoute({
  method: 'get', path: '/cases/:caseId/acts/:act', access: 'signed-in', speaks: 'page', params: Params, query: Query,
  async handle({ params, query }, { deps, user, now: wallNow }) {
    const record = await loadCase(deps, user, params.caseId);
    const form = COMMAND_FORMS.get(params.act);
    if (!form) throw problem('unknown-command');
    const now = recordNow(record, wallNow);
    const head = caseHead(record, await loadRegions(deps), now);
    const place = { regionCode: record.regionCode, unitRegion: record.facts.accident.unitRegion ?? null };
    const refused = record.blocked[form.name] !== undefined || record.closedAt !== null || !mayDo(user, form, place);
    if (refused) return { kind: 'page', template: 'act-blocked', title: form.title, model: { head, ...blockedPage(record, form, user) } };
    const typed = typedText(query);
    const prefilled = Object.keys(typed).length > 0 ? { typed } : {};
    return {
      kind: 'page', template: 'act', title: form.title, keep: true,
      model: { head, form: actionForm(record, form, user, { commandId: randomUUID(), now, ...prefilled }) },
    };
  },
});
