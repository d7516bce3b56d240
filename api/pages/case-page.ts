import { ACTS } from '../../domain/kinds/accident-case/acts';
import { REFUSALS } from '../../domain/kernel/refusals';
import { randomUUID } from 'node:crypto';
import { bodyRefName } from '../../domain/organisation/names';
import type { Law } from '../../domain/trigger/law';
import { dateOf, type Instant } from '../../domain/time/instant';
import type { CaseNotice, CaseRecord, StoredAuditEntry, StoredDocument, StoredEvent } from '../../prisma/repositories/case-queries';
import { loadRules } from '../../rules';
import { nameOfPack } from '../../rules/pack-names';
import { formatDay, formatMoment } from '../../domain/time/words';
import { PROCESS_WORDS } from '../../templates/words';
import type { SignedIn } from '../auth/signed-in';
import type { CommandForm } from '../input/field-specs';
import { actionForm, type ActionForm } from './action-page';
import { actDetail } from './act-words';
import { actHref, type PossibleAct } from './blocked-page';
import { caseHead } from './case-head';
import { measuresView } from './case-measures';
import { caseTabs, TAB_ACTS, type CaseTab } from './case-tabs';
import { clockLines, ribbonSections } from './clock-list';
import { isOffered } from './offered';
import { recordLines } from './record-page';
import type { RegionTree } from './regions';
import { timelineOf } from './timeline';

export interface CasePageInput {
  tab: CaseTab; record: CaseRecord; regions: RegionTree; documents: StoredDocument[]; events: StoredEvent[]; notices: CaseNotice[];
  audit: StoredAuditEntry[]; forms: CommandForm[]; user: SignedIn; now: Instant;
  /** For the tab of measures. */
  law: Law | null;
}

const actRows = (record: CaseRecord, tab: CaseTab) => record.facts.acts
  .filter((act) => (TAB_ACTS[tab] ?? []).includes(act.do))
  .map((act) => ({ at: formatMoment(act.at), title: ACTS[act.do].title, detail: actDetail(act) }));

/** Acts that are possible for this post, grouped by the process they belong to, the next one left out. */
function possibleGroups(record: CaseRecord, forms: readonly CommandForm[], next: string | null) {
  const groups = new Map<string, PossibleAct[]>();
  for (const form of forms) {
    if (form.name === next || !isOffered(record, form)) continue;
    const title = PROCESS_WORDS[form.process];
    groups.set(title, [...(groups.get(title) ?? []), { href: actHref(record.id, form.name), title: form.title }]);
  }
  return [...groups].map(([title, acts]) => ({ title, acts }));
}

/** Acts that are refused now, each with what is missing. */
const refusedActs = (record: CaseRecord) => Object.entries(record.blocked).flatMap(([name, code]) =>
  (Object.hasOwn(ACTS, name)
    ? [{ title: ACTS[name as keyof typeof ACTS].title, reason: REFUSALS[code].text, rule: REFUSALS[code].rule ?? '' }] : []));

function documentRows(caseId: string, documents: readonly StoredDocument[]) {
  return documents.map((document) => ({
    title: document.title, docNo: document.docNo || '文号待登记', createdAt: formatMoment(document.createdAt), note: document.note ?? '',
    href: document.bytes === null ? '' : `/cases/${encodeURIComponent(caseId)}/documents/${encodeURIComponent(document.id)}.pdf`,
    size: document.bytes === null ? '' : `${Math.max(1, Math.round(document.bytes / 1024))} KB`,
  }));
}

/** How many of the latest acts the overview repeats. */
const RECENT = 8;

const recentActs = (record: CaseRecord) => record.facts.acts.slice(-RECENT).reverse()
  .map((act) => ({ at: formatMoment(act.at), title: ACTS[act.do].title, detail: actDetail(act) }));

/** Says whose step it is where the post that sees the form would only write it down for another body. */
function onBehalf(record: CaseRecord, user: SignedIn): string {
  const ball = record.ball;
  if (ball === null || (ball.body.kind === user.body.kind && ball.body.level === user.body.level)) return '';
  return `这一步由${ball.body.name ?? bodyRefName(ball.body)}办理；您可以代为登记。`;
}

function nextForm(input: CasePageInput): ActionForm | null {
  const { record, forms, user, now } = input;
  const form = forms.find((each) => each.name === record.ball?.act);
  return form && record.closedAt === null ? actionForm(record, form, user, { commandId: randomUUID(), now }) : null;
}

/** Rows of later versions that the case took over while it ran. */
const adoptedWords = ({ adopted = [] }: CaseRecord['packs'][number]): string =>
  adopted.map(({ version, rows }) => `（另适用 ${version} 的 ${rows.length} 条）`).join('');

/** Everything the page of a case shows under one tab. */
export function casePage(input: CasePageInput) {
  const { tab, record, regions, documents, events, notices, audit, forms, now } = input;
  const evaluation = record.clocks.filter((clock) => clock.process === 'rectificationEvaluation');
  const clocks = tab === 'evaluation' ? evaluation : record.clocks;
  const open = record.closedAt === null;
  const explained = record.late.filter((row) => row.reason !== null);
  const next = open ? nextForm(input) : null;
  return {
    head: caseHead(record, regions, now), tabs: caseTabs(record, tab, documents.length),
    isOverview: tab === 'overview', isTimeline: tab === 'timeline', isClocks: tab === 'clocks', isDocuments: tab === 'documents',
    isRecord: tab === 'record', isMeasures: tab === 'measures', isActs: TAB_ACTS[tab] !== undefined,
    sections: ['overview', 'clocks', 'evaluation'].includes(tab) ? ribbonSections(record.id, clocks, now) : [],
    clocks: tab === 'clocks' ? clockLines(record.clocks, open ? record.late : explained, now) : [],
    caseId: record.id,
    next, onBehalf: next === null ? '' : onBehalf(record, input.user), recent: tab === 'overview' ? recentActs(record) : [],
    groups: open ? possibleGroups(record, forms, next === null ? null : record.ball?.act ?? null) : [],
    refused: open ? refusedActs(record) : [],
    waitingFor: record.ball === null ? '' : record.ball.body.name ?? bodyRefName(record.ball.body),
    timeline: tab === 'timeline' ? timelineOf(record.id, events, notices, record.clocks, now) : null,
    acts: actRows(record, tab),
    measures: input.law ? measuresView(record, input.law, forms, now) : null,
    documents: tab === 'documents' ? documentRows(record.id, documents) : [],
    record: tab === 'record' ? recordLines(audit) : [],
    olderHref: tab === 'record' && (audit.at(-1)?.seq ?? 1) > 1 ? `/cases/${encodeURIComponent(record.id)}/record?before=${audit.at(-1)?.seq}` : '',
    packs: record.packs.map((pack) => `${nameOfPack(pack.id, loadRules().packs)} ${pack.version}${adoptedWords(pack)}`).join('；'),
    openedAt: formatDay(dateOf(record.openedAt)), sources: record.sources.join('；'),
  };
}
