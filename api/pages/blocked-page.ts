import { isActName } from '../../domain/kinds/accident-case/acts';
import { missingFor } from '../../domain/kinds/accident-case/guards';
import { REFUSALS } from '../../domain/kernel/refusals';
import { BODY_KIND_NAMES } from '../../domain/organisation/names';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { openForms } from '../auth/permissions';
import type { SignedIn } from '../auth/signed-in';
import type { CommandForm } from '../input/field-specs';
import { isOffered } from './offered';

export interface PossibleAct { href: string; title: string }

export const actHref = (caseId: string, act: string): string => `/cases/${encodeURIComponent(caseId)}/acts/${act}`;

export const placeOf = (record: CaseRecord) => ({ regionCode: record.regionCode, unitRegion: record.facts.accident.unitRegion ?? null });

/** Why a command is refused now, by which rule, who may do it, and what is possible instead. */
export function blockedPage(record: CaseRecord, form: CommandForm, user: SignedIn) {
  const code = record.closedAt === null ? record.blocked[form.name] : 'CASE_CLOSED';
  const refusal = code === undefined ? null : REFUSALS[code];
  const possible = record.closedAt !== null ? []
    : openForms(user, placeOf(record), record.blocked).filter((each) => isOffered(record, each));
  const missing = refusal && record.closedAt === null && isActName(form.name) ? missingFor(record.facts, form.name) : [];
  return {
    title: form.title,
    reason: refusal ? refusal.text + (missing.length ? `还缺：${missing.join('、')}。` : '') : '您所在的机关无权办理这一步。',
    rule: refusal?.rule ?? '',
    doneBy: form.doneBy.map((kind) => BODY_KIND_NAMES[kind]).join('、'),
    possible: possible.map((each): PossibleAct => ({ href: actHref(record.id, each.name), title: each.title })),
  };
}
