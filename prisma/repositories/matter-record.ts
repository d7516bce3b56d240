import type { Ball } from '../../domain/accident-case/ball';
import type { CaseState } from '../../domain/accident-case/state';
import { refuse } from '../../domain/kernel/refusals';
import type { CommandOutcome, World } from '../../domain/kernel/snapshot';
import type { CalendarPin, PackPin } from '../../domain/rule-pack/types';
import type { Instant } from '../../domain/time/instant';
import type { ChainHead } from './audit-chain';
import { fingerprintOf } from './audit-chain';
import type { Digests } from './rows';
import { iso, json } from './rows';
import { parseOutcome } from './shapes/actor-shape';
import { parseBall, parseCalendars, parsePacks, parseState } from './shapes/case-shape';
import type { Tx } from './transaction';

/** Reads matters for a decision and writes them after it. The number of statements grows neither with rows nor with matters. */

/** What is derived from a matter and stands in the record, by digests. */
export interface DerivedDigests {
  clocks: Digests;
  tasks: Digests;
  /** Open processes only, and when each wakes next. */
  processes: Digests;
  wakes: Readonly<Record<string, Instant | null>>;
}

export interface LoadedMatter extends ChainHead {
  id: string;
  state: CaseState;
  ball: Ball | null;
  /** Number of the newest event. */
  version: number;
  packs: PackPin[];
  calendars: CalendarPin[];
  world: World;
  shiftMs: number;
  /** Newest instants at which something of it was decided and written down. */
  decidedAt: Instant;
  recordedAt: Instant;
  derived: DerivedDigests;
}

/** What a program remembers of a matter: of use as long as the record holds the same version. */
export type RememberedMatter = Pick<LoadedMatter, 'version' | 'state' | 'derived'>;

export interface Locked {
  id: string;
  /** Wall time by the database's clock. */
  databaseNow: Instant;
  matter: LoadedMatter | null;
  /** The answer that this command id got before, with the hash of the command that got it. */
  stored: { outcome: CommandOutcome; fingerprint: string | null } | null;
}

const ms = (tx: Tx, column: string) => tx`(extract(epoch FROM ${tx(column)}) * 1000)::float8`;

type Parsed = 'state' | 'ball' | 'packs' | 'calendars';
type MatterRow = Omit<LoadedMatter, Parsed | 'derived'> & { ball: unknown; packs: unknown; calendars: unknown; state?: unknown; derived?: DerivedDigests };

interface Row {
  id: string;
  databaseNow: Instant;
  matter: MatterRow | null;
  stored: { outcome: unknown; fingerprint: string | null } | null;
}

/** State and digests come with the row, unless they are remembered. */
function loaded(row: MatterRow, remembered: RememberedMatter | undefined): LoadedMatter {
  const { id, ball, packs, calendars, state, derived, ...rest } = row;
  const known = derived === undefined ? remembered : { state: parseState(state, id), derived };
  if (!known) throw new Error(`nothing is remembered of ${id}`);
  return {
    ...rest, id, state: known.state, derived: known.derived,
    ball: parseBall(ball, id), packs: parsePacks(packs, id), calendars: parseCalendars(calendars, id),
  };
}

/**
 * Locks the rows of these matters for the rest of the transaction, in one order everywhere, and reads them as they are then:
 * two statements, since one alone would read beside the lock what was there before it waited.
 * @param remembered spares reading the state and what was derived from it
 */
export async function lockMatters(tx: Tx, ids: readonly string[], commandId: string, remembered?: RememberedMatter): Promise<Locked[]> {
  const version = remembered?.version ?? -1;
  const [, rows] = await Promise.all([
    tx`SELECT FROM matter WHERE id = ANY(${[...ids]}) ORDER BY id FOR UPDATE`,
    tx<Row[]>`
      SELECT want.id, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "databaseNow",
        CASE WHEN c.outcome IS NOT NULL THEN jsonb_build_object('outcome', c.outcome, 'fingerprint', c.fingerprint) END AS stored,
        CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('id', m.id, 'ball', m.ball, 'version', m.version, 'packs', m.packs,
          'calendars', m.calendars, 'world', m.world, 'shiftMs', m.shift_ms, 'auditHead', m.audit_head, 'auditSeq', m.audit_seq,
          'decidedAt', ${ms(tx, 'm.decided_at')}, 'recordedAt', ${ms(tx, 'm.recorded_at')}) END
        || CASE WHEN m.version = ${version} THEN '{}' ELSE jsonb_build_object('state', m.state, 'derived', jsonb_build_object(
          'clocks', (SELECT coalesce(jsonb_object_agg(k.code, coalesce(k.digest, '')), '{}') FROM clock k WHERE k.matter_id = m.id AND k.live),
          'tasks', (SELECT coalesce(jsonb_object_agg(t.id, coalesce(t.digest, '')), '{}') FROM task t WHERE t.matter_id = m.id AND t.state = 'open'),
          'processes', (SELECT coalesce(jsonb_object_agg(p.name, coalesce(p.digest, '')), '{}') FROM process p WHERE p.matter_id = m.id AND p.open),
          'wakes', (SELECT coalesce(jsonb_object_agg(p.name, (p.snapshot->>'nextWakeAt')::float8), '{}') FROM process p WHERE p.matter_id = m.id AND p.open)
        )) END AS matter
      FROM unnest(${[...ids]}::text[]) AS want(id) LEFT JOIN matter m ON m.id = want.id
      LEFT JOIN command c ON c.matter_id = want.id AND c.command_id = ${commandId} ORDER BY want.id`,
  ]);
  return rows.map(({ id, databaseNow, matter, stored }) => ({
    id, databaseNow, matter: matter && loaded(matter, remembered),
    stored: stored && { outcome: parseOutcome(stored.outcome, id), fingerprint: stored.fingerprint },
  }));
}

/** Locks one matter's row for the rest of the transaction; `matter` is null where there is none. */
export async function lockMatter(tx: Tx, matterId: string, commandId: string, remembered?: RememberedMatter): Promise<Locked> {
  const [row] = await lockMatters(tx, [matterId], commandId, remembered);
  if (!row) throw new Error('a left join has a row');
  return row;
}

/** The stored answer; a refusal where the id stood for another command. Commands older than fingerprints are taken for the same. */
export function storedAnswer({ stored }: Pick<Locked, 'stored'>, command: unknown): CommandOutcome | null {
  if (!stored) return null;
  const isOther = stored.fingerprint !== null && stored.fingerprint !== fingerprintOf(command);
  return isOther ? { outcome: 'refused', refusal: refuse('COMMAND_ID_REUSED') } : stored.outcome;
}

export interface MatterHead extends ChainHead {
  id: string;
  title: string;
  caseNo: string;
  regionCode: string;
  grade: string;
  phase: string;
  version: number;
  state: CaseState;
  packs: PackPin[];
  calendars: CalendarPin[];
  blocked: Record<string, string>;
  ball: (Ball & { body: { name: string } }) | null;
  world: World;
  shiftMs: number;
  demo: boolean;
  openedAt: Instant;
  decidedAt: Instant;
  recordedAt: Instant;
}

const headRow = (head: MatterHead) => ({
  id: head.id, title: head.title, case_no: head.caseNo, region_code: head.regionCode, grade: head.grade, phase: head.phase,
  version: head.version, state: head.state, packs: head.packs, calendars: head.calendars, blocked: head.blocked, ball: head.ball,
  world: head.world, shift_ms: head.shiftMs, demo: head.demo, occurred_at: iso(head.state.facts.accident.occurredAt),
  opened_at: iso(head.openedAt), closed_at: head.state.closedAt === null ? null : iso(head.state.closedAt),
  audit_head: head.auditHead, audit_seq: head.auditSeq, decided_at: iso(head.decidedAt), recorded_at: iso(head.recordedAt),
});

export async function writeMatters(tx: Tx, heads: readonly MatterHead[]): Promise<void> {
  await tx`
    INSERT INTO matter (id, kind, title, case_no, region_code, grade, phase, version, state, packs, calendars, blocked, ball,
      world, shift_ms, demo, occurred_at, opened_at, closed_at, audit_head, audit_seq, decided_at, recorded_at)
    SELECT id, 'accident-case', title, case_no, region_code, grade, phase, version, state, packs, calendars, blocked,
      ball, world, shift_ms, demo, occurred_at, opened_at, closed_at, audit_head, audit_seq, decided_at, recorded_at
    FROM jsonb_to_recordset(${json(heads.map(headRow))}::text::jsonb) AS r(id text, title text, case_no text, region_code text,
      grade text, phase text, version int, state jsonb, packs jsonb, calendars jsonb, blocked jsonb, ball jsonb, world text,
      shift_ms float8, demo bool, occurred_at timestamptz, opened_at timestamptz, closed_at timestamptz, audit_head text, audit_seq int,
      decided_at timestamptz, recorded_at timestamptz)
    ON CONFLICT (id) DO UPDATE SET grade = excluded.grade, phase = excluded.phase, version = excluded.version,
      state = excluded.state, packs = excluded.packs, calendars = excluded.calendars, blocked = excluded.blocked, ball = excluded.ball,
      occurred_at = excluded.occurred_at, closed_at = excluded.closed_at, audit_head = excluded.audit_head, audit_seq = excluded.audit_seq,
      decided_at = excluded.decided_at, recorded_at = excluded.recorded_at
    WHERE matter.version <= excluded.version`;
}

/** What a matter gains when it takes over other pins and nothing else of it changes. */
export type AdoptedHead = Pick<MatterHead, 'id' | 'version' | 'packs' | 'calendars' | 'auditHead' | 'auditSeq' | 'decidedAt' | 'recordedAt'>;

export async function writeAdoptedHeads(tx: Tx, heads: readonly AdoptedHead[]): Promise<void> {
  const rows = heads.map(({ auditHead, auditSeq, decidedAt, recordedAt, ...rest }) => (
    { ...rest, audit_head: auditHead, audit_seq: auditSeq, decided_at: iso(decidedAt), recorded_at: iso(recordedAt) }));
  await tx`
    UPDATE matter SET version = r.version, packs = r.packs, calendars = r.calendars, audit_head = r.audit_head, audit_seq = r.audit_seq,
      decided_at = r.decided_at, recorded_at = r.recorded_at
    FROM jsonb_to_recordset(${json(rows)}::text::jsonb) AS r(id text, version int, packs jsonb, calendars jsonb, audit_head text,
      audit_seq int, decided_at timestamptz, recorded_at timestamptz)
    WHERE matter.id = r.id`;
}

/** A refused attempt moves the chain on but not the matter. */
export async function moveChain(tx: Tx, matterId: string, { auditHead, auditSeq }: ChainHead, recordedAt: Instant): Promise<void> {
  await tx`UPDATE matter SET audit_head = ${auditHead}, audit_seq = ${auditSeq}, recorded_at = ${iso(recordedAt)}::text::timestamptz WHERE id = ${matterId}`;
}
