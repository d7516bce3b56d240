import type { Instant, PlainDate } from './instant';

/**
 * One line of the reasoning behind a date. `text` is a full Chinese sentence; the other fields let a calendar be drawn.
 * Ranges of days of one kind are folded into one step; `from` and `to` are both included.
 */
export type ProofStep =
  | { kind: 'trigger'; text: string; at: Instant }
  | { kind: 'count'; text: string; from: PlainDate; to: PlainDate; firstDay: number; lastDay: number;
    /** Why days count that one would not expect to, e.g. 调休上班. */
    reason?: string }
  | { kind: 'skip'; text: string; from: PlainDate; to: PlainDate; reason: string }
  | { kind: 'pause'; text: string; from: PlainDate; to: PlainDate; days: number; name: string; open: boolean }
  | { kind: 'extension'; text: string; days: number; at: Instant }
  | { kind: 'span'; text: string }
  | { kind: 'roll'; text: string; from: PlainDate; to: PlainDate }
  | { kind: 'opens'; text: string; date: PlainDate }
  | { kind: 'due'; text: string; date: PlainDate | null; at: Instant | null }
  | { kind: 'met'; text: string; at: Instant }
  | { kind: 'note'; text: string };
