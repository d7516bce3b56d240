import type { Grade } from '../vocabulary/grade';
import type { Level } from '../organisation/level';
import type { BodyKind } from '../organisation/body';
import type { Length, LevelExpression, RowHead } from './row-head';

/** Row kinds that say who takes part, who reviews, who lists, what becomes public, and what recurs. */

/** `superior`: one level above the body that investigates. */
export type PlaceLevel = LevelExpression | 'superior';
export interface PlaceOfBody {
  kind: BodyKind;
  level: PlaceLevel;
}

export const STAGE_SCOPES = { always: '所有案件', supervised: '挂牌督办的案件' } as const;
/** One look at the report before it is approved. `stage` is the name that a `review-opinion` gives. */
export interface ReviewStage {
  stage: string;
  title: string;
  body: PlaceOfBody;
}
/** Reviews before approval, in the order in which they have to be done. */
export interface ReviewChainRow extends RowHead {
  kind: 'review-chain';
  title: string;
  scope: keyof typeof STAGE_SCOPES;
  grades?: Grade[] | undefined;
  stages: ReviewStage[];
}

export const PARTIES = {
  procuratorate: '检察机关', 'supervisory-commission': '监察机关', justice: '司法行政部门', 'public-security': '公安机关',
  'team-leader': '调查组组长',
} as const;
export const PARTY_ROLES = {
  member: '派员为调查组成员', invited: '应当邀请派员参加', joins: '邀请参加调查', intervenes: '邀请介入调查', notified: '通知派员参加',
  joint: '联合调查', parallel: '另行成立审查调查组，与事故调查并行', advises: '提供执法意见', copied: '抄送', leads: '对调查负责',
} as const;
export const PARTY_OCCASIONS = {
  every: '所有事故', 'liability-accident': '确认为责任事故的', 'complex-case': '重大复杂案件', 'crime-clue': '发现犯罪线索的',
} as const;
export interface PartyRoleRow extends RowHead {
  kind: 'party-role';
  party: keyof typeof PARTIES;
  role: keyof typeof PARTY_ROLES;
  occasion: keyof typeof PARTY_OCCASIONS;
}

export const PUBLIC_SUBJECTS = {
  report: '事故调查报告', outcome: '事故调查处理情况', penalty: '行政处罚决定',
  evaluation: '整改落实评估结果', supervision: '挂牌督办情况', 'major-accident': '重大以上事故的处置和调查情况', violation: '违法记录',
} as const;
export interface PublicityRow extends RowHead {
  kind: 'publicity';
  subject: keyof typeof PUBLIC_SUBJECTS;
  /** From the decision on; absent where the source only says “及时”. */
  within?: Length | undefined;
  grades?: Grade[] | undefined;
  channel?: string | undefined;
}

export const LISTED_MATTERS = { 'case-supervision': '事故查处挂牌督办', 'hazard-supervision': '重大隐患挂牌督办', elevation: '提级调查' } as const;
/** Who lists a matter for supervision, or takes it up, and which ones. The conditions themselves are trigger rows. */
export interface ListerRow extends RowHead {
  kind: 'lister';
  matter: keyof typeof LISTED_MATTERS;
  /** Which matters, in the words of the office. */
  scope: string;
  body: PlaceOfBody;
  /** Whose consent it takes. */
  consent?: { kind: BodyKind; level: Level } | undefined;
}

export const PERIODS = { year: '年', 'half-year': '半年', quarter: '季度', month: '月' } as const;
export const DUTY_SCOPES = { all: '所有事故', typical: '典型事故' } as const;
/** What somebody has to do again and again, by a day of the year, or after something happened. */
export interface DutyRow extends RowHead {
  kind: 'duty';
  title: string;
  /** As the source calls them: party committees and townships are no bodies of a case. */
  who: string;
  times?: { per: keyof typeof PERIODS; atLeast: number } | undefined;
  /** Last day of each year, `MM-DD`, included. `02-29` is the last of February, also in common years. */
  by?: string | undefined;
  /** Last day of each month, included. */
  dayOfMonth?: number | undefined;
  after?: { event: string; length: Length } | undefined;
  scope?: keyof typeof DUTY_SCOPES | undefined;
}

export type LocalRow = ReviewChainRow | PartyRoleRow | PublicityRow | ListerRow | DutyRow;
