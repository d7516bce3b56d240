import type { Determination } from '../../domain/kinds/accident-case/determinations';
import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import type { Grade } from '../../domain/vocabulary/grade';
import type { Facts } from '../../domain/kinds/accident-case/facts';
import type { Actor } from '../../domain/kernel/actor';
import type { RefusalCode } from '../../domain/kernel/refusals';
import type { CalendarPin, PackPin } from '../../domain/rule-pack/types';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import type { Proposal } from '../../domain/trigger/facts';
import type { StoredFinding } from '../../domain/trigger/stored-finding';
import type { Database } from './database';
import { parseActor } from './shapes/actor-shape';
import {
  type StoredBall, parseBall, parseBlocked, parseCalendars, parseClock, parseGrade, parsePacks, parseState, parseTexts,
} from './shapes/case-shape';
import { readCaseEvent } from './shapes/read-event';
import { visibleTo, type Viewer } from './viewer';

/** One case as the record holds it now. */
export interface CaseRecord {
  id: string;
  title: string;
  caseNo: string;
  regionCode: string;
  grade: Grade;
  phase: string;
  version: number;
  facts: Facts;
  sources: string[];
  /** Limits met late, with the reason once it is given. */
  late: { clock: string; reason: string | null }[];
  /** What people found that the record does not show, by time. */
  determinations: Determination[];
  /** Measures that somebody asked for in writing, by time; undefined before the first. */
  proposals: Proposal[] | undefined;
  /** What the trigger rows say of the case; undefined until the next command in cases from before they were kept. */
  findings: StoredFinding[] | undefined;
  packs: PackPin[];
  /** Calendar years that are not the program's own. */
  calendars: CalendarPin[];
  /** Acts refused now: name → refusal code. What is absent is possible. */
  blocked: Record<string, RefusalCode>;
  ball: StoredBall | null;
  /** Record time minus wall time. */
  shiftMs: number;
  demo: boolean;
  simulated: boolean;
  openedAt: Instant;
  closedAt: Instant | null;
  /** Live clocks only, those that end first in front. */
  clocks: Clock[];
}

const FAR_AWAY = Number.MAX_SAFE_INTEGER;

/** The case, or null when there is none or the viewer may not know of it. */
export async function findCase(db: Database, viewer: Viewer, caseId: string): Promise<CaseRecord | null> {
  const visible = await db.client.$queryRaw<{ id: string }[]>`
    select m.id from matter m where m.id = ${caseId} and m.kind = 'accident-case' and ${visibleTo(viewer)}`;
  if (visible.length === 0) return null;
  const matter = await db.client.matter.findUniqueOrThrow({ where: { id: caseId } });
  const clocks = await db.client.clock.findMany({ where: { matterId: caseId, live: true }, select: { body: true } });
  const state = parseState(matter.state, caseId);
  return {
    id: matter.id, title: matter.title, caseNo: matter.caseNo, regionCode: matter.regionCode,
    grade: parseGrade(matter.grade, caseId), phase: matter.phase, version: matter.version,
    facts: state.facts, sources: state.sources, late: state.late,
    determinations: state.determinations ?? [], proposals: state.proposals, findings: state.findings,
    packs: parsePacks(matter.packs, caseId), calendars: parseCalendars(matter.calendars, caseId),
    blocked: parseBlocked(matter.blocked, caseId), ball: parseBall(matter.ball, caseId), shiftMs: Number(matter.shiftMs), demo: matter.demo,
    simulated: matter.world === 'simulation',
    openedAt: matter.openedAt.getTime(), closedAt: matter.closedAt?.getTime() ?? null,
    clocks: clocks.map((row) => parseClock(row.body, caseId))
      .sort((a, b) => (a.dueAt ?? FAR_AWAY) - (b.dueAt ?? FAR_AWAY) || a.code.localeCompare(b.code, 'en')),
  };
}

/** Only the version, for the quiet question "did anything change"; null as in `findCase`. */
export async function findCaseVersion(db: Database, viewer: Viewer, caseId: string): Promise<number | null> {
  const rows = await db.client.$queryRaw<{ version: number }[]>`
    select m.version from matter m where m.id = ${caseId} and m.kind = 'accident-case' and ${visibleTo(viewer)}`;
  return rows[0]?.version ?? null;
}

export interface StoredEvent { seq: number; event: CaseEvent; at: Instant; recordedAt: Instant }

export async function eventsOf(db: Database, caseId: string): Promise<StoredEvent[]> {
  const rows = await db.client.event.findMany({ where: { matterId: caseId }, orderBy: { seq: 'asc' } });
  return rows.map((row) => ({
    seq: row.seq, event: readCaseEvent(row), at: row.at.getTime(), recordedAt: row.recordedAt.getTime(),
  }));
}

export interface StoredAuditEntry { seq: number; recordedAt: Instant; actor: Actor; action: string; detail: unknown; hash: string }

/** The chain of one case, newest first; `before` a sequence number to go on from. */
export async function auditOf(db: Database, caseId: string, page: { before: number | null; limit: number }): Promise<StoredAuditEntry[]> {
  const rows = await db.client.auditEntry.findMany({
    where: { matterId: caseId, ...(page.before === null ? {} : { seq: { lt: page.before } }) },
    orderBy: { seq: 'desc' }, take: page.limit,
  });
  return rows.map((row) => ({
    seq: row.seq, recordedAt: row.recordedAt.getTime(), actor: parseActor(row.actor, caseId), action: row.action, detail: row.detail, hash: row.hash,
  }));
}

export interface StoredDocument { id: string; title: string; docNo: string; state: string; note: string | null; createdAt: Instant; bytes: number | null }

export async function documentsOf(db: Database, caseId: string): Promise<StoredDocument[]> {
  const rows = await db.client.$queryRaw<{ id: string; title: string; doc_no: string; state: string; note: string | null; created_ms: number; bytes: number | null }[]>`
    select id, title, doc_no, state, note, (extract(epoch from created_at) * 1000)::float8 as created_ms,
      octet_length(pdf) as bytes
    from document where matter_id = ${caseId} order by created_at, id`;
  return rows.map((row) => ({
    id: row.id, title: row.title, docNo: row.doc_no, state: row.state, note: row.note, createdAt: row.created_ms, bytes: row.bytes,
  }));
}

export async function findPdf(db: Database, caseId: string, documentId: string): Promise<{ title: string; pdf: Uint8Array | null } | null> {
  return db.client.document.findFirst({ where: { id: documentId, matterId: caseId }, select: { title: true, pdf: true } });
}

export interface CaseNotice {
  id: string; kind: string; title: string; text: string; cite: string[]; at: Instant; bodyName: string; clockCode: string | null;
}

export async function caseNotices(db: Database, caseId: string): Promise<CaseNotice[]> {
  const rows = await db.client.$queryRaw<{ id: string; kind: string; title: string; text: string; cite: unknown; at_ms: number; body_name: string | null; body_id: string; clock_code: string | null }[]>`
    select n.id, n.kind, n.title, n.text, n.cite, (extract(epoch from n.at) * 1000)::float8 as at_ms,
      b.name as body_name, n.body_id, n.clock_code
    from notice n left join body b on b.id = n.body_id where n.matter_id = ${caseId} order by n.at, n.id`;
  return rows.map((row) => ({
    id: row.id, kind: row.kind, title: row.title, text: row.text, cite: parseTexts(row.cite, caseId), at: row.at_ms,
    bodyName: row.body_name ?? '', clockCode: row.clock_code,
  }));
}
