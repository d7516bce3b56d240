import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CaseEvent } from '../../domain/kinds/accident-case/events';
import { assessCase } from '../../domain/kinds/accident-case/assessed';
import { reachedStages } from '../../domain/kinds/accident-case/stages';
import type { CaseState } from '../../domain/kinds/accident-case/state';
import { evolve } from '../../domain/kinds/accident-case/state';
import { loadRules } from '../../rules';
import { editionsOf } from '../../rules/editions';
import type { TrailStep } from '../../workflows/process/messages';
import type { Rig } from './rig';

/** The stages that the processes of a played case came through, beside what the record says of them. */

const FIXTURES = path.join(__dirname, '../fixtures/trails');

export type Trails = Record<string, string[]>;

export async function trailsOf(rig: Rig, matterId: string): Promise<Trails> {
  const rows = await rig.container.db.client.process.findMany({ where: { matterId }, orderBy: { name: 'asc' } });
  const trails: Trails = {};
  for (const { name, workflowId } of rows) {
    const trail = await rig.client.workflow.getHandle(workflowId).query<TrailStep[]>('trail');
    trails[name] = trail.map(({ stage }) => stage);
  }
  return trails;
}

/** Stages in the order in which the record reached them, event by event. */
export function reachedInOrder(matterId: string, events: readonly CaseEvent[], packs: readonly string[]): string[] {
  const library = loadRules();
  const rules = library.resolve(packs);
  const law = { rules, calendar: library.calendar, triggers: editionsOf(library).triggersOf(rules.pins) };
  const order: string[] = [];
  let state: CaseState | null = null;
  for (const event of events) {
    state = evolve(state, event);
    const ctx = { matterId, now: event.at, ...law };
    for (const stage of reachedStages(state, assessCase(state, ctx))) if (!order.includes(stage)) order.push(stage);
  }
  return order;
}

/** Kept trails; written anew only when `REWRITE_TRAILS=1` says so. */
export function keptTrails(name: string, trails: Trails): Trails {
  const file = path.join(FIXTURES, `${name}.json`);
  if (process.env['REWRITE_TRAILS'] === '1') writeFileSync(file, `${JSON.stringify(trails, null, 2)}\n`);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Trails : {};
}
