import type { ClockRow } from '../../rule-pack/types';
import type { Clock } from '../../time/clock';
import { startOfDate } from '../../time/instant';
import { chineseDate } from '../../time/plain-date';
import { formatSpan } from '../../time/words';
import type { Warning } from '../assessment';
import type { Act } from '../facts';
import { matches } from './matching';

/** What the way a limit was met makes worth saying. */
export function clockWarnings({ code, party, title, state, metAt, lateByMs, opensOn }: Clock, row: ClockRow, acts: readonly Act[]): Warning[] {
  const name = `“${title}”（${code}）`;
  const warnings: Warning[] = [];
  if (state === 'met-late' && lateByMs !== null) {
    warnings.push({ code: 'met-late', text: `${name}逾期${formatSpan(lateByMs).trim()}办理，请说明原因。` });
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
