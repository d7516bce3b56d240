import { PARTY_ACTS } from '../../domain/kinds/accident-case/acts-on-parties';
import type { CaseRecord } from '../../prisma/repositories/case-queries';

/** Tabs of a case; one without content is not shown. */
export const CASE_TABS = ['timeline', 'clocks', 'team', 'review', 'accountability', 'evaluation', 'measures', 'documents', 'record'] as const;
export type CaseTab = (typeof CASE_TABS)[number] | 'overview';

const TITLES: Readonly<Record<CaseTab, string>> = {
  overview: '概况', timeline: '时间轴', clocks: '时限与依据', team: '调查组', review: '报告与批复', accountability: '责任追究',
  evaluation: '整改评估', measures: '触发措施', documents: '公文', record: '流转记录',
};

/** Acts whose presence gives a tab its content. */
export const TAB_ACTS: Readonly<Partial<Record<CaseTab, readonly string[]>>> = {
  team: ['form-team', 'invite-procuratorate', 'procuratorate-joins', 'procuratorate-declines', 'delegate-investigation', 'entrust-unit-inquiry', 'elevate',
    'commission-appraisal', 'receive-appraisal', 'request-extension', 'approve-extension'],
  review: ['sign-report', 'submit-report', 'review-opinion', 'approve', 'publish', 'archive', 'open-supervision', 'supervision-progress',
    'submit-for-supervision-review', 'supervision-opinion', 'release-supervision'],
  accountability: Object.keys(PARTY_ACTS),
  evaluation: ['start-evaluation', 'submit-evaluation', 'publish-evaluation', 'file-evaluation'],
};

export interface TabView { href: string; title: string; current: boolean }

function hasContent(record: CaseRecord, tab: CaseTab, documents: number): boolean {
  if (tab === 'documents') return documents > 0;
  if (tab === 'evaluation' && record.clocks.some((clock) => clock.process === 'rectificationEvaluation')) return true;
  const acts = TAB_ACTS[tab];
  return acts === undefined || record.facts.acts.some((act) => acts.includes(act.do));
}

export function caseTabs(record: CaseRecord, current: CaseTab, documents: number): TabView[] {
  const all: CaseTab[] = ['overview', ...CASE_TABS];
  return all.filter((tab) => tab === current || hasContent(record, tab, documents)).map((tab) => ({
    href: `/cases/${encodeURIComponent(record.id)}${tab === 'overview' ? '' : `/${tab}`}`, title: TITLES[tab], current: tab === current,
  }));
}

export const tabTitle = (tab: CaseTab): string => TITLES[tab];
