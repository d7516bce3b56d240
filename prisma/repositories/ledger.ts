import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import type { CommandOutcome } from '../../domain/kernel/snapshot';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import type { Database } from './database';
import { parseOutcome } from './shapes/actor-shape';
import { parseClock } from './shapes/case-shape';
import { readCaseEvent } from './shapes/read-event';

/** What a case went through, as rows in the order of their legal instants. */

export interface LedgerEvent {
  at: Instant;
  recordedAt: Instant;
  event: CaseEvent;
}

export interface LedgerNotice {
  at: Instant;
  kind: string;
  clockCode: string | null;
  title: string;
  text: string;
  body: string;
  deliveredAt: Instant | null;
}

export interface LedgerRefusal {
  at: Instant;
  command: string;
  outcome: CommandOutcome;
}

export interface LedgerSource {
  title: string;
  closedAt: Instant | null;
  events: LedgerEvent[];
  notices: LedgerNotice[];
  refusals: LedgerRefusal[];
  /** Every clock the case ever had, as last derived, in the order of their triggers. */
  clocks: Clock[];
  openTasks: { body: string; title: string; dueAt: Instant | null }[];
}

export async function ledgerOf(db: Database, matterId: string): Promise<LedgerSource> {
  const { client } = db;
  const [matter, events, notices, refused, tasks, bodies, clocks] = await Promise.all([
    client.matter.findUniqueOrThrow({ where: { id: matterId }, select: { title: true, closedAt: true } }),
    client.event.findMany({ where: { matterId }, orderBy: [{ at: 'asc' }, { seq: 'asc' }] }),
    client.notice.findMany({ where: { matterId }, orderBy: [{ at: 'asc' }, { id: 'asc' }] }),
    client.command.findMany({ where: { matterId, outcome: { path: ['outcome'], equals: 'refused' } }, orderBy: { at: 'asc' } }),
    client.task.findMany({ where: { matterId, state: 'open' }, orderBy: { createdAt: 'asc' } }),
    client.body.findMany({ select: { id: true, name: true } }),
    client.clock.findMany({ where: { matterId }, select: { body: true } }),
  ]);
  const names = new Map(bodies.map((body) => [body.id, body.name]));
  const nameOf = (id: string): string => names.get(id) ?? id;
  return {
    title: matter.title, closedAt: matter.closedAt?.getTime() ?? null,
    events: events.map((row) => ({
      at: row.at.getTime(), recordedAt: row.recordedAt.getTime(), event: readCaseEvent(row),
    })),
    notices: notices.map((row) => ({
      at: row.at.getTime(), kind: row.kind, clockCode: row.clockCode, title: row.title, text: row.text,
      body: nameOf(row.bodyId), deliveredAt: row.deliveredAt?.getTime() ?? null,
    })),
    refusals: refused.map((row) => ({ at: row.at.getTime(), command: row.name, outcome: parseOutcome(row.outcome, matterId) })),
    clocks: clocks.map((row) => parseClock(row.body, matterId)).sort((a, b) => a.triggeredAt - b.triggeredAt || a.code.localeCompare(b.code, 'en')),
    openTasks: tasks.map((row) => ({ body: nameOf(row.bodyId), title: row.title, dueAt: row.dueAt?.getTime() ?? null })),
  };
}
