import type { Instant } from '../time/instant';
import type { Evaluated, Finding, FindingState } from './finding';

interface Next {
  state: FindingState;
  because: string[];
  supersededBy: string[];
}

const isLive = (state: FindingState): boolean => state === 'open' || state === 'provisional';

const findingOf = ({ truth: _truth, verdict: _verdict, replaces: _replaces, asOf: _asOf, ...rest }: Evaluated) => rest;

/** Answers that now hold, or may come to hold, about the same subject and replace this row. */
const replacing = ({ row, subject }: Finding, evaluated: readonly Evaluated[]): Evaluated[] => evaluated.filter((other) =>
  (other.truth === 'yes' || other.truth === 'pending') && other.subject.key === subject.key && other.replaces.includes(row));

/** What becomes of a finding, or of an answer that was none yet (`previous` absent: null where it still is none). */
function nextState(answer: Evaluated | undefined, previous: Finding | undefined, all: readonly Evaluated[]): Next | null {
  if (answer?.truth === 'yes') return { state: 'open', because: answer.because, supersededBy: [] };
  if (answer?.truth === 'pending') return { state: 'provisional', because: answer.because, supersededBy: [] };
  if (!previous) return null;
  if (answer?.truth === 'unknown' && isLive(previous.state)) return { state: 'provisional', because: answer.because, supersededBy: [] };
  if (answer?.truth === 'unknown' || !isLive(previous.state)) {
    return { state: previous.state, because: previous.because, supersededBy: previous.supersededBy };
  }
  const heavier = replacing(previous, all);
  const because = answer ? answer.because : ['所依的规则或事实已不在。'];
  if (!heavier.length) return { state: 'withdrawn', because, supersededBy: [] };
  return { state: 'superseded', because: [...because, `已由“${heavier.map(({ title }) => title).join('”“')}”取代`], supersededBy: heavier.map(({ id }) => id) };
}

function step(base: Omit<Finding, 'state' | 'supersededBy' | 'trace'>, previous: Finding | undefined, next: Next, at: Instant): Finding {
  const trace = previous?.state === next.state ? previous.trace : [...previous?.trace ?? [], { at, state: next.state, because: next.because }];
  return { ...base, ...next, trace };
}

/**
 * Carries findings on after facts changed. Nothing is deleted: a finding that the facts no longer bear is withdrawn,
 * or superseded where a heavier one about the same subject took its place; it opens again when the facts do.
 * Calling it twice with the same answers changes nothing.
 * @param at the instant of the change, for the trace.
 */
export function reconcile(previous: readonly Finding[], evaluated: readonly Evaluated[], at: Instant): Finding[] {
  const answers = new Map(evaluated.map((answer) => [answer.id, answer]));
  const known = new Set(previous.map(({ id }) => id));
  const carried = previous.map((finding) => {
    const answer = answers.get(finding.id);
    const next = nextState(answer, finding, evaluated);
    if (!next) return finding;
    // A dead finding keeps the words it had; a live one shows what the facts say now.
    const base = answer && isLive(next.state) ? findingOf(answer) : finding;
    return step(base, finding, next, at);
  });
  const fresh = evaluated.filter(({ id }) => !known.has(id)).flatMap((answer) => {
    const next = nextState(answer, undefined, evaluated);
    return next ? [step(findingOf(answer), undefined, next, at)] : [];
  });
  return [...carried, ...fresh];
}
