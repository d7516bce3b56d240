import type { ActName } from '../../domain/kinds/accident-case/acts';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { Carried } from '../../domain/kinds/accident-case/carry-out';
import { carryOut } from '../../domain/kinds/accident-case/carry-out';
import type { CaseEvent, CaseEventType } from '../../domain/kinds/accident-case/events';
import type { Accident } from '../../domain/kinds/accident-case/facts';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import type { RefusalCode } from '../../domain/kernel/refusals';
import type { Law } from '../../domain/trigger/law';
import type { Instant } from '../../domain/time/instant';
import { loadRules } from '../../rules';
import { editionsOf } from '../../rules/editions';

/** Given a case with a past, when a command comes, then these events or this refusal: the decider's tests read so. */

export const at = (iso: string): Instant => Date.parse(`${iso}${iso.length === 10 ? 'T09:00' : ''}+08:00`);

export const accident = (overrides: Partial<Accident> = {}): Accident =>
  ({ occurredAt: at('2024-03-01T08:00'), region: '420303', industry: 'general', ...overrides });

export const registration = (overrides: Partial<Accident> = {}): CaseCommand =>
  ({ do: 'register', at: at('2024-03-01T08:30'), title: '某公司“3·1”事故', accident: accident(overrides), packs: ['national'], sources: [] });

/** `past('form-team', '2024-03-02', { by: 'county' })` */
export const past = (name: ActName, when: string, fields: object = {}): CaseCommand => ({ do: name, at: at(when), ...fields }) as CaseCommand;

export interface Given {
  state: CaseState;
  events: CaseEvent[];
  when(command: CaseCommand, now?: string): When;
}

export interface When {
  carried: Carried;
  refusal: RefusalCode | null;
  missing: string[];
  /** Types of the events, in order. */
  types: CaseEventType[];
  events: CaseEvent[];
  state: CaseState;
}

const library = loadRules();

/** The law that these packs make, with the calendar on board. */
export function lawOf(packs: readonly string[]): Law {
  const rules = library.resolve(packs);
  return { rules, calendar: library.calendar, triggers: editionsOf(library).triggersOf(rules.pins) };
}

/** Carries out the commands one after the other, each at its own instant; throws when one of them is refused. */
export function given(commands: readonly CaseCommand[], packs: readonly string[] = ['national']): Given {
  const law = lawOf(packs);
  let state: CaseState | null = null;
  const events: CaseEvent[] = [];
  for (const command of commands) {
    const carried: Carried = carryOut(state && { state, ball: null }, command, { matterId: 'test', now: command.at ?? 0, ...law });
    if ('refusal' in carried) throw new Error(`given: ${command.do} is refused with ${carried.refusal.code}`);
    state = carried.view.state;
    events.push(...carried.events);
  }
  const before = state;
  if (!before) throw new Error('given: no command');
  return {
    state: before, events,
    when(command, now) {
      const ctx = { matterId: 'test', now: now ? at(now) : command.at ?? 0, ...law };
      const carried = carryOut({ state: before, ball: null }, command, ctx);
      if ('refusal' in carried) {
        const { code, missing = [] } = carried.refusal;
        return { carried, refusal: code, missing, types: [], events: [], state: before };
      }
      return { carried, refusal: null, missing: [], types: carried.events.map((e) => e.type), events: carried.events, state: carried.view.state };
    },
  };
}
