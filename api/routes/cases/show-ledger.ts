import { listCases } from '../../../prisma/repositories/case-list';
import { loadRegions } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { ledgerPage, ledgerQuery } from '../../pages/ledger-page';
import { cursorOf, caseFilterOf, LedgerQuery } from './ledger-query';

/** 督办台账. htmx asks for the same address and gets the table alone. */
export const showLedger = defineRoute({
  method: 'get', path: '/cases', access: 'signed-in', speaks: 'page', query: LedgerQuery,
  async handle({ query }, { deps, request, user, now }) {
    const filter = caseFilterOf(query);
    const [page, regions] = await Promise.all([
      listCases(deps.database, user.viewer, { filter, sort: query.sort, after: cursorOf(query.after), limit: query.limit, now }),
      loadRegions(deps),
    ]);
    const model = ledgerPage(page, filter, query.sort, regions, now);
    if (request.get('hx-request') === 'true') {
      return { kind: 'fragment', template: 'ledger-result', model, headers: { 'HX-Push-Url': ledgerQuery(filter, query.sort) } };
    }
    return { kind: 'page', template: 'ledger', title: '督办台账', model };
  },
});
