import { assess, type Assessment } from '../../domain/kinds/accident-case/assess';
import type { ActName } from '../../domain/kinds/accident-case/acts';
import type { Accident, Act, CountRow, Facts } from '../../domain/kinds/accident-case/facts';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import { startOfDate } from '../../domain/time/instant';
import { loadRules } from '../../rules';

/** Facts written down in a line or two, and what follows from them. Times are +08:00; a date alone means its 09:00. */

export const at = (text: string): Instant =>
  (text.length === 10 ? startOfDate(text) + 9 * 3_600_000 : Date.parse(`${text}+08:00`));

export const act = (when: string, name: ActName, fields: Partial<Act> = {}): Act => ({ at: at(when), do: name, ...fields });

export const count = (when: string, figures: Omit<CountRow, 'at'>): CountRow => ({ at: at(when), ...figures });

export interface FactsInput {
  accident?: Partial<Accident>;
  counts?: CountRow[];
  acts?: Act[];
}

/** An accident of 2024-03-01 08:00 in a county, industry `general`, unless said otherwise. */
export const facts = ({ accident = {}, counts = [], acts = [] }: FactsInput): Facts => ({
  accident: { occurredAt: at('2024-03-01T08:00'), region: '420303', industry: 'general', ...accident },
  counts, acts: [...acts].sort((a, b) => a.at - b.at),
});

export function assessed(input: FactsInput, asOf: string, packs: readonly string[] = ['national']): Assessment {
  const { resolve, calendar } = loadRules();
  return assess(facts(input), resolve(packs), calendar, at(asOf), 'case-1');
}

export const clockOf = ({ clocks }: Assessment, code: string): Clock | undefined => clocks.find((clock) => clock.code === code);

/** Figures that make each grade by deaths alone, known on the day of the accident. */
export const DEATHS = { general: 1, larger: 3, major: 10, extraordinary: 30 } as const;
export const killed = (grade: keyof typeof DEATHS): CountRow[] => [count('2024-03-01T09:00', { deaths: DEATHS[grade] })];

export const warningCodes = ({ warnings }: Assessment): string[] => warnings.map(({ code }) => code);
