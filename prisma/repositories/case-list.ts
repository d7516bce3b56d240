import type { Grade } from '../../domain/vocabulary/grade';
import type { Industry } from '../../domain/vocabulary/industry';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import { Prisma } from '../generated/client';
import type { Database } from './database';
import { type StoredBall, parseBall, parseClock, parseGrade, parseIndustry } from './shapes/case-shape';
import { regionPrefix, visibleTo, type Viewer } from './viewer';

/** 督办台账: filtered, sorted, one page at a time by keyset, so that page 1,000 costs what page 1 costs. */

export const LIGHT_RANKS = ['overdue', 'soon', 'paused', 'running', 'waiting', 'done'] as const;
export type CaseLightName = (typeof LIGHT_RANKS)[number];

export const CASE_SORTS = ['urgent', 'newest', 'oldest', 'gravest'] as const;
export type CaseSort = (typeof CASE_SORTS)[number];

export interface CaseFilter {
  light: CaseLightName | null;
  grade: Grade | null;
  /** Code of a region; everything below it is meant too. */
  region: string | null;
  industry: Industry | null;
  phase: string | null;
  /** Part of the title, the case number, the unit or the place. */
  text: string | null;
}

export interface Cursor { key: string; id: string }

export interface CaseListRow {
  id: string;
  title: string;
  caseNo: string;
  regionCode: string;
  industry: Industry;
  grade: Grade;
  phase: string;
  light: CaseLightName;
  demo: boolean;
  occurredAt: Instant;
  shiftMs: number;
  ball: StoredBall | null;
  clocks: Clock[];
}

export interface CaseListPage {
  rows: CaseListRow[];
  next: Cursor | null;
  /** Matching cases per light, the light filter itself left out. */
  counts: Record<CaseLightName, number>;
}

/** Rank of one clock's light: the SQL twin of `lightOf` in templates/lights.ts; a test holds the two together. */
const CLOCK_RANK = Prisma.sql`case
  when c.state in ('met', 'met-late', 'void') then null
  when c.state = 'overdue' then 0
  when c.state = 'paused' then 2
  when c.body->>'opensOn' is not null
    and m.now < ((c.body->>'opensOn')::date)::timestamp at time zone 'Asia/Shanghai' then 4
  when c.due_at is null then 3
  when m.now >= c.due_at then 0
  when m.now >= coalesce(
    (select to_timestamp(min((t->>'at')::float8) / 1000) from jsonb_array_elements(c.body->'thresholds') t
      where t->>'kind' = 'reminder'),
    c.due_at - (c.due_at - to_timestamp((c.body->>'triggeredAt')::float8 / 1000)) * 0.2) then 1
  else 3 end`;

const GRADE_RANK = Prisma.sql`array_position(array['general', 'larger', 'major', 'extraordinary'], m.grade)`;
const OCCURRED_MS = Prisma.sql`(extract(epoch from m.occurred_at) * 1000)::bigint`;

/** One ascending number per row, so that every order pages by the same comparison `(key, id) > (key, id)`. */
const SORT_KEYS: Record<CaseSort, Prisma.Sql> = {
  urgent: Prisma.sql`m.rank * 1000000000000000 + coalesce((extract(epoch from m.next_due) * 1000)::bigint, 900000000000000)`,
  newest: Prisma.sql`-${OCCURRED_MS}`,
  oldest: OCCURRED_MS,
  gravest: Prisma.sql`-(${GRADE_RANK} * 1000000000000000) - ${OCCURRED_MS}`,
};

function conditions(viewer: Viewer, filter: CaseFilter): Prisma.Sql {
  const all = [Prisma.sql`m.kind = 'accident-case'`, visibleTo(viewer)];
  if (filter.grade !== null) all.push(Prisma.sql`m.grade = ${filter.grade}`);
  if (filter.phase !== null) all.push(Prisma.sql`m.phase = ${filter.phase}`);
  if (filter.region !== null) all.push(Prisma.sql`m.region_code like ${`${regionPrefix(filter.region)}%`}`);
  if (filter.industry !== null) all.push(Prisma.sql`m.state #>> '{facts,accident,industry}' = ${filter.industry}`);
  if (filter.text !== null) {
    const like = `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
    all.push(Prisma.sql`(m.title ilike ${like} or m.case_no ilike ${like}
      or m.state #>> '{facts,accident,unit}' ilike ${like} or m.state #>> '{facts,accident,place}' ilike ${like})`);
  }
  return Prisma.join(all, ' and ');
}

/** All matching cases with their light; `now` is the wall clock, every case adds its own shift. */
const lit = (viewer: Viewer, filter: CaseFilter, now: Instant): Prisma.Sql => Prisma.sql`
  select m.*, case when m.closed_at is not null then 5 else coalesce(l.rank, 3) end as rank, l.next_due
  from (
    select m.*, to_timestamp((${now}::float8 + m.shift_ms) / 1000) as now from matter m where ${conditions(viewer, filter)}
  ) m
  cross join lateral (
    select min(${CLOCK_RANK}) as rank, min(c.due_at) filter (where c.state in ('pending', 'paused', 'overdue')) as next_due
    from clock c where c.matter_id = m.id and c.live and c.body->>'metBy' is not null
  ) l`;

interface RawRow {
  id: string; title: string; case_no: string; region_code: string; industry: string; grade: string; phase: string;
  rank: number; demo: boolean; occurred_ms: number; shift_ms: bigint; ball: unknown; key: bigint;
}

async function clocksOf(db: Database, ids: string[]): Promise<Map<string, Clock[]>> {
  const rows = await db.client.clock.findMany({ where: { matterId: { in: ids }, live: true }, select: { matterId: true, body: true } });
  const byCase = new Map<string, Clock[]>();
  for (const row of rows) byCase.set(row.matterId, [...(byCase.get(row.matterId) ?? []), parseClock(row.body, row.matterId)]);
  return byCase;
}

function toRow(raw: RawRow, clocks: Clock[]): CaseListRow {
  return {
    id: raw.id, title: raw.title, caseNo: raw.case_no, regionCode: raw.region_code, industry: parseIndustry(raw.industry, raw.id),
    grade: parseGrade(raw.grade, raw.id), phase: raw.phase, light: LIGHT_RANKS[raw.rank] ?? 'running', demo: raw.demo,
    occurredAt: raw.occurred_ms, shiftMs: Number(raw.shift_ms), ball: parseBall(raw.ball, raw.id), clocks,
  };
}

/**
 * One page of the ledger as `viewer` may see it.
 * @param now wall clock; `after` the cursor of the page before, null for the first; `limit` rows at most.
 */
export async function listCases(db: Database, viewer: Viewer, query: {
  filter: CaseFilter; sort: CaseSort; after: Cursor | null; limit: number; now: Instant;
}): Promise<CaseListPage> {
  const { filter, sort, after, limit, now } = query;
  const lightIs = filter.light === null ? Prisma.sql`true` : Prisma.sql`m.rank = ${LIGHT_RANKS.indexOf(filter.light)}`;
  const isAfter = after === null ? Prisma.sql`true` : Prisma.sql`(k.key, k.id) > (${BigInt(after.key)}, ${after.id})`;
  const [raw, tallies] = await Promise.all([
    db.client.$queryRaw<RawRow[]>`
      select k.* from (
        select m.id, m.title, m.case_no, m.region_code, m.state #>> '{facts,accident,industry}' as industry, m.grade,
          m.phase, m.rank, m.demo, ${OCCURRED_MS}::float8 as occurred_ms, m.shift_ms, m.ball,
          (${SORT_KEYS[sort]})::bigint as key
        from (${lit(viewer, filter, now)}) m where ${lightIs}
      ) k where ${isAfter} order by k.key, k.id limit ${limit + 1}`,
    db.client.$queryRaw<{ rank: number; count: number }[]>`
      select m.rank, count(*)::int as count from (${lit(viewer, filter, now)}) m group by m.rank`,
  ]);
  const page = raw.slice(0, limit);
  const clocks = await clocksOf(db, page.map((row) => row.id));
  const last = page.at(-1);
  return {
    rows: page.map((row) => toRow(row, clocks.get(row.id) ?? [])),
    next: raw.length > limit && last ? { key: String(last.key), id: last.id } : null,
    counts: Object.fromEntries(LIGHT_RANKS.map((name, rank) =>
      [name, tallies.find((tally) => tally.rank === rank)?.count ?? 0])) as Record<CaseLightName, number>,
  };
}
