import type { ExecuteCommand, DecidingDeps } from './execute-command';
import type { MakePaper } from './effects';
import { createEffectActivities } from './effects';
import { createRuleChangeActivities } from './rule-change';
import { createStrikeClocks } from './strike-clocks';
import type { Census } from './sweep';
import { createSweepActivities } from './sweep';

export interface ActivityDeps extends DecidingDeps {
  executeCommand: ExecuteCommand;
  makePaper: MakePaper;
  census: Census;
}

/** All activities of a worker as one flat object, as Temporal registers them. */
export function createActivities(deps: ActivityDeps) {
  return {
    strikeClocks: createStrikeClocks(deps),
    ...createEffectActivities(deps),
    ...createSweepActivities(deps),
    ...createRuleChangeActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
