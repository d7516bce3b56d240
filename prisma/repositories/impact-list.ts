import type { ImpactFigures } from '../../domain/rule-change/change';
import type { Facts } from '../../domain/kinds/accident-case/facts';
import type { ClockImpact, MovedClock } from '../../domain/time/moves';
import type { CalendarPin, PackPin } from '../../domain/rule-pack/types';
import { copyInto } from './copy';
import type { Database } from './database';
import { json } from './rows';
import { parseCalendars, parseFacts, parsePacks } from './shapes/case-shape';
import { inBulkTransaction, type Reader, type Tx } from './transaction';

/** The impact list of a rule change: one row an open matter. Set-based; only matters that can move are read with their facts. */

/** Open matters that are reckoned by the same texts. */
export interface PinGroup {
  packs: PackPin[];
  calendars: CalendarPin[];
  matters: number;
}

/** Which `matter m` a change of law can concern. */
export const OPEN_MATTERS = "m.kind = 'accident-case' AND m.closed_at IS NULL";
const ofGroup = (sql: Reader, { packs, calendars }: Pick<PinGroup, 'packs' | 'calendars'>) =>
  sql`m.packs = ${json(packs)}::text::jsonb AND m.calendars = ${json(calendars)}::text::jsonb`;

/** How the error names what all of a group share. */
const IN_HAND = '（在办）';

export async function openPinGroups({ sql }: Database): Promise<PinGroup[]> {
  const rows = await sql<{ packs: unknown; calendars: unknown; matters: number }[]>`
    SELECT m.packs, m.calendars, count(*)::int AS matters FROM matter m WHERE ${sql.unsafe(OPEN_MATTERS)} GROUP BY 1, 2 ORDER BY 3 DESC`;
  return rows.map(({ packs, calendars, matters }) => ({ packs: parsePacks(packs, IN_HAND), calendars: parseCalendars(calendars, IN_HAND), matters }));
}

/** A row for every open matter of the group that has none yet: opened since the list was made. */
export const addItems = async ({ sql }: Database, changeId: string, group: PinGroup): Promise<void> => {
  await sql`
    INSERT INTO rule_change_item (change_id, matter_id, choice, moves, confirmed)
    SELECT ${changeId}, m.id, 'adopts', '[]', '[]' FROM matter m WHERE ${sql.unsafe(OPEN_MATTERS)} AND ${ofGroup(sql, group)}
    ON CONFLICT DO NOTHING`;
};

/** Which matters can be concerned at all, told from their stored clocks. */
export interface Filter {
  /** Row codes whose clocks can move. */
  codes: string[];
  /** Clocks only begin or cease to exist: stored ones tell nothing. */
  everywhere: boolean;
  /** Only clocks that run through this year; null where dates do not matter. */
  year: number | null;
  /** Also clocks that have ended: they must be kept from being judged anew. */
  ended: boolean;
}

/** A limit counts days between its trigger and its last day, in whichever order; a paused one may have moved since it was stored. */
function through(sql: Reader, year: number) {
  const trigger = sql`(to_timestamp((c.body->>'triggeredAt')::float8 / 1000) AT TIME ZONE 'Asia/Shanghai')::date`;
  return sql`(c.state = 'paused' OR c.due_date IS NULL
    OR (least(c.due_date, ${trigger}) <= ${`${year}-12-31`}::text::date AND greatest(c.due_date, ${trigger}) >= ${`${year}-01-01`}::text::date))`;
}

/**
 * One row, `found`, for a `matter m` that can be concerned, and none for another. Lateral with a limit: as a condition
 * the planner reads every clock there is, once a page.
 */
function concerned(sql: Reader, { codes, everywhere, year, ended }: Filter) {
  if (everywhere) return sql`LATERAL (SELECT true AS found)`;
  return sql`LATERAL (SELECT true AS found FROM clock c
    WHERE c.matter_id = m.id AND c.live AND split_part(c.code, '@', 1) = ANY(${codes}::text[])
      AND ${ended ? sql`true` : sql`c.state IN ('pending', 'paused', 'overdue')`}
      AND ${year === null ? sql`true` : through(sql, year)} LIMIT 1)`;
}

export interface ListedMatter {
  id: string;
  /** Number of its newest event: tells later whether the matter has moved on since. */
  version: number;
  /** Null where it cannot be concerned. */
  facts: Facts | null;
  shiftMs: number;
}

/** Matters of the group, a page at a time in the order of their ids. */
export async function listedMatters({ sql }: Database, group: PinGroup, filter: Filter, after: string, limit: number): Promise<ListedMatter[]> {
  const rows = await sql<(Omit<ListedMatter, 'facts'> & { facts: unknown })[]>`
    SELECT m.id, m.version, CASE WHEN k.found THEN m.state->'facts' END AS facts, m.shift_ms::float8 AS "shiftMs"
    FROM (SELECT * FROM matter m WHERE ${sql.unsafe(OPEN_MATTERS)} AND m.id > ${after} AND ${ofGroup(sql, group)} ORDER BY m.id LIMIT ${limit}) m
    LEFT JOIN ${concerned(sql, filter)} k ON true ORDER BY m.id`;
  return rows.map((row) => ({ ...row, facts: row.facts === null ? null : parseFacts(row.facts, row.id) }));
}

/** Which of these matters can be concerned. */
export async function concernedOf(tx: Tx, ids: readonly string[], filter: Filter): Promise<Set<string>> {
  const rows = await tx<{ id: string }[]>`SELECT m.id FROM matter m CROSS JOIN ${concerned(tx, filter)} k WHERE m.id = ANY(${[...ids]}::text[])`;
  return new Set(rows.map(({ id }) => id));
}

export interface Item extends ClockImpact {
  matterId: string;
  version: number;
  choice: 'adopts' | 'keeps';
}

const COLUMNS = ['change_id', 'matter_id', 'version', 'choice', 'moves', 'confirmed'] as const;

/** Puts the whole list in the place of the one before, or leaves that as it is. `items` is read while it is written. */
export const replaceItems = (db: Database, changeId: string, items: () => AsyncIterable<Item>): Promise<void> =>
  inBulkTransaction(db, async (tx) => {
    await tx`DELETE FROM rule_change_item WHERE change_id = ${changeId}`;
    async function* rows() {
      for await (const { matterId, version, choice, moved, confirmed } of items()) {
        yield [changeId, matterId, version, choice, json(moved), json(confirmed)];
      }
    }
    await copyInto(tx, 'rule_change_item', COLUMNS, rows());
    // A worker that was given up for dead must not replace what another has finished meanwhile.
    const waiting = await tx`SELECT FROM rule_change WHERE id = ${changeId} AND state = 'drafted' FOR SHARE`;
    if (waiting.length === 0) throw new Error(`rule change ${changeId} waits for no list`);
  });

/** The list in numbers, with one hash over all of it. */
export async function figuresOf({ sql }: Database, changeId: string): Promise<ImpactFigures> {
  const [row] = await sql<ImpactFigures[]>`
    SELECT count(*)::int AS matters, count(*) FILTER (WHERE choice = 'adopts')::int AS adopting,
      count(*) FILTER (WHERE choice = 'keeps')::int AS keeping, count(*) FILTER (WHERE moves <> '[]')::int AS "movedMatters",
      coalesce(sum(jsonb_array_length(moves)), 0)::int AS "movedClocks",
      count(*) FILTER (WHERE moves = '[]' AND confirmed <> '[]')::int AS "confirmedMatters",
      encode(sha256(coalesce(string_agg(encode(sha256(convert_to(matter_id || choice || moves::text || confirmed::text, 'UTF8')), 'hex'), ''
        ORDER BY matter_id), '')::bytea), 'hex') AS sha256
    FROM rule_change_item WHERE change_id = ${changeId}`;
  if (!row) throw new Error('an aggregate has a row');
  return row;
}

/** The next matters that the change has not reached yet; another worker's are passed over. */
export const nextItems = (tx: Tx, changeId: string, limit: number): Promise<{ matterId: string }[]> => tx<{ matterId: string }[]>`
  SELECT matter_id AS "matterId" FROM rule_change_item WHERE change_id = ${changeId} AND applied_at IS NULL
  ORDER BY matter_id LIMIT ${limit} FOR UPDATE SKIP LOCKED`;

export interface AppliedItem {
  matterId: string;
  choice: 'adopts' | 'keeps';
  moved: readonly MovedClock[];
}

/** Each item with what the change did in the end; the matter may have moved on since the list was made. */
export async function markApplied(tx: Tx, changeId: string, items: readonly AppliedItem[], now: number): Promise<void> {
  const rows = items.map(({ matterId, choice, moved }) => ({ matter_id: matterId, choice, moves: moved }));
  await tx`
    UPDATE rule_change_item SET applied_at = ${new Date(now).toISOString()}::text::timestamptz, choice = r.choice, moves = r.moves
    FROM jsonb_to_recordset(${json(rows)}::text::jsonb) AS r(matter_id text, choice text, moves jsonb)
    WHERE change_id = ${changeId} AND rule_change_item.matter_id = r.matter_id`;
}

export async function itemsLeft({ sql }: Database, changeId: string): Promise<{ left: number; done: number }> {
  const [row] = await sql<{ left: number; done: number }[]>`
    SELECT count(*) FILTER (WHERE applied_at IS NULL)::int AS left, count(*) FILTER (WHERE applied_at IS NOT NULL)::int AS done
    FROM rule_change_item WHERE change_id = ${changeId}`;
  return row ?? { left: 0, done: 0 };
}
