import { condition, defineSignal, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import type { Activities } from '../activities';
import type { ChangeSnapshot } from '../domain/rule-change/change';
import type { By } from '../domain/kernel/snapshot';
import { longQueueOf } from '../domain/kernel/queues';

const changed = defineSignal<[ChangeSnapshot, By[]]>('acted');

/** 规则变更 — impact list, approval by a second person, application to every open matter. Decides nothing itself. */
export async function ruleChange({ matterId: changeId, snapshot: known }: { matterId: string; snapshot: ChangeSnapshot }): Promise<void> {
  /** Long work that says all the time how far it is; when it falls silent, another worker goes on where the record stands. */
  const { computeImpact, applyChange } = proxyActivities<Activities>({
    startToCloseTimeout: '2 hours', heartbeatTimeout: '15s', retry: { initialInterval: '1s', maximumInterval: '30s' },
    taskQueue: longQueueOf(workflowInfo().taskQueue),
  });
  let snapshot = known;
  setHandler(changed, (next) => {
    if (next.version > snapshot.version) snapshot = next;
  });

  while (snapshot.open) {
    const { version, state } = snapshot;
    if (state === 'drafted') await computeImpact({ changeId, commandId: `impact:${version}` });
    if (state === 'applying') await applyChange({ changeId, commandId: 'finish' });
    await condition(() => snapshot.version > version);
  }
}
