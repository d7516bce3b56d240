import type { RuleSet } from '../rule-pack/types';
import type { WorkCalendar } from '../time/calendar';

/** By what a matter is reckoned: its rules and its working calendar. */
export interface Law {
  rules: RuleSet;
  calendar: WorkCalendar;
}
