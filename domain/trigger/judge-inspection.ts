import type { Inspection } from './facts';
import type { Judgement } from './judgement';
import { decided, lacking } from './judgement';
import type { Vocabulary } from './row';
import type { Scope } from './subject';
import { FINDINGS } from './vocabulary';

function inspectionOf({ subject }: Scope): Inspection {
  if (subject.kind !== 'inspection') throw new Error(`an inspection's fact asked of ${subject.kind}`);
  return subject.inspection;
}

/** Words about one inspection. */
export const judgeInspection = {
  /** One of them is enough. Before the inspection is over, what was not found may still be. */
  found: (wanted: Vocabulary['found'], scope: Scope): Judgement => {
    const { id, found, concluded } = inspectionOf(scope);
    const hits = wanted.filter((kind) => found.includes(kind));
    if (hits.length) return decided(true, `检查发现：${hits.map((kind) => FINDINGS[kind]).join('、')}`);
    const names = wanted.map((kind) => FINDINGS[kind]).join('、');
    if (concluded) return decided(false, `检查没有发现：${names}`);
    return lacking({ fact: `inspection:${id}.found`, text: `检查“${id}”的最后结果（${names}）`, pending: true, clue: null });
  },
  serious: (wanted: boolean, scope: Scope): Judgement => {
    const { id, serious } = inspectionOf(scope);
    if (serious === undefined || serious === 'undecided') {
      return lacking({ fact: `inspection:${id}.serious`, text: `检查“${id}”所发现的问题是否情节严重`, pending: serious === 'undecided', clue: null });
    }
    return decided(serious === wanted, serious ? '情节严重' : '情节不严重');
  },
};
