import type { RuleSet } from '../rule-pack/types';
import type { WorkCalendar } from '../time/calendar';
import type { PackedTrigger } from './finding';

/** By what a matter is reckoned: its rules, the trigger rows of its packs side by side, and its working calendar. */
export interface Law {
  rules: RuleSet;
  triggers: readonly PackedTrigger[];
  calendar: WorkCalendar;
}
