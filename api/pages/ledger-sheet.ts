import type { CaseListPage } from '../../prisma/repositories/case-list';
import { dateOf, type Instant } from '../../domain/time/instant';
import { MOST_ROWS, type Spreadsheet } from '../http/spreadsheet';
import { ledgerRow } from './ledger-page';
import type { RegionTree } from './regions';

/** 督办台账 as it is filtered and sorted, all of its pages. */
export function ledgerSheet(page: CaseListPage, regions: RegionTree, now: Instant): Spreadsheet {
  const rows = page.rows.map((row) => {
    const line = ledgerRow(row, regions, now);
    return [
      line.light.word, line.caseNo, line.title, line.region, line.grade, line.industry, { date: dateOf(row.occurredAt) }, line.phase,
      line.ball, line.ballAct, line.first?.title ?? '', line.first?.due ?? '', line.first?.standing ?? '', line.mark,
    ];
  });
  return {
    name: '督办台账',
    columns: [
      { title: '灯', width: 8 }, { title: '编号', width: 24 }, { title: '案件', width: 36 }, { title: '地区', width: 24 },
      { title: '等级', width: 10 }, { title: '行业', width: 14 }, { title: '发生', width: 16 }, { title: '阶段', width: 12 },
      { title: '现在轮到', width: 24 }, { title: '办理事项', width: 24 }, { title: '最近时限', width: 24 }, { title: '期限', width: 24 },
      { title: '状态', width: 16 }, { title: '备注', width: 8 },
    ],
    rows: page.next === null ? rows : [...rows, [`只导出了前 ${MOST_ROWS} 起，请缩小筛选范围。`]],
  };
}
