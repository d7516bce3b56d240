import type { ChangeSubject } from '../../domain/rule-change/change';
import type { MovedClock } from '../../domain/time/moves';
import { Prisma } from '../generated/client';
import type { Database } from './database';
import { OPEN_MATTERS } from './impact-list';
import { parseConfirmed, parseMoves } from './shapes/change-shape';
import { visibleTo, type Viewer } from './viewer';

/** The impact list as people read it, and whether it still says how things are. */

const OPEN = Prisma.raw(OPEN_MATTERS);

export interface ImpactRow {
  matterId: string;
  title: string;
  caseNo: string;
  choice: 'adopts' | 'keeps';
  moves: MovedClock[];
  confirmed: string[];
  appliedAt: number | null;
}

/**
 * The list as people read it, matters with moving clocks in front. `onlyMoved` leaves the others out; a viewer sees the
 * matters he may see, an operator (`null`) all of them.
 */
export async function impactRows(
  db: Database, changeId: string, viewer: Viewer | null, page: { onlyMoved: boolean; limit: number; offset: number },
): Promise<ImpactRow[]> {
  const rows = await db.client.$queryRaw<(Omit<ImpactRow, 'moves' | 'confirmed'> & { moves: unknown; confirmed: unknown })[]>`
    SELECT i.matter_id AS "matterId", m.title, m.case_no AS "caseNo", i.choice, i.moves, i.confirmed,
      (extract(epoch FROM i.applied_at) * 1000)::float8 AS "appliedAt"
    FROM rule_change_item i JOIN matter m ON m.id = i.matter_id
    WHERE i.change_id = ${changeId} AND (NOT ${page.onlyMoved} OR i.moves <> '[]')
      AND ${viewer === null ? Prisma.sql`true` : visibleTo(viewer)}
    ORDER BY (i.moves = '[]'), (i.confirmed = '[]'), i.matter_id LIMIT ${page.limit} OFFSET ${page.offset}`;
  return rows.map((row) => ({ ...row, moves: parseMoves(row.moves, row.matterId), confirmed: parseConfirmed(row.confirmed, row.matterId) }));
}

/** How far open matters have moved on since the impact list of a change was made. */
export interface Drift {
  /** Open, and not in the list. */
  opened: number;
  /** In the list, and closed since. */
  closed: number;
  /** In the list as taking the change over, with newer events. */
  moved: number;
}

/** Whether a change speaks of a matter at all: a pack that it does not use is nothing to it. */
const concerned = ({ kind, subject }: Pick<ChangeSubject, 'kind' | 'subject'>): Prisma.Sql =>
  (kind === 'calendar' ? OPEN : Prisma.sql`${OPEN} AND m.packs @> ${JSON.stringify([{ id: subject }])}::jsonb`);

/** Null where the list still says how things are. */
export async function driftOf(db: Database, change: Pick<ChangeSubject, 'kind' | 'subject'> & { id: string }): Promise<Drift | null> {
  const [row] = await db.client.$queryRaw<Drift[]>`
    SELECT count(*) FILTER (WHERE i.matter_id IS NULL)::int AS opened,
      count(*) FILTER (WHERE i.matter_id IS NOT NULL AND m.closed_at IS NOT NULL)::int AS closed,
      count(*) FILTER (WHERE m.closed_at IS NULL AND i.choice = 'adopts' AND i.version < m.version)::int AS moved
    FROM matter m LEFT JOIN rule_change_item i ON i.change_id = ${change.id} AND i.matter_id = m.id
    WHERE i.matter_id IS NOT NULL OR (${concerned(change)})`;
  return row && row.opened + row.closed + row.moved > 0 ? row : null;
}
