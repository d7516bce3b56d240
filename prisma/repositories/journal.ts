import type { Actor } from '../../domain/kernel/actor';
import type { Instant } from '../../domain/time/instant';
import type { ChainedEntry } from './audit-chain';
import { fingerprintOf } from './audit-chain';
import { iso, json } from './rows';
import { eventVersionOf } from './shapes/read-event';
import type { Statement, Tx } from './transaction';

/** Anything that happened: cases and rule changes have their own vocabularies. */
export interface StoredEventLike {
  type: string;
  at: Instant;
}

/** A command with its answer, its events and its entry in the chain: what one decision leaves behind for ever. */
export interface JournalEntry {
  commandId: string;
  command: { do: string; at?: Instant };
  actor: Actor;
  outcome: unknown;
  events: readonly StoredEventLike[];
  /** Number of the first event. */
  firstSeq: number;
  audit: ChainedEntry;
}

/** Writes any number of decisions, of one matter or of many, with one statement. */
export function writeJournal(tx: Tx, entries: readonly JournalEntry[]): Statement {
  const commands = entries.map(({ audit, commandId, command, actor, outcome }) => ({
    matter_id: audit.matterId, command_id: commandId, name: command.do, actor, outcome, fingerprint: fingerprintOf(command),
    decided_at: iso(audit.decidedAt), recorded_at: iso(audit.recordedAt),
    at: iso(command.at ?? audit.decidedAt),
    seq: audit.seq, action: audit.action, detail: audit.detail, prev_hash: audit.prevHash, hash: audit.hash,
  }));
  const events = entries.flatMap(({ audit, commandId, events: happened, firstSeq }) => happened.map((event, index) => ({
    matter_id: audit.matterId, command_id: commandId, decided_at: iso(audit.decidedAt), recorded_at: iso(audit.recordedAt),
    seq: firstSeq + index, type: event.type, type_version: eventVersionOf(event.type), at: iso(event.at), data: event,
  })));
  return tx`
    WITH entry AS (
      SELECT * FROM jsonb_to_recordset(${json(commands)}::text::jsonb) AS r(matter_id text, command_id text, name text, actor jsonb,
        at timestamptz, decided_at timestamptz, recorded_at timestamptz, outcome jsonb, fingerprint text,
        seq int, action text, detail jsonb, prev_hash text, hash text)
    ), command_row AS (
      INSERT INTO command (matter_id, command_id, name, actor, at, decided_at, recorded_at, outcome, fingerprint)
      SELECT matter_id, command_id, name, actor, at, decided_at, recorded_at, outcome, fingerprint FROM entry
    ), audit_row AS (
      INSERT INTO audit_entry (matter_id, seq, recorded_at, decided_at, actor, action, detail, prev_hash, hash)
      SELECT matter_id, seq, recorded_at, decided_at, actor, action, detail, prev_hash, hash FROM entry
    )
    INSERT INTO event (matter_id, seq, type, type_version, data, at, decided_at, recorded_at, command_id)
    SELECT matter_id, seq, type, type_version, data, at, decided_at, recorded_at, command_id
    FROM jsonb_to_recordset(${json(events)}::text::jsonb) AS e(matter_id text, command_id text, decided_at timestamptz,
      recorded_at timestamptz, seq int, type text, type_version int, at timestamptz, data jsonb)`;
}
