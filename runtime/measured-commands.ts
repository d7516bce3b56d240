import type { ChangeCommands } from '../api/commands/change-commands';
import type { CaseCommands } from '../api/deps';

export interface ObservedCommand {
  /** Name of the act or step, never what it says. */
  command: string;
  /** unknown: the record did not say what became of it, or the program slipped. */
  outcome: 'accepted' | 'refused' | 'faulty' | 'unknown';
  seconds: number;
}

export type ObserveCommand = (observed: ObservedCommand) => void;

async function timed<T>(command: string, outcomeOf: (answer: T) => ObservedCommand['outcome'], observe: ObserveCommand, give: () => Promise<T>): Promise<T> {
  const began = performance.now();
  let outcome: ObservedCommand['outcome'] = 'unknown';
  try {
    const answer = await give();
    outcome = outcomeOf(answer);
    return answer;
  } finally {
    observe({ command, outcome, seconds: (performance.now() - began) / 1_000 });
  }
}

/** The same commands, each told with its outcome and how long it took. */
export function measureCommands({ register, execute }: CaseCommands, observe: ObserveCommand): CaseCommands {
  const ofCase = ({ ok }: { ok: boolean }) => (ok ? 'accepted' as const : 'refused' as const);
  return {
    register: (...given) => timed('register', ofCase, observe, () => register(...given)),
    execute: (caseId, command, ...given) => timed(command.do, ofCase, observe, () => execute(caseId, command, ...given)),
  };
}

export function measureChanges({ draft, execute }: ChangeCommands, observe: ObserveCommand): ChangeCommands {
  return {
    draft: (...given) => timed('draft-change', ({ outcome }) => outcome, observe, () => draft(...given)),
    execute: (changeId, command, ...given) => timed(`${command.do}-change`, ({ outcome }) => outcome, observe, () => execute(changeId, command, ...given)),
  };
}
