import { ACTS } from '../../domain/kinds/accident-case/acts';
import { assess } from '../../domain/kinds/accident-case/assess';
import { knownFacts } from '../../domain/kinds/accident-case/assessed';
import { DETERMINABLE, type Determinable, determinationText } from '../../domain/kinds/accident-case/determinations';
import { answersFor } from '../../domain/kinds/accident-case/findings';
import type { Law } from '../../domain/trigger/law';
import { type Evaluated, FINDING_STATES, type FindingState } from '../../domain/trigger/finding';
import type { MissingFact } from '../../domain/trigger/judgement';
import { measureDue } from '../../domain/trigger/limits';
import { FINDING_DECISIONS, type StoredFinding, findingChanges, withChanges } from '../../domain/trigger/stored-finding';
import { actsTaking, takenActs } from '../../domain/kinds/accident-case/measures-taken';
import { measureText } from '../../domain/trigger/words';
import { MEASURES } from '../../domain/trigger/vocabulary';
import { dateOf, type Instant } from '../../domain/time/instant';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { formatDay, formatMoment } from '../../domain/time/words';
import { commandTitle, type CommandForm } from '../input/field-specs';
import { actHref, type PossibleAct } from './blocked-page';
import { isConfirmable, isDismissible } from './offered';

/** Which measures the rules of a case call for, since when and why, what was decided, and what can be done about it here. */
export interface MeasuresView {
  /** Forms to state what the record cannot show; none where this post may not. */
  sayLinks: PossibleAct[];
  determined: { at: string; text: string; ground: string }[];
  findings: FindingView[];
  /** Rules that cannot be told for want of facts. */
  open: { title: string; missing: MissingView[]; cite: string }[];
  /** How many rules do not apply. */
  others: number;
}

/** `href` leads to the form that states the fact, where a person has to. */
interface MissingView { text: string; href: string }

export interface FindingView {
  title: string;
  /** 成立 ●, 待定 ◌, 被取代 or 撤回 ○. */
  state: string;
  mark: string;
  measures: string[];
  because: string[];
  missing: MissingView[];
  /** What the record shows of it already. */
  taken: string[];
  decided: string;
  /** Every change of state, oldest first. */
  trace: string[];
  cite: string;
  note: string;
  links: PossibleAct[];
}

const MARKS: Record<FindingState, string> = { open: '●', provisional: '◌', superseded: '○', withdrawn: '○' };
const ORDER: readonly FindingState[] = ['open', 'provisional', 'superseded', 'withdrawn'];

interface Context { record: CaseRecord; law: Law; now: Instant; may: (command: string) => boolean }

const isDeterminable = (fact: string): fact is Determinable => Object.hasOwn(DETERMINABLE, fact);

function missingView({ fact, text, pending, clue }: MissingFact, { record, may }: Context): MissingView {
  const about = fact.startsWith(`accident:${record.id}.`) ? fact.slice(fact.lastIndexOf('.') + 1) : '';
  const form = about === 'proposals' ? 'propose-measure' : isDeterminable(about) ? `determine?about=${about}` : '';
  return {
    text: `${text}${pending ? '（待认定）' : ''}${clue === null ? '' : `。${clue}`}`,
    href: form !== '' && may('determine') ? actHref(record.id, form) : '',
  };
}

/** The decision first, then the act that carries it out: each is a step of its own. */
function linksOf(finding: StoredFinding, { record, may }: Context): PossibleAct[] {
  if (finding.state !== 'open') return [];
  const query = `?finding=${encodeURIComponent(finding.id)}`;
  const done = new Set(record.facts.acts.map((act) => act.do));
  const commands = [
    ...(isConfirmable(finding) ? ['confirm-finding'] : []), ...(isDismissible(finding) ? ['dismiss-finding'] : []),
    ...actsTaking(finding.measures).filter((act) => !done.has(act)),
  ];
  return commands.filter(may).map((command) => ({
    href: `${actHref(record.id, command)}${command.endsWith('-finding') ? query : ''}`, title: commandTitle(command),
  }));
}

function measureLines({ measures, decided }: StoredFinding, { record, law }: Context): string[] {
  const { occurredAt } = record.facts.accident;
  const confirmedAt = decided?.decision === 'confirmed' ? decided.at : undefined;
  return measures.map((measure) => {
    const due = measureDue(measure, { accident: { id: record.id, at: occurredAt }, confirmedAt }, law.calendar);
    const until = due?.dueDate ? formatDay(due.dueDate) : due?.dueAt ? formatMoment(due.dueAt) : '';
    return `${measureText(measure)}${until ? `，至${until}` : ''}`;
  });
}

function findingView(finding: StoredFinding, answer: Evaluated | undefined, context: Context): FindingView {
  const { title, state, decided, trace, measures, cite } = finding;
  const { record, now } = context;
  const isLive = state === 'open' || state === 'provisional';
  return {
    title, state: FINDING_STATES[state], mark: MARKS[state], measures: isLive ? measureLines(finding, context) : [],
    because: (isLive ? answer?.because : undefined) ?? finding.because,
    missing: state === 'provisional' ? (answer?.missing ?? []).map((fact) => missingView(fact, context)) : [],
    taken: takenActs(measures, record.facts).filter((act) => act.at <= now).map((act) => `${formatDay(dateOf(act.at))}已办理：${ACTS[act.do].title}`),
    decided: decided ? `${formatMoment(decided.at)} ${FINDING_DECISIONS[decided.decision]}：${decided.reason}` : '',
    trace: trace.map((step) => `${formatMoment(step.at)} ${FINDING_STATES[step.state]}：${step.because.join('；')}`),
    cite: cite.join('、'), note: answer?.note ?? '', links: linksOf(finding, context),
  };
}

/** @param forms what this post may do on the case now; decides which links there are */
export function measuresView(record: CaseRecord, law: Law, forms: readonly CommandForm[], now: Instant): MeasuresView {
  const isOpen = record.closedAt === null;
  const context: Context = { record, law, now, may: (command) => isOpen && forms.some(({ name }) => name === command) };
  const assessment = assess(knownFacts(record), law.rules, law.calendar, now, record.id);
  const answers = answersFor(record.id, record, assessment, law.triggers, now);
  const findings = record.findings ?? withChanges([], findingChanges([], answers, now), now);
  const answerOf = new Map(answers.map((answer) => [answer.id, answer]));
  return {
    sayLinks: ['determine', 'propose-measure'].filter(context.may).map((command) => ({ href: actHref(record.id, command), title: commandTitle(command) })),
    determined: [
      ...record.determinations.map((one) => ({ at: one.at, text: determinationText(one), ground: one.ground })),
      ...(record.proposals ?? []).map(({ at, measure, by, ground }) => ({ at, text: `${by}书面提出${MEASURES[measure]}`, ground })),
    ].sort((a, b) => a.at - b.at).map((line) => ({ ...line, at: formatMoment(line.at) })),
    findings: findings.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
      .map((finding) => findingView(finding, answerOf.get(finding.id), context)),
    open: answers.filter(({ truth }) => truth === 'unknown')
      .map(({ title, missing, cite }) => ({ title, missing: missing.map((fact) => missingView(fact, context)), cite: cite.join('、') })),
    others: answers.filter(({ verdict }) => verdict === 'no').length,
  };
}
