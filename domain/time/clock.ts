import type { Instant, PlainDate } from './instant';
import type { BodyRef } from '../organisation/body';
import type { ProofStep } from './proof';

export type ClockState = 'pending' | 'paused' | 'met' | 'met-late' | 'overdue' | 'void';
const RUNNING: readonly ClockState[] = ['pending', 'paused', 'overdue'];
export const isRunning = ({ state }: { state: ClockState }): boolean => RUNNING.includes(state);

/** Why a limit no longer applies: in a word, and as a sentence. */
export const VOID_REASONS = {
  'not-requested': { word: '未申请', text: '期限届满，没有提出申请，权利不再行使' },
  reconsidered: { word: '已申请复议', text: '已经申请行政复议，起诉的期限改自收到复议决定起算，须另行推算' },
  litigated: { word: '已起诉', text: '已经提起行政诉讼，不再另行申请行政复议' },
  paid: { word: '已缴款', text: '当事人已经缴款，不再需要申请强制执行' },
  unrecorded: { word: '没有提交日期', text: '没有记录提交调查报告的日期，是否按期无从判断' },
  lifted: { word: '已解除', text: '停止供电的措施已经解除，不再需要通知' },
} as const;
export type VoidReason = keyof typeof VOID_REASONS;

/** A moment at which a clock does something: tells somebody, or becomes late. */
export interface Threshold {
  kind: 'opens' | 'reminder' | 'due' | 'escalation';
  /** Position within its kind, counted from 0 in order of time. */
  index: number;
  /** The legal instant of the threshold; reminders lie in working hours and are spread by case. */
  at: Instant;
  /** Who is told, in order. */
  to: BodyRef[];
}

/** One legal limit of one case, as derived from facts, rules and calendar at a given instant. Plain JSON. */
export interface Clock {
  /** Code of the pack row, with `@party` where the row runs per party. */
  code: string;
  party: string | null;
  /** The obligation in the office's words, from the pack. */
  title: string;
  triggeredAt: Instant;
  opensOn: PlainDate | null;
  /** Last day in time; null for limits in hours. */
  dueDate: PlainDate | null;
  /** First instant at which it is late (hours: the last instant in time); null where the row only opens. */
  dueAt: Instant | null;
  state: ClockState;
  voidReason: VoidReason | null;
  metAt: Instant | null;
  lateByMs: number | null;
  /** True when it consulted a calendar year that is not published yet. */
  provisional: boolean;
  cite: string[];
  /** Remark of the pack row on how certain the rule is, where it says so. */
  note: string | null;
  proof: ProofStep[];
  /** The process that watches it while open. */
  process: string;
  /** Who has to act. */
  owner: BodyRef;
  /** The act that meets it, where one does. */
  metBy: string | null;
  thresholds: Threshold[];
}

/** A limit as far as its dates and their reasons go: what two laws are compared by. */
export type Limit = Omit<Clock, 'thresholds'>;
