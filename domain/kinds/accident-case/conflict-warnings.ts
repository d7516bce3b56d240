import type { ConflictRow } from '../../rule-pack/conflict';
import { covers } from '../../rule-pack/span';
import type { Span } from '../../rule-pack/row-head';
import type { RuleSet } from '../../rule-pack/types';
import type { Clock } from '../../time/clock';
import { dateOf } from '../../time/instant';
import type { Warning } from './assessment';

const side = ({ text, cite }: ConflictRow['local']): string => `${text}（${cite.join('、')}）`;

const wordsOf = ({ title, local, national, verdict, reason }: ConflictRow): string =>
  `“${title}”：地方规定“${side(local)}”宽于在先的规则“${side(national)}”，${verdict === 'local-holds' ? '仍按地方规定' : '按较严的办理'}。${reason}`;

/**
 * Looser local rules that bear on this case. Those on a limit are told once the case has that limit, the others from the
 * beginning; a stricter local rule simply counts and needs no telling.
 */
export function conflictWarnings({ conflicts, clocks: rows }: RuleSet, clocks: readonly Clock[]): Warning[] {
  const isLimit = (code: string) => rows.some((row) => row.code === code);
  const isRunning = (code: string, span: Span) => clocks.some((clock) => (clock.code === code || clock.code.startsWith(`${code}@`))
    && covers(span, dateOf(clock.triggeredAt)));
  return conflicts.filter(({ verdict, code, span }) => {
    if (verdict !== 'national-stricter' && verdict !== 'local-holds') return false;
    const limit = code.replace(/^duty:/, '');
    return !isLimit(limit) || isRunning(limit, span);
  }).map((conflict) => ({ code: 'rule-conflict', text: wordsOf(conflict) }));
}
