import { allHandlersFinished, condition, defineUpdate, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { ChangeEnvelope } from '../activities/rule-change/execute-change';
import type { ChangeOutcome, ChangeState } from '../domain/rule-change/change';
import { Mutex } from './process/mutex';
import { refused } from './process/refused';

type Accepted = Extract<ChangeOutcome, { outcome: 'accepted' }>;
export const changeUpdate = defineUpdate<Accepted, [ChangeEnvelope]>('executeChange');

const { executeChange } = proxyLocalActivities<Activities>({ startToCloseTimeout: '10s', scheduleToCloseTimeout: '2 minutes' });
/** Long work that says all the time how far it is; when it falls silent, another worker goes on where the record stands. */
const { computeImpact, applyChange } = proxyActivities<Activities>({
  startToCloseTimeout: '2 hours', heartbeatTimeout: '15s', retry: { initialInterval: '1s', maximumInterval: '30s' },
});

/** 规则变更 — impact list, approval by a second person, application to every open matter. Decides nothing itself. */
export async function ruleChange({ changeId }: { changeId: string }): Promise<void> {
  const lock = new Mutex();
  let state = 'drafted' as ChangeState;
  /** How often the impact list has been asked for. */
  let asked = 1;

  setHandler(changeUpdate, (envelope) => lock.run(async () => {
    const outcome = await executeChange({ ...envelope, now: Date.now() });
    if (outcome.outcome === 'refused') throw refused(outcome.refusal);
    state = outcome.state;
    if (envelope.command.do === 'recompute') asked += 1;
    return outcome;
  }));

  const decided = (): boolean => ['applying', 'applied', 'withdrawn'].includes(state);
  let made = 0;
  do {
    made += 1;
    const computed = await computeImpact({ changeId, commandId: made === 1 ? 'impact' : `impact-${made}` });
    // A person may have been quicker than this answer; what he did came after it.
    if (state === 'drafted' && made === asked) state = computed;
    await condition(() => decided() || made < asked);
  } while (!decided());
  if (state === 'applying') state = await applyChange({ changeId, commandId: 'finish' });
  await condition(allHandlersFinished);
}
