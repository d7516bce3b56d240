import type { Grade } from '../vocabulary/grade';
import type { Industry } from '../vocabulary/industry';
import type { Level } from '../organisation/level';
import type { BodyKind } from '../organisation/body';
import type { VoidReason } from '../time/clock';
import type { PlainDate } from '../time/instant';
import type { ConflictRow } from './conflict';
import type { GateRow } from './gate';
import type { Length, LevelExpression, RowHead } from './row-head';
import type { DutyRow, ListerRow, LocalRow, PartyRoleRow, PublicityRow, ReviewChainRow } from './local-rows';

/**
 * Law as data. A pack is a list of rows of closed kinds; every row names its source. `RuleSet` is what is left after
 * later packs have overridden earlier ones by row code. Plain JSON throughout.
 */

/** Exactly which text decided: id, version and the SHA-256 (hex) of the file's bytes. */
export interface PackPin {
  id: string;
  version: string;
  sha256: string;
  /** Rows that the matter took over from later versions while it ran, oldest version first. */
  adopted?: AdoptedRows[] | undefined;
}

/** Rows of a later version that said they apply to running matters; the rest of the pack stays as pinned. */
export interface AdoptedRows {
  version: string;
  sha256: string;
  rows: string[];
}

/** Year of a pin that means every year without a pin of its own: the calendar that came with the program, as a whole. */
export const EVERY_YEAR = 0;

/** Which text of a calendar year a matter counts by. Old matters without a pin for every year count by what is on board. */
export interface CalendarPin {
  year: number;
  sha256: string;
}

export const GRADED_FIGURES = ['deaths', 'seriousInjuries', 'directLossYuan'] as const;
export type GradedFigure = (typeof GRADED_FIGURES)[number];

/** Least figure that reaches a grade (以上含本数). `deaths` is compared with deaths + missing. */
export interface GradingRow extends RowHead {
  kind: 'grading';
  thresholds: Record<Exclude<Grade, 'general'>, Record<GradedFigure, number>>;
  /** Criteria of an industry that the figures of a case cannot show; a person has to judge them, so they warn. */
  advisories?: { industries: Industry[]; cite: string[]; text: string }[] | undefined;
}

export interface TerminusRow extends RowHead {
  kind: 'report-terminus';
  byGrade: Record<Grade, Level>;
}

export const AGENCIES = ['mine-safety-agency', 'railway-regulator', 'power-regulator', 'maritime-agency'] as const;
export type Investigator = Level | (typeof AGENCIES)[number];

export interface InvestigatorCell {
  investigator: Investigator;
  /** Where it sits in the region tree. */
  level: Level;
  /** The body that leads the team. */
  kind: BodyKind;
}

export interface InvestigatorRow extends RowHead {
  kind: 'investigator';
  byGrade: Record<Grade, InvestigatorCell>;
  /** `from`: first day of accidents for which it holds. */
  exceptions: { industries: Industry[]; from?: PlainDate | undefined; byGrade: Record<Grade, InvestigatorCell>; cite: string[]; note?: string | undefined }[];
}

/** An act with, where given, one of the listed values in a field. */
export interface ActPattern {
  acts: string[];
  by?: string[] | undefined;
  to?: string[] | undefined;
  opinion?: string[] | undefined;
  decision?: string[] | undefined;
  /** Any decision but these; an act that names none fits. */
  exceptDecision?: string[] | undefined;
}

/** Fields of acts that name the instant of an event, and what the event is called. */
export const EVENT_INSTANTS = { hearingAt: '听证', powerCutAt: '停止供电' } as const;
export type EventInstant = keyof typeof EVENT_INSTANTS;

/**
 * `pick` says which of several such acts starts the limit: the first, the latest, or the last one before the act that
 * meets it. `instant` names the field of the act that holds the instant, where it is not the act's own. `lapse`: the end
 * of the limit with that code, where nobody acted in time; its last day is not counted.
 */
export type Trigger =
  | { from: 'accident' }
  | (ActPattern & { from: 'act'; pick: 'first' | 'latest' | 'last-before-met'; instant?: EventInstant | undefined })
  | { from: 'lapse'; clock: string };

/** `pick: first` takes the first such act even if it came before the trigger (reported before being asked). */
export interface MetBy extends ActPattern {
  pick: 'first' | 'first-after-trigger';
}

/** When a row applies. All parts must hold. */
export interface Existence {
  grades?: Grade[] | undefined;
  industries?: Industry[] | undefined;
  exceptIndustries?: Industry[] | undefined;
  /** Reports go at least this far up. */
  terminusAtLeast?: Level | undefined;
  /** The place has all of these levels, or lacks all of those. */
  has?: Level[] | undefined;
  lacks?: Level[] | undefined;
  /** Not where the last determination about this says no. */
  unlessNot?: 'production-accident' | undefined;
  /** The clock with this code has not ended yet. */
  whileOpen?: string | undefined;
  /** None of these acts was done yet. */
  before?: string[] | undefined;
  /** One of these acts was done, on the same party where the row runs per party. */
  done?: string[] | undefined;
}

/** The first variant whose grades and industries fit gives the length. */
export interface LengthVariant {
  grades?: Grade[] | undefined;
  industries?: Industry[] | undefined;
  length?: Length | undefined;
  /** The window opens so long after the trigger. */
  opens?: Length | undefined;
  /** Most days that extensions may add together; 0 where the source knows no extension. */
  extensionCapDays: number;
  /** Replaces the row's source where an industry has its own. */
  cite?: string[] | undefined;
  note?: string | undefined;
}

export interface BodyExpression {
  /** `investigator`: the body that leads the investigation. */
  kind: BodyKind | 'investigator';
  level: LevelExpression;
}

export interface ClockRow extends RowHead {
  kind: 'clock';
  title: string;
  trigger: Trigger;
  met?: MetBy | undefined;
  /**
   * How it ends: by an `act`; by `itself` (met when its time is over, or earlier by the act); by `lapse` (void when
   * nobody acted); `opens`: it only says from when something is allowed.
   */
  ends: 'act' | 'itself' | 'lapse' | 'opens';
  voidReason?: VoidReason | undefined;
  /** Acts that end the limit without meeting it; one that came before its start keeps it from starting. */
  voidBy?: { acts: string[]; reason: VoidReason }[] | undefined;
  when?: Existence | undefined;
  lengths: LengthVariant[];
  direction: 'after' | 'before';
  /** Day 1 of a limit in days: the day after the trigger's, or the trigger's own. */
  startDay: 'next' | 'same';
  roll: 'none' | 'next-working-day';
  /** The act that opens and the act that ends a pause, matched by `name`. */
  pause?: { from: string; to: string; cite: string[] } | undefined;
  /** One clock per party, `code@party`. */
  perParty: boolean;
  /**
   * Acts, the better witness first, that show that the meeting act was done although nobody recorded it: the limit counts as
   * met then if that was in time, and as void (`unrecorded`) if not.
   */
  shownBy?: string[] | undefined;
  /** Only where the meeting act of the limit with that code is on record, or nothing shows it (`shownBy`). */
  needsRecordOf?: string | undefined;
  /** After the last of these acts the limit is another one, which nothing before it bears on. */
  anewAfter?: string[] | undefined;
  /** An act that should have been done before the limit is met; its absence warns. */
  expects?: (ActPattern & { warning: string }) | undefined;
  process: string;
  owner: BodyExpression;
  ladder: string;
}

/** `office`: safety committee office at the owner's level; `superior-office`: one level up (of state: state). */
export const RECEIVERS = ['owner', 'office', 'superior-office'] as const;
export type Receiver = (typeof RECEIVERS)[number];

/** Who is told when. For hour limits `minutes` count from the limit, for others `days` from its last or first late day. */
export interface LadderRow extends RowHead {
  kind: 'ladder';
  hours: {
    /** The first entry whose `upToHours` the limit does not exceed gives the reminders. */
    reminders: { upToHours: number; minutesBefore: number[] }[];
    escalations: { minutesAfter: number; to: Receiver[] }[];
  };
  days: {
    reminders: { upToDays: number | null; daysBefore: number[] }[];
    escalations: { daysAfter: number; to: Receiver[] }[];
  };
  remind: Receiver[];
  due: Receiver[];
}

export interface PackGateRow extends Omit<RowHead, 'note'>, Omit<GateRow, 'stages' | 'grades'> {
  kind: 'gate';
  /** Code of the review chain whose stages the condition asks for. */
  chain?: string | undefined;
}

export type PackRow = GradingRow | TerminusRow | InvestigatorRow | ClockRow | LadderRow | PackGateRow | LocalRow;

export interface Pack {
  id: string;
  version: string;
  title: string;
  status: 'draft' | 'published';
  publishedOn: PlainDate;
  /** Whose rules these are; absent in `national`. `name` is what people call the place, `region` its GB/T 2260 code. */
  locality?: { name: string; region: string } | undefined;
  /**
   * The document behind the pack; null where the text at hand does not say. `notBefore`: it has no date, but names what is
   * dated, so it cannot have been in force before that day.
   */
  source?: {
    title: string; number: string | null; issuedOn: PlainDate | null; notBefore?: PlainDate | undefined; note?: string | undefined;
  } | undefined;
  rows: PackRow[];
}

export interface RuleSet {
  pins: PackPin[];
  /** What the packs say of themselves, in the order of the pins. */
  packs: Pick<Pack, 'id' | 'title' | 'status' | 'locality'>[];
  grading: GradingRow;
  terminus: TerminusRow;
  investigator: InvestigatorRow;
  clocks: ClockRow[];
  ladders: Record<string, LadderRow>;
  gates: GateRow[];
  reviewChains: ReviewChainRow[];
  partyRoles: PartyRoleRow[];
  publicity: PublicityRow[];
  listers: ListerRow[];
  duties: DutyRow[];
  /** Where a later pack and an earlier one say different things, and which of them counts. */
  conflicts: ConflictRow[];
}
