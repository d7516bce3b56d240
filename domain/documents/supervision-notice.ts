import { GRADE_NAMES, type Grade } from '../vocabulary/grade';
import type { Act, Facts } from '../kinds/accident-case/facts';
import type { Level } from '../organisation/level';
import { LEVELS } from '../organisation/level';
import type { Body, BodyKind } from '../organisation/body';
import type { BodyLookup, Organisation } from '../organisation/organisation';
import { resolveBody, resolveSuperior } from '../organisation/organisation';
import type { Clock, Threshold } from '../time/clock';
import type { ProofStep } from '../time/proof';
import { MS_PER_DAY, dateOf, startOfDate } from '../time/instant';
import { formatDay } from '../time/words';
import type { SupervisionNotice } from './supervision-notice-schema';
import { addressee, casualtyPhrase, countsAt, supervisionDocNo, titleLines, writtenDate, writtenMoment } from './wording';

export const SUPERVISION_NOTICE = 'supervision-notice.v1';

export interface NoticeSource {
  /** Name of the accident. */
  title: string;
  facts: Facts;
  grade: Grade;
  /** Level of the government that handles the case. */
  level: Level;
  /** The clock `supervision-completion` that the notice starts. */
  clock: Clock;
  /** The act `open-supervision`; its instant is that of service. */
  opened: Act;
  organisation: Organisation;
  /** Number given by the issuing office; null leaves its place blank. */
  serial: number | null;
}

export type NoticeDraft =
  | { ok: true; title: string; docNo: string; model: SupervisionNotice }
  /** A body that must stand on the paper is not registered: a person has to see to it. */
  | { ok: false; missing: Extract<BodyLookup, { found: false }> | null; reason: string };

/** Case files and older records name the committee of the country by this word. */
const STATE_COMMITTEE = 'state-council-safety-committee';

/** The committee that supervises: the one the act names, else the one above the government that handles the case. */
function issuerOf({ opened, level, facts, organisation }: NoticeSource): BodyLookup | null {
  const committee = (at: Level) => resolveBody({ kind: 'safety-committee', level: at }, facts.accident, organisation);
  if (opened.by === STATE_COMMITTEE) return committee('state');
  const named = LEVELS.map(committee).find((lookup) => lookup.found && opened.by?.startsWith(lookup.body.name));
  return named ?? resolveSuperior({ kind: 'safety-committee', level }, facts.accident, organisation);
}

const nobodyAbove = '办理本案的人民政府之上没有可以挂牌督办的安全生产委员会。';

/** Pure: the same facts give the same paper. Refuses, with the reason, when a body it names does not exist. */
export function buildSupervisionNotice(source: NoticeSource): NoticeDraft {
  const { facts, organisation } = source;
  const issuer = issuerOf(source);
  if (!issuer) return { ok: false, missing: null, reason: nobodyAbove };
  if (!issuer.found) return { ok: false, missing: issuer, reason: issuer.reason };
  const handling = issuer.body.level === 'state' ? 'province' : LEVELS[Math.max(0, LEVELS.indexOf(issuer.body.level) - 1)] ?? 'county';
  const wanted: [BodyKind, Level][] = [
    ['safety-committee-office', issuer.body.level], ['government', handling], ['safety-committee-office', handling],
    ['emergency-management', handling],
  ];
  const lookups = wanted.map(([kind, level]) => resolveBody({ kind, level }, facts.accident, organisation));
  const missing = lookups.find((lookup) => !lookup.found);
  if (missing && !missing.found) return { ok: false, missing, reason: missing.reason };
  const [office, recipient, recipientOffice, recipientDepartment] = lookups.map((lookup) => (lookup as { body: Body }).body);
  return draft(source, issuer.body, { office, recipient, recipientOffice, recipientDepartment } as Bodies);
}

type Bodies = Record<'office' | 'recipient' | 'recipientOffice' | 'recipientDepartment', Body>;

function draft(source: NoticeSource, issuer: Body, bodies: Bodies): NoticeDraft {
  const { title, facts, grade, opened, organisation } = source;
  const date = dateOf(opened.at);
  const regionOf = (body: Body) => organisation.regions.get(body.regionCode) ?? { code: body.regionCode, name: '' };
  const docNo = supervisionDocNo(issuer, regionOf(issuer), Number(date.slice(0, 4)), source.serial);
  const model: SupervisionNotice = {
    issuer: issuer.name, office: bodies.office.name, docNo,
    titleLines: [...titleLines(title), '查处挂牌督办通知书'],
    recipient: bodies.recipient.name, addressee: addressee(regionOf(bodies.recipient)),
    recipientOffice: bodies.recipientOffice.name,
    accident: {
      name: title, occurredAt: writtenMoment(facts.accident.occurredAt), grade: GRADE_NAMES[grade],
      casualties: casualtyPhrase(countsAt(facts.counts, opened.at)),
    },
    byAnalogy: grade !== 'major',
    limit: limitOf(source.clock),
    signedOn: writtenDate(date), issuedOn: writtenDate(date),
    copyTo: [bodies.recipientOffice.name, bodies.recipientDepartment.name],
  };
  return { ok: true, title: '挂牌督办通知书', docNo, model };
}

/** Remarks on how certain a rule is belong on the pages; that the limit was met is not known yet. */
const PRINTED_STEPS: ReadonlySet<ProofStep['kind']> =
  new Set(['trigger', 'count', 'skip', 'pause', 'extension', 'span', 'roll', 'opens', 'due']);

function limitOf(clock: Clock): SupervisionNotice['limit'] {
  if (clock.dueDate === null || clock.dueAt === null) throw new Error(`clock ${clock.code} has no last day`);
  const start = startOfDate(dateOf(clock.triggeredAt));
  const length = startOfDate(clock.dueDate) - start;
  const days = (kind: Threshold['kind']) => clock.thresholds.filter((t) => t.kind === kind);
  return {
    days: Math.round(length / MS_PER_DAY),
    receivedOn: writtenDate(dateOf(clock.triggeredAt)), dueOn: formatDay(clock.dueDate),
    proof: clock.proof.filter((step) => PRINTED_STEPS.has(step.kind)).map((step) => step.text).slice(0, 14),
    citations: [...clock.cite],
    reminders: days('reminder').map((t) => ({
      percent: Math.min(100, Math.max(0, Math.round(((t.at - start) / (length + MS_PER_DAY)) * 1000) / 10)), on: writtenDate(dateOf(t.at)),
    })),
    escalations: days('escalation').map((t) => writtenDate(dateOf(t.at))),
  };
}
