import type { ChangeSubject } from '../../domain/rule-change/change';
import { Prisma } from '../generated/client';
import type { Database } from './database';
import { OPEN } from './impact-list';

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
