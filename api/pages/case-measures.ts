import { assess } from '../../domain/accident-case/assess';
import { ACTS } from '../../domain/accident-case/acts';
import { caseTriggers } from '../../domain/trigger/case-findings';
import type { Evaluated, Finding } from '../../domain/trigger/finding';
import type { MissingFact } from '../../domain/trigger/judgement';
import { takenActs } from '../../domain/trigger/taken';
import { measureText } from '../../domain/trigger/words';
import { dateOf, type Instant } from '../../domain/time/instant';
import type { CaseRecord } from '../../prisma/repositories/case-queries';
import { loadRules, UnknownPackError } from '../../rules';
import { triggersOf } from '../../rules/triggers';
import { longDate } from '../../templates/format';

/** Which measures the rules of a case call for: a suggestion with its sources, from which nothing follows by itself. */
export interface MeasuresView {
  /** Why there is nothing to show, or empty. */
  unavailable: string;
  findings: FindingView[];
  /** Rules that cannot be told for want of facts. */
  open: { title: string; missing: string[]; cite: string }[];
  /** How many rules do not apply. */
  others: number;
}

export interface FindingView {
  title: string;
  /** 成立 ● or 待定 ◌. */
  state: string;
  mark: string;
  measures: string[];
  because: string[];
  missing: string[];
  /** What the record shows of it already. */
  taken: string[];
  cite: string;
  note: string;
}

const missingText = ({ text, pending, clue }: MissingFact): string => `${text}${pending ? '（待认定）' : ''}${clue === null ? '' : `。${clue}`}`;

const findingView = ({ title, state, measures, because, missing, cite, note }: Finding, { facts }: CaseRecord, now: Instant): FindingView => ({
  title, state: state === 'open' ? '成立' : '待定', mark: state === 'open' ? '●' : '◌', measures: measures.map(measureText),
  because, missing: missing.map(missingText), cite: cite.join('、'), note: note ?? '',
  taken: takenActs(measures, facts).filter((act) => act.at <= now).map((act) => `${longDate(dateOf(act.at))}已办理：${ACTS[act.do].title}`),
});

const openView = ({ title, missing, cite }: Evaluated) => ({ title, missing: missing.map(missingText), cite: cite.join('、') });

const NOTHING: MeasuresView = { unavailable: '本案所用的规则版本不在本机，不能判断。', findings: [], open: [], others: 0 };

export function measuresView(record: CaseRecord, now: Instant): MeasuresView {
  try {
    const { calendar, resolve } = loadRules();
    const assessment = assess(record.facts, resolve(record.packs), calendar, now, record.id);
    const { answers, findings } = caseTriggers({ id: record.id, facts: record.facts, assessment, asOf: now }, triggersOf(record.packs));
    return {
      unavailable: '', findings: findings.map((finding) => findingView(finding, record, now)), open: answers.filter(({ truth }) => truth === 'unknown').map(openView),
      others: answers.filter(({ verdict }) => verdict === 'no').length,
    };
  } catch (error) {
    if (error instanceof UnknownPackError) return NOTHING;
    throw error;
  }
}
