import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Ball } from '../../domain/kinds/accident-case/ball';
import type { Carried } from '../../domain/kinds/accident-case/carry-out';
import { carryOut } from '../../domain/kinds/accident-case/carry-out';
import type { CaseView } from '../../domain/kinds/accident-case/case-view';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import { STRIKE_GRACE_MS } from '../../domain/kinds/accident-case/strikes';
import type { RecordedCommand } from '../../domain/case-file/recorded-commands';
import { recordedCommands } from '../../domain/case-file/recorded-commands';
import type { Instant } from '../../domain/time/instant';
import { MS_PER_DAY } from '../../domain/time/instant';
import { readCaseFile } from '../../rules/case-file-reader';
import { lawOf } from './given';

/** Cases played by the decider alone, with neither engine nor database: what api/simulation/player.ts does with real processes. */

/** How long a play goes on after the last command while limits still come due. */
const AFTERMATH_MS = 3 * 365 * MS_PER_DAY;
const EXAMPLES = path.join(__dirname, '../../examples');

export interface PlayedStep {
  at: Instant;
  command: CaseCommand;
  carried: Carried;
}

export interface Example {
  name: string;
  packs: string[];
  commands: RecordedCommand[];
}

export const exampleNames = (): string[] =>
  readdirSync(EXAMPLES).filter((file) => file.endsWith('.yaml')).map((file) => file.replace('.yaml', '')).sort();

export function readExample(name: string): Example {
  const parsed = readCaseFile(path.join(EXAMPLES, `${name}.yaml`));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.faults[0]?.path} ${parsed.faults[0]?.reason}`);
  return { name, packs: parsed.file.packs, commands: recordedCommands(parsed.file, true) };
}

/** The process that wakes next, with the instant at which it strikes. */
function nextStrike(view: CaseView | null): { at: Instant; command: CaseCommand } | null {
  const waiting = (view?.processes ?? []).flatMap(({ name, nextWakeAt }) => (nextWakeAt === null ? [] : [{ name, nextWakeAt }]));
  const next = waiting.toSorted((a, b) => a.nextWakeAt - b.nextWakeAt)[0];
  return next ? { at: next.nextWakeAt + STRIKE_GRACE_MS, command: { do: 'strike', process: next.name } } : null;
}

/**
 * The commands one after the other, and between them every strike that is due before the next; then whatever is still to
 * come. Refused commands are steps too. The matter's id is the name of the example, so that reminders always lie alike.
 * @throws Error where a strike leaves its clock waiting for the same instant: it would strike for ever
 */
export function* playOnRecord({ name, packs, commands }: Example): Generator<PlayedStep> {
  const law = lawOf(packs);
  const end = (commands.at(-1)?.at ?? 0) + AFTERMATH_MS;
  let before: { state: CaseState; ball: Ball | null } | null = null;
  let view: CaseView | null = null;
  for (let given = 0; ;) {
    const recorded = commands[given];
    const strike = nextStrike(view);
    const strikes = strike !== null && strike.at <= (recorded?.at ?? end);
    const next = strikes ? strike : recorded;
    if (!next) return;
    if (!strikes) given += 1;
    const carried: Carried = carryOut(before, next.command, { matterId: name, now: next.at, ...law });
    yield { at: next.at, command: next.command, carried };
    if ('refusal' in carried) continue;
    ({ view } = carried);
    before = { state: view.state, ball: view.ball };
    if (strikes && nextStrike(view)?.at === strike.at && carried.events.length === 0) {
      throw new Error(`${name}: clocks due at ${strike.at} did not strike`);
    }
  }
}
