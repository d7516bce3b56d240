import { changeName } from '../../domain/rule-change/words';
import type { ImpactRow } from '../../prisma/repositories/impact-reading';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import type { Spreadsheet } from '../http/spreadsheet';
import { movedLines } from './rule-change-pages';

/** The impact list as the page shows it, all of its pages. */
export const impactSheet = (change: StoredChange, rows: readonly ImpactRow[]): Spreadsheet => ({
  name: `影响清单 ${changeName(change)}`,
  columns: [
    { title: '案件编号', width: 24 }, { title: '案件', width: 36 }, { title: '时限', width: 24 }, { title: '原期限', width: 24 },
    { title: '新期限', width: 24 }, { title: '实施后即逾期', width: 12 }, { title: '原因', width: 80 }, { title: '已实施', width: 8 },
  ],
  rows: rows.flatMap(movedLines).map((line) => [
    line.caseNo, line.caseTitle, line.clock, line.old, line.new, line.overdueAtOnce ? '是' : '', line.why.join('\n'), line.applied ? '是' : '',
  ]),
});
