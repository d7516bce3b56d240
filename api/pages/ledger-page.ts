import { PHASES } from '../../domain/kinds/accident-case/stages';
import { GRADES } from '../../domain/vocabulary/grade';
import { INDUSTRIES } from '../../domain/vocabulary/industry';
import { dateOf, type Instant } from '../../domain/time/instant';
import { bodyRefName } from '../../domain/organisation/names';
import { LIGHT_RANKS, type CaseFilter, type CaseListPage, type CaseListRow, type CaseSort } from '../../prisma/repositories/case-list';
import { chineseDate } from '../../domain/time/plain-date';
import { LIGHTS } from '../../templates/lights';
import { GRADE_NAMES } from '../../domain/vocabulary/grade';
import { INDUSTRY_NAMES } from '../../domain/vocabulary/industry';
import { phaseName } from './case-head';
import { smallRibbon } from './clock-list';
import { regionGroups, regionName, type RegionTree } from './regions';

const SORT_WORDS: Readonly<Record<CaseSort, string>> = { urgent: '最急在前', newest: '最近发生', oldest: '最早发生', gravest: '等级最高' };

/** The filter as it stands in the address; empty ones are left out. */
export function ledgerQuery(filter: CaseFilter, sort: CaseSort, changes: Readonly<Record<string, string | null>> = {}, path = '/cases'): string {
  const all: Record<string, string | null> = { ...filter, sort: sort === 'urgent' ? null : sort, ...changes };
  const params = new URLSearchParams(Object.entries(all).flatMap(([key, value]) => (value === null || value === '' ? [] : [[key, value] as [string, string]])));
  const text = params.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function ledgerRow(row: CaseListRow, regions: RegionTree, wallNow: Instant) {
  const now = wallNow + row.shiftMs;
  const { ribbon, first } = smallRibbon(row.clocks, now);
  return {
    href: `/cases/${encodeURIComponent(row.id)}`, title: row.title, caseNo: row.caseNo, light: LIGHTS[row.light],
    grade: GRADE_NAMES[row.grade], industry: INDUSTRY_NAMES[row.industry], region: regionName(regions, row.regionCode),
    occurredOn: chineseDate(dateOf(row.occurredAt)), phase: phaseName(row.phase), mark: row.demo ? '演示' : '',
    ball: row.ball === null ? '' : row.ball.body.name ?? bodyRefName(row.ball.body), ballAct: row.ball?.title ?? '',
    ribbon, first,
  };
}

const choices = (names: Readonly<Record<string, string>>, chosen: string | null) =>
  Object.entries(names).map(([value, label]) => ({ value, label, selected: value === chosen }));

export function ledgerPage(page: CaseListPage, filter: CaseFilter, sort: CaseSort, regions: RegionTree, now: Instant) {
  const total = LIGHT_RANKS.reduce((sum, name) => sum + page.counts[name], 0);
  return {
    lights: [
      { href: ledgerQuery(filter, sort, { light: null }), light: null, word: '全部', count: total, current: filter.light === null },
      ...LIGHT_RANKS.map((name) => ({
        href: ledgerQuery(filter, sort, { light: name }), light: LIGHTS[name], word: LIGHTS[name].word, count: page.counts[name], current: filter.light === name,
      })),
    ],
    light: filter.light ?? '',
    grades: choices(Object.fromEntries(GRADES.map((name) => [name, GRADE_NAMES[name]])), filter.grade),
    industries: choices(Object.fromEntries(INDUSTRIES.map((name) => [name, INDUSTRY_NAMES[name]])), filter.industry),
    phases: choices(PHASES, filter.phase),
    sorts: choices(SORT_WORDS, sort),
    regions: regionGroups(regions, false).map((group) => ({
      label: group.label, options: group.options.map((option) => ({ ...option, selected: option.value === filter.region })),
    })),
    text: filter.text ?? '',
    filtered: Object.values(filter).some((value) => value !== null),
    rows: page.rows.map((row) => ledgerRow(row, regions, now)),
    total: filter.light === null ? total : page.counts[filter.light],
    sheetHref: ledgerQuery(filter, sort, {}, '/cases.xlsx'),
    nextHref: page.next === null ? '' : ledgerQuery(filter, sort, { after: `${page.next.key}.${page.next.id}` }),
  };
}
