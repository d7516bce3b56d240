import type { Instant } from '../../time/instant';

/** Why a notice that was sent is withdrawn, and how pages and inboxes mark it. */
export const WITHDRAWALS = {
  'met-in-time': '事后登记，已按期',
  'done-before': '事后登记，当时已办结',
  'not-late': '事后登记，当时未逾期',
} as const;
export type WithdrawalReason = keyof typeof WITHDRAWALS;

/** Which notices of a case are withdrawn: those of this clock and kind that bear this legal instant. */
export interface NoticeWithdrawal {
  clockCode: string;
  kind: 'due' | 'escalation';
  at: Instant;
  /** Chinese, as shown. */
  reason: string;
}
