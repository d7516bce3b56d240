import { z } from 'zod';
import { PackNameError } from '../../../rules';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { packConflictsPage, packDiffPage, packListPage, packPage } from '../../pages/pack-pages';

const Params = z.object({ packId: z.string().min(1).max(100) });
const name = z.string().trim().min(1).max(100);
const DiffQuery = z.object({ a: name.catch('shijiazhuang-2016'), b: name.catch('national') });

/** A pack nobody has is an address that leads nowhere. */
function found<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof PackNameError ? problem('pack-not-found') : error;
  }
}

export const showPacks = defineRoute({
  method: 'get', path: '/packs', access: 'signed-in', speaks: 'page',
  handle: async () => ({ kind: 'page', template: 'packs', title: '规则包', model: packListPage() }),
});

export const showPackConflicts = defineRoute({
  method: 'get', path: '/packs/conflicts', access: 'signed-in', speaks: 'page',
  handle: async () => ({ kind: 'page', template: 'pack-conflicts', title: '规则冲突与对照', model: packConflictsPage() }),
});

export const showPackDiff = defineRoute({
  method: 'get', path: '/packs/diff', access: 'signed-in', speaks: 'page', query: DiffQuery,
  async handle({ query: { a, b } }) {
    const model = found(() => packDiffPage(a, b));
    return { kind: 'page', template: 'pack-diff', title: `${model.a.name}与${model.b.name} · 规则比较`, model };
  },
});

export const showPack = defineRoute({
  method: 'get', path: '/packs/:packId', access: 'signed-in', speaks: 'page', params: Params,
  async handle({ params }) {
    const model = found(() => packPage(params.packId));
    return { kind: 'page', template: 'pack', title: `${model.head.name} · 规则包`, model };
  },
});
