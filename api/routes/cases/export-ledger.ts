import { listCases } from '../../../prisma/repositories/case-list';
import { loadRegions } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { MOST_ROWS } from '../../http/spreadsheet';
import { ledgerSheet } from '../../pages/ledger-sheet';
import { caseFilterOf, LedgerQuery } from './ledger-query';

/** 督办台账 for Excel: the same filter and order, all pages of it. */
export const exportLedger = defineRoute({
  method: 'get', path: '/cases.xlsx', access: 'signed-in', speaks: 'page', query: LedgerQuery,
  async handle({ query }, { deps, user, now }) {
    const [page, regions] = await Promise.all([
      listCases(deps.database, user.viewer, { filter: caseFilterOf(query), sort: query.sort, after: null, limit: MOST_ROWS, now }),
      loadRegions(deps),
    ]);
    return { kind: 'spreadsheet', spreadsheet: ledgerSheet(page, regions, now) };
  },
});
