import type { Ball } from '../../domain/kinds/accident-case/ball';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import type { RefusalCode } from '../../domain/kernel/refusals';
import type { CalendarPin, PackPin } from '../../domain/rule-pack/types';
import type { Database } from './database';
import { parseBall, parseBlocked, parseCalendars, parsePacks, parseState } from './shapes/case-shape';

export interface StoredCase {
  state: CaseState;
  ball: Ball | null;
  packs: PackPin[];
  calendars: CalendarPin[];
  shiftMs: number;
}

/** The folded case, for reading only. @throws Error when there is no such case */
export async function caseOf(db: Database, matterId: string): Promise<StoredCase> {
  const found = await findCaseState(db, matterId);
  if (!found) throw new Error(`no matter ${matterId} in the record`);
  return found;
}

export async function findCaseState(db: Database, matterId: string): Promise<StoredCase | null> {
  const row = await db.client.matter.findUnique({
    where: { id: matterId }, select: { state: true, ball: true, packs: true, calendars: true, shiftMs: true },
  });
  return row && {
    state: parseState(row.state, matterId), ball: parseBall(row.ball, matterId), packs: parsePacks(row.packs, matterId),
    calendars: parseCalendars(row.calendars, matterId), shiftMs: Number(row.shiftMs),
  };
}

/** Acts refused now, with their codes; empty where there is no such case. */
export async function blockedActsOf(db: Database, matterId: string): Promise<Record<string, RefusalCode>> {
  const row = await db.client.matter.findUnique({ where: { id: matterId }, select: { blocked: true } });
  return row ? parseBlocked(row.blocked, matterId) : {};
}
