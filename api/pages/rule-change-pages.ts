import type { PersonActor } from '../../domain/rule-change/change';
import { openSteps } from '../../domain/rule-change/decide';
import { CHANGE_STATE_WORDS, changeName, datesInWords } from '../../domain/rule-change/words';
import type { ImpactRow } from '../../prisma/repositories/impact-list';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import { longDateTime } from '../../templates/format';

/** 规则变更: the list, and one change with every running limit that it moves. */

const who = (actor: PersonActor | null): string => (actor === null ? '' : `${actor.bodyName} ${actor.name}`);
const hrefOf = (id: string): string => `/rule-changes/${encodeURIComponent(id)}`;

export const ruleChangesPage = (changes: readonly StoredChange[]) => ({
  changes: changes.map((change) => ({
    href: hrefOf(change.id), name: changeName(change), title: change.title, state: CHANGE_STATE_WORDS[change.state],
    draftedBy: who(change.draftedBy), draftedAt: longDateTime(change.draftedAt), approvedBy: who(change.approvedBy),
    moved: change.impact === null ? '' : String(change.impact.movedClocks),
  })),
});

const STEP_WORDS = { approve: '批准这份影响清单', apply: '实施到全部在办案件', withdraw: '撤回变更' } as const;
function linesOf(row: ImpactRow) {
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
  /** Address of the next page of the list, or empty. */
  nextHref: string;
  personId: string;
  mayChange: boolean;
  commandId: string;
  /** Why the last step was refused, or empty. */
  refused: string;
}

export function ruleChangePage({ change, rows, nextHref, personId, mayChange, commandId, refused }: ChangeView) {
  const steps = mayChange ? openSteps(change, personId) : [];
  const waitsForOther = change.state === 'computed' && !steps.includes('approve');
  return {
    name: changeName(change), title: change.title, state: CHANGE_STATE_WORDS[change.state], reason: change.reason, refused,
    draftedBy: who(change.draftedBy), draftedAt: longDateTime(change.draftedAt), approvedBy: who(change.approvedBy),
    approvedAt: change.approvedAt === null ? '' : longDateTime(change.approvedAt), appliedBy: who(change.appliedBy),
    appliedAt: change.appliedAt === null ? '' : longDateTime(change.appliedAt),
    figures: change.impact === null ? null : change.impact, seal: change.sha256.slice(0, 8),
    waiting: waitsForOther ? (mayChange ? '您起草的变更须由另一人批准。' : '须由安委办或应急管理部门的另一人批准。') : '',
    action: hrefOf(change.id), commandId, impactSha256: change.impact?.sha256 ?? '',
    steps: steps.map((step) => ({ step, word: STEP_WORDS[step], primary: step !== 'withdraw' })),
    lines: rows.flatMap(linesOf), nextHref,
  };
}
