import type { CaseCommand, DecideFindingCommand, DetermineCommand } from '../../domain/kinds/accident-case/commands';
import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import type { FindingChange, StoredFinding } from '../../domain/trigger/stored-finding';
import { at, registration } from './given';

/** Commands and answers of findings in a line each; the case is `test`, its pack `national`, unless said otherwise. */

/** One dead at first. */
export const registered = (overrides: Parameters<typeof registration>[0] = {}, when = '2024-03-01T08:30'): CaseCommand =>
  ({ ...registration(overrides), at: at(when), counts: { deaths: 1 } }) as CaseCommand;

export const dead = (deaths: number, when: string): CaseCommand => ({ do: 'record-counts', at: at(when), counts: { deaths } });

export const determine = (when: string, about: DetermineCommand['about'], answer: DetermineCommand['answer']): CaseCommand =>
  ({ do: 'determine', at: at(when), about, answer, ground: '安委会会议纪要〔2026〕3号' });

export const decideOn = (verb: DecideFindingCommand['do'], row: string, when: string, id = 'test'): CaseCommand =>
  ({ do: verb, at: at(when), finding: `national/${row}@accident:${id}`, reason: '已报主任同意' });

export const changes = ({ events }: { events: readonly CaseEvent[] }): FindingChange[] =>
  events.flatMap((event) => (event.type === 'findings-changed' ? event.findings : []));

/** `[row, from, to]` of each. */
export const moves = (told: { events: readonly CaseEvent[] }) => changes(told).map(({ row, from, state }) => [row, from, state]);

export const findingOf = ({ findings = [] }: CaseState, row: string): StoredFinding | undefined => findings.find((finding) => finding.row === row);
