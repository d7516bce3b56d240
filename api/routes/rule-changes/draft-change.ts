import { z } from 'zod';
import { CHANGE_KINDS } from '../../../domain/rule-change/change';
import { REFUSALS } from '../../../domain/kernel/refusals';
import { awaitingTexts } from '../../../activities/rule-change/awaiting';
import { loadRules } from '../../../rules';
import { mayChangeRules } from '../../auth/permissions';
import { deciding } from '../../commands/deciding';
import { formCommandId } from '../../commands/form-id';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import type { DraftForm } from '../../pages/rule-change-pages';
import { changesModel } from './show-changes';

const text = z.string().catch('');
const Body = z.object({
  kind: z.enum(CHANGE_KINDS).nullable().catch(null), reason: z.string().trim().max(2_000).catch(''),
  /** What was typed; forms send every line's end as CR LF. */
  text: text.transform((typed) => typed.replaceAll('\r\n', '\n')),
  /** Null where the file is not UTF-8. */
  file: z.string().nullable().catch(''), commandId: text,
  /** Hash of a text that came with the program; then nothing is typed. */
  arrived: text,
});

/** What is wrong with a form before anybody looks into its text. */
const faultsOf = ({ kind, text: typed, file }: z.infer<typeof Body>): string[] => [
  ...(kind === null ? ['类别：请选择年度日历或规则包。'] : []),
  ...(file === null ? ['文件：不是 UTF-8 文字。'] : file === '' && typed.trim() === '' ? ['正文：请粘贴文件全文，或选择文件。'] : []),
];

/** Draft of a new calendar year or version of a pack. A faulty text is told fault by fault; nothing of it is stored. */
export const draftChange = defineRoute({
  method: 'post', path: '/rule-changes', access: 'signed-in', speaks: 'page', upload: true, body: Body,
  async handle({ body }, { deps, request, user }) {
    if (!mayChangeRules(user)) throw problem('not-allowed');
    if (!deps.changes) throw problem('service-unavailable');
    const { kind, reason, file, arrived } = body;
    const waiting = arrived === '' ? undefined : (await awaitingTexts({ db: deps.database, rules: loadRules() })).find(({ sha256 }) => sha256 === arrived);
    const form: DraftForm = { kind, reason, text: waiting?.text ?? (file === null || file === '' ? body.text : file) };
    const again = async (faults: string[], status: number) => ({
      kind: 'page' as const, template: 'rule-changes', title: '规则变更', status, keep: true as const,
      model: await changesModel(deps, { ...form, faults }),
    });
    const faults = faultsOf({ ...body, text: form.text });
    if (kind === null || faults.length > 0) return again(faults, 422);
    const { changes } = deps;
    const outcome = await deciding(deps, () => changes.draft({ kind, text: form.text, reason }, user.actor, formCommandId({ ...body })));
    if (outcome.outcome === 'faulty') return again(outcome.faults.map((fault) => `${fault.path}：${fault.reason}`), 422);
    if (outcome.outcome === 'refused') return again([REFUSALS[outcome.refusal.code].text], REFUSALS[outcome.refusal.code].status);
    request.session.flash = ['规则变更已起草，正在计算影响清单。'];
    return { kind: 'redirect', to: `/rule-changes/${encodeURIComponent(outcome.changeId)}` };
  },
});
