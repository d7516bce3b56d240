import { z } from 'zod';
import { auditOf, documentsOf, eventsOf, caseNotices } from '../../../prisma/repositories/case-queries';
import { openForms } from '../../auth/permissions';
import { lawOf, loadCase, loadRegions } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { casePage } from '../../pages/case-page';
import { recordNow } from '../../pages/case-head';
import { CASE_TABS, tabTitle, type CaseTab } from '../../pages/case-tabs';

const Params = z.object({ caseId: z.string().min(1).max(200) });
const Query = z.object({ before: z.coerce.number().int().positive().nullable().catch(null) });
const AUDIT_PAGE = 100;

/** One route per tab, so that each has an address of its own that can be sent and printed. */
const showTab = (tab: CaseTab) => defineRoute({
  method: 'get', path: tab === 'overview' ? '/cases/:caseId' : `/cases/:caseId/${tab}`, access: 'signed-in', speaks: 'page',
  params: Params, query: Query,
  async handle({ params, query }, { deps, user, now }) {
    const record = await loadCase(deps, user, params.caseId);
    const { database } = deps;
    const [regions, documents, events, notices, audit, law] = await Promise.all([
      loadRegions(deps), documentsOf(database, record.id),
      tab === 'timeline' ? eventsOf(database, record.id) : [],
      tab === 'timeline' ? caseNotices(database, record.id) : [],
      tab === 'record' ? auditOf(database, record.id, { before: query.before, limit: AUDIT_PAGE }) : [],
      tab === 'measures' ? lawOf(deps, record) : null,
    ]);
    const forms = openForms(user, { regionCode: record.regionCode, unitRegion: record.facts.accident.unitRegion ?? null }, record.blocked);
    const model = casePage({ tab, record, regions, documents, events, notices, audit, law, forms, user, now: recordNow(record, now) });
    return { kind: 'page', template: 'case', title: `${record.title} · ${tabTitle(tab)}`, model };
  },
});

export const showCase = (['overview', ...CASE_TABS] as const).map(showTab);
