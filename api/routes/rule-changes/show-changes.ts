import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { awaitingTexts } from '../../../activities/rule-change/awaiting';
import { loadRules } from '../../../rules';
import { findChange, listChanges } from '../../../prisma/repositories/rule-changes';
import { driftOf, impactRows } from '../../../prisma/repositories/impact-reading';
import { mayChangeRules } from '../../auth/permissions';
import type { SignedIn } from '../../auth/signed-in';
import type { AppDeps } from '../../deps';
import { defineRoute, type Reply } from '../../http/define-route';
import { problem } from '../../http/problems';
import { type DraftForm, ruleChangePage, ruleChangesPage } from '../../pages/rule-change-pages';

export const ChangeAddress = z.object({ changeId: z.string().min(1).max(200) });
const PAGE = 100;
const MOST_CHANGES = 500;

/** All changes, what waits for a draft, and the form. */
export async function changesModel({ database }: AppDeps, draft: DraftForm | null) {
  const [changes, awaiting] = await Promise.all([listChanges(database, MOST_CHANGES), awaitingTexts({ db: database, rules: loadRules() })]);
  return ruleChangesPage(changes, draft, awaiting);
}

export const showChanges = defineRoute({
  method: 'get', path: '/rule-changes', access: 'signed-in', speaks: 'page',
  async handle(_input, { deps, user }) {
    const draft = deps.changes && mayChangeRules(user) ? { kind: null, reason: '', text: '' } : null;
    return { kind: 'page', template: 'rule-changes', title: '规则变更', model: await changesModel(deps, draft) };
  },
});

/** The change as this post sees it: of the list, the cases it may see. */
export async function changeReply(
  deps: AppDeps, user: SignedIn, changeId: string, extra: { page?: number; refused?: string; status?: number } = {},
): Promise<Reply> {
  const change = await findChange(deps.database, changeId);
  if (!change) throw problem('not-found');
  const { page = 0, refused = '', status = 200 } = extra;
  // While the list is reckoned anew, the old one says nothing.
  const rows = change.impact === null ? []
    : await impactRows(deps.database, changeId, user.viewer, { onlyMoved: true, limit: PAGE, offset: page * PAGE });
  const drift = change.state === 'computed' ? await driftOf(deps.database, change) : null;
  const model = ruleChangePage({
    change, rows, drift, nextHref: rows.length === PAGE ? `/rule-changes/${encodeURIComponent(changeId)}?page=${page + 1}` : '',
    personId: user.actor.personId, mayChange: mayChangeRules(user), commandId: randomUUID(), refused,
  });
  return { kind: 'page', template: 'rule-change', title: '规则变更', status, model };
}

export const showChange = defineRoute({
  method: 'get', path: '/rule-changes/:changeId', access: 'signed-in', speaks: 'page', params: ChangeAddress,
  query: z.object({ page: z.coerce.number().int().min(0).max(100_000).catch(0) }),
  handle: ({ params, query }, { deps, user }) => changeReply(deps, user, params.changeId, { page: query.page }),
});
