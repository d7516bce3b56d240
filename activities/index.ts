import { createReadSnapshot, createStrikeClocks } from './clocks';
import type { EffectDeps } from './effects';
import { createEffectActivities } from './effects';
import { createExecuteCommand } from './execute-command';
import { createRuleChangeActivities } from './rule-change';

/** All activities of a worker as one flat object, as Temporal registers them. */
export function createActivities(deps: EffectDeps) {
  return {
    executeCommand: createExecuteCommand(deps),
    strikeClocks: createStrikeClocks(deps),
    readSnapshot: createReadSnapshot(deps),
    ...createEffectActivities(deps),
    ...createRuleChangeActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
