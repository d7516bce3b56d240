import type { Proposal } from './facts';
import type { Judgement } from './judgement';
import { decided, lacking } from './judgement';
import { type Scope, subjectKey } from './subject';
import { MEASURES, type MeasureKind } from './vocabulary';

function proposalsOf({ subject }: Scope): Proposal[] | undefined {
  if (subject.kind === 'inspection') throw new Error('a proposal asked of an inspection');
  return subject.kind === 'accident' ? subject.accident.proposals : subject.area.proposals;
}

/** The source orders the measure and names no condition: only a person's written proposal with its ground opens it. */
export function judgeProposal(measure: MeasureKind, scope: Scope): Judgement {
  const proposals = proposalsOf(scope);
  const name = MEASURES[measure];
  if (proposals === undefined) {
    return lacking({ fact: `${subjectKey(scope.subject)}.proposals`, text: `有没有人书面提出${name}及其理由`, pending: false, clue: null });
  }
  const made = proposals.find((proposal) => proposal.measure === measure && proposal.ground.trim() !== '');
  return made ? decided(true, `${made.by}提出${name}，理由：${made.ground}`) : decided(false, `没有人提出${name}`);
}
