import { randomUUID } from 'node:crypto';
import type { ChangeKind, PersonActor } from '../../domain/rule-change/change';
import type { AwaitingText } from '../../activities/rule-change/awaiting';
import { CHANGE_KINDS } from '../../domain/rule-change/change';
import { openSteps } from '../../domain/rule-change/decide';
import { datesInWords } from '../../domain/time/moves';
import { CHANGE_STATE_WORDS, STEP_WORDS, changeName } from '../../domain/rule-change/words';
import type { Drift, ImpactRow } from '../../prisma/repositories/impact-reading';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import { formatMoment } from '../../domain/time/words';
import { errorSummary } from './form-view';

/** 规则变更: the list, and one change with every running limit that it moves. */

const who = (actor: PersonActor | null): string => (actor === null ? '' : `${actor.bodyName} ${actor.name}`);
const hrefOf = (id: string): string => `/rule-changes/${encodeURIComponent(id)}`;

const KIND_WORDS: Readonly<Record<ChangeKind, string>> = { calendar: '年度放假调休表', pack: '规则包的新版本' };

/** A draft as it was typed, and what is wrong with it. */
export interface DraftForm {
  kind: ChangeKind | null;
  reason: string;
  text: string;
  faults?: readonly string[];
}

function draftForm({ kind, reason, text, faults = [] }: DraftForm) {
  return {
    commandId: randomUUID(), reason, text,
    kinds: CHANGE_KINDS.map((value) => ({ value, label: KIND_WORDS[value], selected: value === kind })),
    summary: errorSummary('没有起草：请先改正下面的内容', faults.map((message) => ({ pointer: '/text', field: 'text', code: 'invalid', message })), new Set(['text'])),
  };
}

/** @param draft null for a post that may only read; `awaiting` what arrived with the program and nobody drafted yet */
export const ruleChangesPage = (changes: readonly StoredChange[], draft: DraftForm | null, awaiting: readonly AwaitingText[]) => ({
  draft: draft && draftForm(draft),
  awaiting: awaiting.map(({ kind, title, edition, matters, sha256 }) => (
    { kind, title, edition, sha256, standing: kind === 'calendar' ? `在办案件 ${matters} 起按别的日期计算` : `在办案件 ${matters} 起尚未适用其中的条款`, seal: sha256.slice(0, 8), mayDraft: draft !== null, commandId: randomUUID() })),
  changes: changes.map((change) => ({
    href: hrefOf(change.id), name: changeName(change), title: change.title, state: CHANGE_STATE_WORDS[change.state],
    draftedBy: who(change.draftedBy), draftedAt: formatMoment(change.draftedAt), approvedBy: who(change.approvedBy),
    moved: change.impact === null ? '' : String(change.impact.movedClocks),
  })),
});


/** One line a limit that moves. */
export function movedLines(row: ImpactRow) {
  return row.moves.map((move) => ({
    caseHref: `/cases/${encodeURIComponent(row.matterId)}`, caseTitle: row.title, caseNo: row.caseNo,
    clock: move.party === null ? move.title : `${move.title}（${move.party}）`,
    clockHref: `/cases/${encodeURIComponent(row.matterId)}/clocks/${encodeURIComponent(move.code)}`,
    old: datesInWords(move.old), new: datesInWords(move.new), why: move.why, overdueAtOnce: move.overdueAtOnce,
    applied: row.appliedAt !== null,
  }));
}

export interface ChangeView {
  change: StoredChange;
  rows: readonly ImpactRow[];
  /** What happened since the list was made; null where nothing did. */
  drift: Drift | null;
  /** Address of the next page of the list, or empty. */
  nextHref: string;
  personId: string;
  mayChange: boolean;
  commandId: string;
  /** Why the last step was refused, or empty. */
  refused: string;
}

/** `新登记 2 起、有新进展 1 起`, or empty. */
const driftInWords = (drift: Drift | null): string => (drift === null ? '' : [
  ...(drift.opened ? [`新登记 ${drift.opened} 起`] : []), ...(drift.closed ? [`结案 ${drift.closed} 起`] : []),
  ...(drift.moved ? [`有新进展 ${drift.moved} 起`] : []),
].join('、'));

export function ruleChangePage({ change, rows, drift, nextHref, personId, mayChange, commandId, refused }: ChangeView) {
  const steps = mayChange ? openSteps(change, personId).filter((step) => step !== 'recompute' || drift !== null) : [];
  const waitsForOther = change.state === 'computed' && !steps.includes('approve');
  return {
    name: changeName(change), title: change.title, state: CHANGE_STATE_WORDS[change.state], reason: change.reason, refused,
    draftedBy: who(change.draftedBy), draftedAt: formatMoment(change.draftedAt), approvedBy: who(change.approvedBy),
    approvedAt: change.approvedAt === null ? '' : formatMoment(change.approvedAt), appliedBy: who(change.appliedBy),
    appliedAt: change.appliedAt === null ? '' : formatMoment(change.appliedAt),
    figures: change.impact === null ? null : change.impact, drift: driftInWords(drift),
    computedAt: change.impact?.computedAt === undefined ? '' : formatMoment(change.impact.computedAt), seal: change.sha256.slice(0, 8),
    waiting: waitsForOther ? (mayChange ? '您起草的变更须由另一人批准。' : '须由安委办或应急管理部门的另一人批准。') : '',
    action: hrefOf(change.id), commandId, impactSha256: change.impact?.sha256 ?? '',
    steps: steps.map((step) => ({ step, word: STEP_WORDS[step], primary: step === 'approve' || step === 'apply' })),
    lines: rows.flatMap(movedLines), nextHref, sheetHref: rows.length > 0 ? `${hrefOf(change.id)}/impact.xlsx` : '',
  };
}
