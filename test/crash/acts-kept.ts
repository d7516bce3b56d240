import { verifyChain } from '../../prisma/repositories/audit-chain';
import type { Database } from '../../prisma/repositories/database';
import { refold } from '../support/refold';
import type { Diary } from './crowd';

/** What the record has of what people were promised. All but the first three counts are 0 where nothing went wrong. */
export interface ActsKept {
  acknowledged: number;
  matters: number;
  entries: number;
  /** Acknowledged, and not in the record. */
  lost: number;
  /** In the record more than once, under one command id. */
  doubled: number;
  /** Acknowledged with another version than the record gives, or refused and yet in the record. */
  answersOff: number;
  brokenChains: number;
  /** Matters whose stored events do not fold into their stored state. */
  unfolded: number;
}

/** Each command writes exactly one of these. */
const FIRST_EVENTS = ['case-registered', 'act-done', 'counts-recorded'];

interface Written { matterId: string; commandId: string; version: number | null; events: number }

const writtenOf = ({ sql }: Database, matters: readonly string[]): Promise<Written[]> => sql<Written[]>`
  SELECT c.matter_id AS "matterId", c.command_id AS "commandId", (c.outcome->>'version')::int AS version,
    (SELECT count(*)::int FROM event e WHERE e.matter_id = c.matter_id AND e.command_id = c.command_id AND e.type = ANY(${FIRST_EVENTS})) AS events
  FROM command c WHERE c.matter_id = ANY(${[...matters]})`;

export async function actsKept(db: Database, { acknowledged, refused }: Diary): Promise<ActsKept> {
  const matters = [...new Set(acknowledged.map(({ matterId }) => matterId))];
  const key = ({ matterId, commandId }: { matterId: string; commandId: string }): string => `${matterId} ${commandId}`;
  const rows = await writtenOf(db, matters);
  const written = new Map(rows.map((row) => [key(row), row]));
  const chains = await Promise.all(matters.map((matterId) => verifyChain(db, matterId)));
  let unfolded = 0;
  for (const matterId of matters) unfolded += await refold(db, [matterId]).then((held) => 1 - held, () => 1);
  return {
    acknowledged: acknowledged.length, matters: matters.length, entries: chains.reduce((sum, { entries }) => sum + entries, 0),
    lost: acknowledged.filter((one) => (written.get(key(one))?.events ?? 0) === 0).length,
    doubled: rows.filter(({ events }) => events > 1).length,
    answersOff: acknowledged.filter((one) => written.get(key(one))?.version !== one.version).length
      + refused.filter((one) => (written.get(key(one))?.events ?? 0) > 0).length,
    brokenChains: chains.filter(({ ok }) => !ok).length, unfolded,
  };
}
