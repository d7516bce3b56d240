import type { CaseCommand } from '../../domain/accident-case/commands';
import type { Accident, Act, CountRow } from '../../domain/accident-case/facts';
import type { Instant } from '../../domain/time/instant';
import type { RecordedCommand } from './player';

/** What of a case file can be played: its facts in the order in which they became known. */
export interface Recording {
  id: string;
  title: string;
  sources: readonly string[];
  packs: readonly string[];
  accident: Accident;
  counts: readonly CountRow[];
  acts: readonly Act[];
}

interface Timed { at: Instant; command: CaseCommand }

/** Figures known at an instant come before what was done at that instant. */
function timeline({ counts, acts }: Recording): Timed[] {
  const figures = counts.map(({ at, ...figure }): Timed => ({ at, command: { do: 'record-counts', counts: figure } }));
  const done = acts.map(({ at, ...act }): Timed => ({ at, command: act }));
  return [...figures, ...done].sort((a, b) => a.at - b.at);
}

/**
 * The recording as commands. The case is registered at the instant of its first row, or of the accident when there is
 * none. Command ids name the place in the file, so that a play that is repeated finds what it did before.
 */
export function recordedCommands(recording: Recording): RecordedCommand[] {
  const rows = timeline(recording);
  const register: CaseCommand = {
    do: 'register', title: recording.title, accident: recording.accident, packs: [...recording.packs],
    sources: [...recording.sources], demonstration: true,
  };
  const all: Timed[] = [{ at: rows[0]?.at ?? recording.accident.occurredAt, command: register }, ...rows];
  return all.map(({ at, command }, index) => ({ commandId: `file:${index}:${command.do}`, at, command }));
}
