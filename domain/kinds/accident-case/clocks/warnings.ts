import { spanOf, spanWords } from '../../../rule-pack/span';
import type { ClockRow } from '../../../rule-pack/types';
import type { Clock } from '../../../time/clock';
import { dateOf, startOfDate } from '../../../time/instant';
import { chineseDate } from '../../../time/plain-date';
import { citeInBrackets } from '../../../time/words-of-proof';
import { formatSpan } from '../../../time/words';
import type { Warning } from '../assessment';
import type { Act } from '../facts';
import { type Start, matches } from './matching';

/** What the way a limit was met makes worth saying. */
export function clockWarnings({ code, party, title, state, metAt, lateByMs, opensOn }: Clock, row: ClockRow, acts: readonly Act[]): Warning[] {
  const name = `“${title}”（${code}）`;
  const warnings: Warning[] = [];
  if (state === 'met-late' && lateByMs !== null) {
    warnings.push({ code: 'met-late', text: `${name}逾期${formatSpan(lateByMs)}办理，请说明原因。` });
  }
  if (row.ends === 'act' && metAt !== null && opensOn !== null && metAt < startOfDate(opensOn)) {
    warnings.push({ code: 'before-window', text: `${name}的办理早于${chineseDate(opensOn)}开始的期间。` });
  }
  const { expects } = row;
  if (expects && metAt !== null && !acts.some((act) => act.at <= metAt && matches(act, expects, party))) {
    warnings.push({ code: 'expected-act-missing', text: `${name}：${expects.warning}。` });
  }
  return warnings;
}

/** A limit that this case does not have because its source was not in force when it would have started. */
export function notInForce(code: string, row: ClockRow, { day }: Start): Warning {
  const text = `“${row.title}”（${code}）：依据${spanWords(spanOf(row))}施行，${chineseDate(day)}起算的不适用，本案没有这个时限${citeInBrackets(row.cite)}。`;
  return { code: 'rule-not-in-force', text };
}

/** Extensions of a limit that this case does not have, or not yet. */
export function strayExtensions(acts: readonly Act[], clocks: readonly Clock[]): Warning[] {
  return acts.filter((act) => act.do === 'approve-extension' && !clocks.some(({ code }) => code === act.clock)).map((act) => ({
    code: 'extension-without-clock', text: `${chineseDate(dateOf(act.at))}批准延期的时限 ${act.clock ?? ''} 在本案中尚不存在，延期无效。`,
  }));
}
