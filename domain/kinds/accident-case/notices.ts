import type { BodyKind, BodyRef } from '../../organisation/body';
import { type FindingChange, changeText, isMandatory } from '../../trigger/stored-finding';
import { isTaken } from './measures-taken';
import { measureText } from '../../trigger/words';
import { datesInWords } from '../../time/moves';
import type { Clock } from '../../time/clock';
import type { Instant } from '../../time/instant';
import { formatDay, formatMoment, formatSpan, ifProvisional } from '../../time/words';
import type { ActName } from './acts';
import { actRow } from './acts';
import type { Assessment } from './assess';
import type { CaseBodies } from './bodies';
import { caseBodies } from './bodies';
import type { CaseEvent, ClockStruck, FindingsChanged, RulesAdopted } from './events';
import type { Act, Facts } from './facts';
import type { Level } from '../../organisation/level';
import { LEVELS } from '../../organisation/level';
import { bodiesOf } from './findings';
import type { CaseState } from './state';
import { PUNCTUAL_MS } from './strikes';

export type NoticeKind = 'reminder' | 'due' | 'escalation' | 'opens' | 'copy' | 'finding';

/** Something a body is told. Created in the transaction of its cause, delivered by an effect. */
export interface NoticeSpec {
  kind: NoticeKind;
  clockCode: string | null;
  body: BodyRef;
  title: string;
  text: string;
  cite: string[];
  at: Instant;
}

const KIND_OF_NOTIFIED: Record<string, BodyKind> = {
  police: 'public-security', 'human-resources': 'human-resources', union: 'union', procuratorate: 'procuratorate',
  'supervisory-commission': 'supervisory-commission', government: 'government',
};

const asLevel = (value: string | undefined): Level | undefined => LEVELS.find((level) => level === value);

/** Who is told of an act, beyond the body that did it. Looked up by kind and level, never typed in. */
const TOLD: Partial<Record<ActName, (bodies: CaseBodies, act: Act) => BodyRef[]>> = {
  report: (_, act) => {
    const to = asLevel(act.to);
    return to ? [{ kind: 'emergency-management', level: to }, { kind: 'safety-committee-office', level: to }] : [];
  },
  'notify-body': (bodies, act) => {
    const kind = KIND_OF_NOTIFIED[act.body ?? ''];
    return kind ? [{ kind, level: bodies.team.level }] : [];
  },
  'submit-initial-brief': (b) => [b.superiorOffice],
  'form-team': (b) => [b.office, b.superiorOffice],
  'invite-procuratorate': (b) => [b.procuratorate],
  elevate: (b) => [b.government, b.office],
  'open-supervision': (b) => [b.government, b.office],
  'supervision-progress': (b) => [b.superiorOffice],
  'submit-for-supervision-review': (b) => [b.superiorOffice],
  'supervision-opinion': (b) => [b.office, b.team],
  'release-supervision': (b) => [b.government, b.office],
  'request-extension': (b) => [b.government],
  'approve-extension': (b) => [b.team, b.office],
  'submit-report': (b) => [b.government, b.office],
  approve: (b) => [b.team, b.office, b.procuratorate, b.enterprise],
  publish: (b) => [b.office],
  'ask-police-notice': (b) => [{ kind: 'public-security', level: b.team.level }],
  'copy-police-notice': (b) => [b.procuratorate],
  'request-police-review': (b) => [{ kind: 'public-security', level: b.team.level }],
  'request-filing-supervision': (b) => [b.procuratorate],
  'notify-power-cut': (b) => [b.enterprise],
  'publish-evaluation': (b) => [b.superiorOffice],
  'file-evaluation': (b) => [b.superiorOffice],
};

function actNotices(act: Act, title: string, assessment: Assessment): NoticeSpec[] {
  const name = actRow(act.do).title;
  return (TOLD[act.do]?.(caseBodies(assessment), act) ?? []).map((body) => ({
    kind: 'copy', clockCode: null, body, title: name, cite: [], at: act.at,
    text: `${title}：${formatMoment(act.at)}，${name}。`,
  }));
}

/** How far off the limit is for whoever reads it; a threshold that struck on time speaks of its own instant. */
const readAt = ({ at }: ClockStruck, now: Instant): Instant => (now - at > PUNCTUAL_MS ? now : at);

/** The engine's lateness is said to be the engine's. */
const ifBelated = ({ lateMs }: ClockStruck, now: Instant): string => (lateMs === undefined ? '' : `【补发，应于${formatMoment(now - lateMs)}发出】`);

function clockText(clock: Clock, event: ClockStruck, title: string, now: Instant): string {
  const at = readAt(event, now);
  const limit = clock.dueDate ? `期限到${formatDay(clock.dueDate)}${ifProvisional(clock)}为止` : clock.dueAt ? `期限到${formatMoment(clock.dueAt)}为止` : '';
  switch (event.threshold.kind) {
    case 'reminder': {
      const left = clock.dueAt === null ? '' : `，还剩${formatSpan(clock.dueAt - at)}`;
      return `${title}：“${clock.title}”${limit}${left}。`;
    }
    case 'opens': return `${title}：“${clock.title}”自${clock.opensOn ? formatDay(clock.opensOn) : '今日'}起可以办理，${limit}。`;
    case 'due': {
      if (clock.metBy === null) return `${title}：“${clock.title}”已经期满。`;
      const late = clock.dueAt === null || at === event.at ? '' : formatSpan(at - clock.dueAt);
      return `${title}：“${clock.title}”已经逾期${late}，${limit}。请立即办理并说明原因。`;
    }
    case 'escalation': {
      const late = clock.dueAt === null ? '' : `，已逾期${formatSpan(at - clock.dueAt)}`;
      return `${title}：“${clock.title}”${limit}${late}，责任机关仍未办理，请督促。`;
    }
  }
}

function clockNotices(event: ClockStruck, title: string, assessment: Assessment, now: Instant): NoticeSpec[] {
  const clock = assessment.clocks.find((c) => c.code === event.clock);
  if (!clock) return [];
  return event.threshold.to.map((body) => ({
    kind: event.threshold.kind, clockCode: clock.code, body, title: clock.title,
    text: `${ifBelated(event, now)}${clockText(clock, event, title, now)}`, cite: clock.cite, at: event.at,
  }));
}

/** Whoever has to meet a limit is told when a change of rules moves it. */
function adoptionNotices(event: RulesAdopted, title: string, assessment: Assessment): NoticeSpec[] {
  return event.moved.flatMap((move) => {
    const clock = assessment.clocks.find((c) => c.code === move.code);
    if (!clock) return [];
    const text = `${title}：因${event.title}，“${move.title}”的期限由${datesInWords(move.old)}改为${datesInWords(move.new)}。`;
    return [{ kind: 'copy' as const, clockCode: move.code, body: clock.owner, title: `期限变更：${move.title}`, text, cite: clock.cite, at: event.at }];
  });
}

/** Opened or no longer open, and not done already: an imported case may bring its measures with it. */
const concernsMeasures = (change: FindingChange, facts: Facts): boolean =>
  isMandatory(change) && change.from !== change.state && [change.from, change.state].includes('open') && !isTaken(change.measures, facts);

/**
 * Whoever has to take a commanded measure is told when it becomes due, and when it no longer is. What the source only
 * allows, and what is still to be determined, stands on the page of the case and sends nothing.
 */
function findingNotices(event: FindingsChanged, { title, facts, closedAt }: CaseState, assessment: Assessment): NoticeSpec[] {
  if (closedAt !== null) return [];
  return event.findings.filter((change) => concernsMeasures(change, facts))
    .flatMap((change) => bodiesOf(change, assessment).map((body): NoticeSpec => ({
      kind: 'finding', clockCode: null, body, title: changeText(change), cite: change.cite, at: event.at,
      text: [`${title}：${changeText(change)}。`, ...(change.state === 'open' ? change.measures.map((m) => `${measureText(m)}。`) : []),
        `理由：${change.because.join('；')}。`].join(''),
    })));
}

/** When they are told; and whether the events were taken over from a recorded case, whose acts are history to everybody. */
export interface Telling {
  now: Instant;
  imported: boolean;
}

/** Everybody who has to be told of these events, in their order. `state` is the case after them. */
export function noticesOf(events: readonly CaseEvent[], state: CaseState, assessment: Assessment, { now, imported }: Telling): NoticeSpec[] {
  const { title } = state;
  return events.flatMap((event) => {
    if (event.type === 'act-done') return imported ? [] : actNotices(event.act, title, assessment);
    if (event.type === 'findings-changed') return findingNotices(event, state, assessment);
    if (event.type === 'rules-adopted') return adoptionNotices(event, title, assessment);
    return event.type === 'clock-struck' ? clockNotices(event, title, assessment, now) : [];
  });
}
