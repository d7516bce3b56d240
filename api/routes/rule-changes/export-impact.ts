import { findChange } from '../../../prisma/repositories/rule-changes';
import { impactRows } from '../../../prisma/repositories/impact-reading';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { MOST_ROWS } from '../../http/spreadsheet';
import { impactSheet } from '../../pages/rule-change-sheet';
import { ChangeAddress } from './show-changes';

/** The impact list for Excel: what the page shows to this post, all of its pages. */
export const exportImpact = defineRoute({
  method: 'get', path: '/rule-changes/:changeId/impact.xlsx', access: 'signed-in', speaks: 'page', params: ChangeAddress,
  async handle({ params: { changeId } }, { deps, user }) {
    const change = await findChange(deps.database, changeId);
    if (!change?.impact) throw problem('not-found');
    const rows = await impactRows(deps.database, changeId, user.viewer, { onlyMoved: true, limit: MOST_ROWS, offset: 0 });
    return { kind: 'spreadsheet', spreadsheet: impactSheet(change, rows) };
  },
});
