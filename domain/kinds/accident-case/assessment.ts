import type { BodyRef } from '../../organisation/body';
import type { GradedFigure, Investigator } from '../../rule-pack/types';
import type { Clock } from '../../time/clock';
import type { Instant } from '../../time/instant';
import type { Grade } from '../../vocabulary/grade';
import type { Level } from '../../organisation/level';

/** Something a person should know or answer; never an error. */
export interface Warning {
  code: string;
  text: string;
}

export interface GradeChange {
  from: Instant;
  grade: Grade;
}

/** Everything that follows from facts, rules and calendar at one instant. Plain JSON. */
export interface Assessment {
  grade: Grade;
  /** Figures that reach the grade; empty for `general`. */
  gradeBasis: GradedFigure[];
  gradeHistory: GradeChange[];
  reportTerminus: Level;
  investigator: Investigator;
  /** The body that leads the investigation. */
  investigatorBody: BodyRef;
  clocks: Clock[];
  warnings: Warning[];
}
