import type { ActCommand, DetermineCommand, RecordCountsCommand, RegisterCommand } from '../kinds/accident-case/commands';
import type { Instant } from '../time/instant';
import type { CaseFile } from './parse';

/** One command of a case file, with the name that makes it single in the record. */
export interface RecordedCommand<C = RegisterCommand | ActCommand | RecordCountsCommand | DetermineCommand> {
  commandId: string;
  at: Instant;
  command: C & { at: Instant };
  /** Where it stands in the file: `events[3]`, `counts[0]`; `accident` for the registration. */
  path: string;
}

/**
 * The file as commands in order of time; figures known at an instant come before what was done at it. The case is
 * registered at the instant of its first row, or of the accident when there is none. Command ids name the place in the
 * file, so that a play that is repeated finds what it did before.
 */
export function recordedCommands(file: CaseFile, demonstration: boolean): RecordedCommand[] {
  const figures = file.counts.map(({ at, ...counts }, index) => ({ path: `counts[${index}]`, command: { do: 'record-counts' as const, at, counts } }));
  const acts = file.events.map((command, index) => ({ path: `events[${index}]`, command }));
  const found = file.determinations.map((said, index) => ({ path: `events.determine[${index}]`, command: { do: 'determine' as const, ...said } }));
  const rows = [...figures, ...acts, ...found].sort((a, b) => a.command.at - b.command.at);
  const { title, accident, packs, sources } = file;
  const registerAt = rows[0]?.command.at ?? accident.occurredAt;
  const registration = { do: 'register' as const, at: registerAt, title, accident, packs, sources, demonstration };
  return [{ path: 'accident', command: registration }, ...rows]
    .map(({ path, command }, index) => ({ commandId: `file:${index}:${command.do}`, at: command.at, command, path }));
}
