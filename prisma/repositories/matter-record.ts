import type { Ball } from '../../domain/kinds/accident-case/ball';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import { refuse } from '../../domain/kernel/refusals';
import type { CommandOutcome, World } from '../../domain/kernel/snapshot';
import type { CalendarPin, PackPin } from '../../domain/rule-pack/types';
import type { Instant } from '../../domain/time/instant';
import type { ChainHead } from './audit-chain';
import { fingerprintOf } from './audit-chain';
import type { Digests } from './rows';
import { iso, json } from './rows';
import { parseOutcome } from './shapes/actor-shape';
import type { StoredBall } from './shapes/case-shape';
import { parseBall, parseCalendars, parsePacks, parseState } from './shapes/case-shape';
import type { Statement, Tx } from './transaction';

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

export interface Locked {
  id: string;
  /** Wall time by the database's clock. */
  databaseNow: Instant;
  matter: LoadedMatter | null;
  /** The answer that this command id got before, with the hash of the command that got it. */
  stored: { outcome: CommandOutcome; fingerprint: string | null } | null;
}

/** What only changes with the version of a matter: a program that remembers that need not read it again. */
type Versioned = Pick<LoadedMatter, 'state' | 'ball' | 'packs' | 'calendars' | 'derived'>;
type Chained = Omit<LoadedMatter, 'id' | keyof Versioned>;

/** `version` is null where there is no such matter, `rest` where it is remembered. */
type Row = Pick<Locked, 'id' | 'databaseNow'> & { [K in keyof Chained]: Chained[K] | null } & {
  rest: { state: unknown; ball: unknown; packs: unknown; calendars: unknown; derived: DerivedDigests } | null;
  outcome: unknown;
  fingerprint: string | null;
};

function restOf({ id, rest }: Row, remembered: LoadedMatter | undefined): Versioned {
  if (rest) {
    return {
      state: parseState(rest.state, id), ball: parseBall(rest.ball, id), packs: parsePacks(rest.packs, id),
      calendars: parseCalendars(rest.calendars, id), derived: rest.derived,
    };
  }
  if (!remembered) throw new Error(`nothing is remembered of ${id}`);
  return remembered;
}

function lockedOf(row: Row, remembered: LoadedMatter | undefined): Locked {
  const { id, databaseNow, rest: _, outcome, fingerprint, ...chained } = row;
  return {
    id, databaseNow, matter: chained.version === null ? null : { id, ...restOf(row, remembered), ...chained as Chained },
    stored: outcome === null ? null : { outcome: parseOutcome(outcome, id), fingerprint },
  };
}

const ms = (tx: Tx, column: string) => tx`(extract(epoch FROM ${tx(column)}) * 1000)::float8`;

/** Texts that Postgres can plan once and for all: for one matter, as acts ask, and for many, as changes of law do. */
const isWanted = (tx: Tx, ids: readonly string[]) => (ids.length === 1 ? tx`id = ${ids[0] ?? ''}` : tx`id = ANY(${[...ids]}::text[])`);
const wanted = (tx: Tx, ids: readonly string[]) => (ids.length === 1 ? tx`(SELECT ${ids[0] ?? ''}::text AS id)` : tx`unnest(${[...ids]}::text[])`);

/**
 * Locks the rows of these matters for the rest of the transaction, in one order everywhere, and reads them as they are then:
 * two statements, since one alone would read beside the lock what was there before it waited.
 * @param remembered spares reading the state and what was derived from it
 */
export async function lockMatters(tx: Tx, ids: readonly string[], commandId: string, remembered?: LoadedMatter): Promise<Locked[]> {
  const [, rows] = await Promise.all([
    tx`SELECT FROM matter WHERE ${isWanted(tx, ids)} ORDER BY id FOR UPDATE`,
    tx<Row[]>`
      SELECT want.id, (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "databaseNow", c.outcome, c.fingerprint,
        m.version, m.world, m.shift_ms::float8 AS "shiftMs", m.audit_head AS "auditHead", m.audit_seq AS "auditSeq",
        ${ms(tx, 'm.decided_at')} AS "decidedAt", ${ms(tx, 'm.recorded_at')} AS "recordedAt",
        CASE WHEN m.version <> ${remembered?.version ?? -1} THEN jsonb_build_object('state', m.state, 'ball', m.ball, 'packs', m.packs,
          'calendars', m.calendars, 'derived', jsonb_build_object(
            'clocks', (SELECT coalesce(jsonb_object_agg(k.code, coalesce(k.digest, '')), '{}') FROM clock k WHERE k.matter_id = m.id AND k.live),
            'tasks', (SELECT coalesce(jsonb_object_agg(t.id, coalesce(t.digest, '')), '{}') FROM task t WHERE t.matter_id = m.id AND t.state = 'open'),
            'processes', (SELECT coalesce(jsonb_object_agg(p.name, coalesce(p.digest, '')), '{}') FROM process p WHERE p.matter_id = m.id AND p.open),
            'wakes', (SELECT coalesce(jsonb_object_agg(p.name, (p.snapshot->>'nextWakeAt')::float8), '{}') FROM process p WHERE p.matter_id = m.id AND p.open)
          )) END AS rest
      FROM ${wanted(tx, ids)} AS want(id) LEFT JOIN matter m ON m.id = want.id
      LEFT JOIN command c ON c.matter_id = want.id AND c.command_id = ${commandId} ORDER BY want.id`,
  ]);
  return rows.map((row) => lockedOf(row, remembered));
}

/** Locks one matter's row for the rest of the transaction; `matter` is null where there is none. */
export async function lockMatter(tx: Tx, matterId: string, commandId: string, remembered?: LoadedMatter): Promise<Locked> {
  const [row] = await lockMatters(tx, [matterId], commandId, remembered);
  if (!row) throw new Error('a left join has a row');
  return row;
}

/**
 * Locks the row of this matter for the rest of the transaction and makes sure that it stands as it is remembered; where it
 * does not, everything after it fails and the transaction begins anew.
 * @param databaseNow what the program takes the database's clock to say
 */
export const expectMatter = (tx: Tx, { id, version, auditSeq, shiftMs }: LoadedMatter, databaseNow: Instant) => tx<{ now: Instant }[]>`
  SELECT expect_matter(${id}, ${version}, ${auditSeq}, ${shiftMs}::float8::bigint, ${iso(databaseNow)}::text::timestamptz) AS now`;

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
  ball: StoredBall | null;
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

export function writeMatters(tx: Tx, heads: readonly MatterHead[]): Statement {
  return tx`
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
export function moveChain(tx: Tx, matterId: string, { auditHead, auditSeq }: ChainHead, recordedAt: Instant): Statement {
  return tx`UPDATE matter SET audit_head = ${auditHead}, audit_seq = ${auditSeq}, recorded_at = ${iso(recordedAt)}::text::timestamptz WHERE id = ${matterId}`;
}
