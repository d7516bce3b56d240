import { impactOf } from '../../domain/rule-change/impact';
import type { ItemImpact, PinGroup } from '../../prisma/repositories/impact-list';
import { addItems, candidates, clearItems, figuresOf, openPinGroups, writeImpacts } from '../../prisma/repositories/impact-list';
import { findChange, stateOf } from '../../prisma/repositories/rule-changes';
import type { ExecuteDeps } from '../execute-command';
import type { ChangeLaw } from './change-law';
import { changeLaw, filterOf } from './change-law';
import { createExecuteChange } from './execute-change';

/** Told after each page, so that a server that hears nothing gives the work to somebody else. */
export type Progress = (done: number) => void;

const PAGE = 500;

async function computeGroup(deps: ExecuteDeps, changeId: string, law: ChangeLaw, group: PinGroup, now: number, progress: Progress): Promise<void> {
  const { db } = deps;
  if (!law.concerns(group)) return;
  const adoption = await law.adoptionOf(db.client, group);
  await addItems(db.client, changeId, group, adoption ? 'adopts' : 'keeps');
  if (!adoption) return;
  const filter = filterOf(law, adoption, false);
  const page = (after: string) => candidates(db, group, filter, after, PAGE);
  // The database reads the next page while this one is reckoned.
  let coming = page('');
  for (let done = 0; ;) {
    const cases = await coming;
    const last = cases.at(-1);
    if (!last) return;
    coming = page(last.id);
    coming.catch(() => undefined);
    const impacts: ItemImpact[] = cases.map((each) => (
      { matterId: each.id, ...impactOf(each, adoption.narrow.before, adoption.narrow.after, now + each.shiftMs) }));
    await writeImpacts(db, changeId, impacts.filter(({ moved, confirmed }) => moved.length + confirmed.length > 0));
    done += cases.length;
    progress(done);
  }
}

/**
 * Reckons the whole impact list anew and records its figures. Started again in the middle it begins from the front: the
 * list takes seconds, and nobody acts on it before it is whole. Returns where the change stands then.
 */
export const createComputeImpact = (deps: ExecuteDeps) => {
  const executeChange = createExecuteChange(deps);
  return async ({ changeId, commandId }: { changeId: string; commandId: string }, now: number, progress: Progress) => {
    const change = await findChange(deps.db, changeId);
    if (!change) throw new Error(`no rule change ${changeId} in the record`);
    if (change.state !== 'drafted' && change.state !== 'computed') return change.state;
    const law = await changeLaw(deps.db.client, deps, change);
    await clearItems(deps.db, changeId);
    for (const group of await openPinGroups(deps.db)) await computeGroup(deps, changeId, law, group, now, progress);
    await executeChange({
      changeId, commandId, now, actor: { kind: 'system', process: 'ruleChange' },
      command: { do: 'record-impact', impact: await figuresOf(deps.db, changeId) },
    });
    return stateOf(deps.db, changeId);
  };
};
