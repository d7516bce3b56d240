import { listCases } from '../../../prisma/repositories/case-list';
import { defineRoute } from '../../http/define-route';
import { caseLineJson, CaseListJson } from '../../pages/case-json';
import { cursorOf, caseFilterOf, LedgerQuery } from './ledger-query';

export const listCasesJson = defineRoute({
  method: 'get', path: '/api/cases', access: 'signed-in', speaks: 'json', query: LedgerQuery, response: CaseListJson,
  async handle({ query }, { deps, user, now }) {
    const page = await listCases(deps.database, user.viewer, {
      filter: caseFilterOf(query), sort: query.sort, after: cursorOf(query.after), limit: query.limit, now,
    });
    return {
      kind: 'json',
      body: { cases: page.rows.map(caseLineJson), counts: page.counts, next: page.next === null ? null : `${page.next.key}.${page.next.id}` },
    };
  },
});
