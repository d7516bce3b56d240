import { CHANGE_PROCESS } from '../../domain/rule-change/change';
import { impactOf } from '../../domain/rule-change/impact';
import type { Filter, Item, PinGroup } from '../../prisma/repositories/impact-list';
import { figuresOf, listedMatters, openPinGroups, replaceItems } from '../../prisma/repositories/impact-list';
import { findChange, stateOf } from '../../prisma/repositories/rule-changes';
import type { DecidingDeps } from '../execute-command';
import type { ChangeLaw } from './change-law';
import { changeLaw, concernedMatters } from './change-law';
import { createExecuteChange } from './execute-change';

/** Told after each page, so that a server that hears nothing gives the work to somebody else. */
export type Progress = (done: number) => void;

const PAGE = 500;
/** Matters that keep what they have. */
const NOBODY: Filter = { codes: [], everywhere: false, year: null, ended: false };

async function* groupItems(deps: DecidingDeps, law: ChangeLaw, group: PinGroup, now: number): AsyncGenerator<Item> {
  const { db } = deps;
  const adoption = await law.adoptionOf(db.sql, group);
  const page = (after: string) => listedMatters(db, group, adoption ? concernedMatters(law, adoption, false) : NOBODY, after, PAGE);
  // The database reads the next page while this one is reckoned.
  let coming = page('');
  for (;;) {
    const matters = await coming;
    const last = matters.at(-1);
    if (!last) return;
    coming = page(last.id);
    coming.catch(() => undefined);
    for (const { id, version, facts, shiftMs } of matters) {
      const impact = adoption && facts ? impactOf(facts, adoption, now + shiftMs) : { moved: [], confirmed: [] };
      yield { matterId: id, version, choice: adoption ? 'adopts' : 'keeps', ...impact };
    }
  }
}

async function* allItems(deps: DecidingDeps, law: ChangeLaw, now: number, progress: Progress): AsyncGenerator<Item> {
  let done = 0;
  for (const group of await openPinGroups(deps.db)) {
    if (!law.concerns(group)) continue;
    for await (const item of groupItems(deps, law, group, now)) {
      yield item;
      done += 1;
      if (done % PAGE === 0) progress(done);
    }
  }
}

/**
 * Reckons the whole impact list anew and records its figures. Started again in the middle it begins from the front: the
 * list takes seconds, and nobody acts on it before it is whole. Returns where the change stands then.
 */
export const createComputeImpact = (deps: DecidingDeps) => {
  const executeChange = createExecuteChange(deps);
  return async ({ changeId, commandId }: { changeId: string; commandId: string }, now: number, progress: Progress) => {
    const change = await findChange(deps.db, changeId);
    if (!change) throw new Error(`no rule change ${changeId} in the record`);
    if (change.state !== 'drafted') return change.state;
    const law = await changeLaw(deps.db.sql, deps, change);
    await replaceItems(deps.db, changeId, () => allItems(deps, law, now, progress));
    const impact = await figuresOf(deps.db, changeId);
    await executeChange({ changeId, commandId, actor: { kind: 'system', process: CHANGE_PROCESS }, command: { do: 'record-impact', impact } });
    return stateOf(deps.db, changeId);
  };
};
