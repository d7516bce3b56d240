import { LEVEL_NAMES } from '../../../organisation/names';
import type { ClockRow } from '../../../rule-pack/types';
import { EVENT_INSTANTS } from '../../../rule-pack/types';
import { type Clock, VOID_REASONS } from '../../../time/clock';
import type { Instant } from '../../../time/instant';
import { dateOf, formatInstant, startOfDate } from '../../../time/instant';
import { addDays, chineseDate } from '../../../time/plain-date';
import type { ProofStep } from '../../../time/proof';
import { citeInBrackets } from '../../../time/words-of-proof';
import { formatSpan, ifProvisional } from '../../../time/words';
import { actRow } from '../acts';
import type { Voiding } from './ending';
import type { Start } from './matching';

type Head = Pick<Clock, 'party' | 'opensOn' | 'dueDate' | 'dueAt' | 'state' | 'metAt' | 'metBy' | 'lateByMs' | 'cite' | 'note' | 'triggeredAt' | 'provisional'>;

const SECONDS = 8;
/** `2021年6月13日07:00`; seconds only where there are any. */
function chineseInstant(at: Instant): string {
  const time = formatInstant(at).slice(11, 11 + SECONDS);
  return `${chineseDate(dateOf(at))}${time.endsWith(':00') ? time.slice(0, 5) : time}`;
}

const LEVEL_WORDS: Record<string, string> = { unit: '事故单位', ...LEVEL_NAMES };

/** What started the limit, in the office's words. */
function causeOf({ act }: Start): string {
  if (!act) return '事故发生';
  if (act.do === 'report' || act.do === 'follow-up') {
    const from = LEVEL_WORDS[act.by ?? ''] ?? act.by ?? '';
    const to = act.to === undefined ? '' : `（报${LEVEL_WORDS[act.to] ?? act.to}）`;
    return `${from}${actRow(act.do).title}${to}`;
  }
  return actRow(act.do).title;
}

function triggerStep(row: ClockRow, start: Start, head: Head): ProofStep {
  const isHours = head.dueDate === null && head.dueAt !== null;
  const at = chineseInstant(start.at);
  const cite = citeInBrackets(head.cite);
  const party = head.party === null ? '' : `，当事人${head.party}`;
  if (start.lapsed !== undefined) {
    return { kind: 'trigger', at: start.at, text: `“${start.lapsed}”的期限于${chineseDate(start.day)}届满${party}，届满之日不计入${cite}。` };
  }
  if (row.direction === 'before') {
    const event = EVENT_INSTANTS[row.trigger.from === 'act' && row.trigger.instant ? row.trigger.instant : 'hearingAt'];
    return { kind: 'trigger', at: start.at, text: `${event}定于${at}${party}，${isHours ? '自该时刻起向前计算' : `自前一日起倒数，${event}当日不计入`}${cite}。` };
  }
  const rule = isHours ? '自此刻起计算' : row.startDay === 'same' ? '当日计为第1日' : '当日不计入';
  return { kind: 'trigger', at: start.at, text: `${at}${causeOf(start)}${party}，${rule}${cite}。` };
}

/** A rule that reaches back to a limit that started before it came into force says so. */
function forceStep({ effective }: ClockRow, start: Start): ProofStep[] {
  const from = effective?.from;
  return from === undefined || start.day >= from ? []
    : [{ kind: 'note', text: `依据自${chineseDate(from)}起施行，本期限起算在此之前，按现行规则推算${effective?.retroactive === undefined ? '' : `（${effective.retroactive}）`}。` }];
}

const AFTER_THE_END: Record<ClockRow['ends'], string> = { act: '逾期', lapse: '逾期', itself: '期满', opens: '期满' };

function dueStep({ dueDate, dueAt, provisional }: Head, { ends }: ClockRow): ProofStep[] {
  if (dueAt === null) return [];
  const text = dueDate === null ? `${chineseInstant(dueAt)}为最后时刻，此刻办理仍为按期。`
    : `${chineseDate(dueDate)}为最后一日${ifProvisional({ provisional })}，自${chineseInstant(startOfDate(addDays(dueDate, 1)))}起为${AFTER_THE_END[ends]}。`;
  return [{ kind: 'due', text, date: dueDate, at: dueAt }];
}

function endStep({ state, metAt, metBy, lateByMs }: Head, { ends }: ClockRow, voiding: Voiding | null): ProofStep[] {
  if (state === 'void') {
    const act = voiding ? `${chineseInstant(voiding.act.at)}${actRow(voiding.act.do).title}，` : '';
    return [{ kind: 'note', text: `${act}${VOID_REASONS[voiding?.reason ?? 'not-requested'].text}。` }];
  }
  if (metAt === null) return [];
  const what = metBy === null ? (ends === 'opens' ? '起可以办理' : '期间届满') : actRow(metBy as Parameters<typeof actRow>[0]).title;
  const late = lateByMs === null ? '' : `，逾期${formatSpan(lateByMs)}`;
  return [{ kind: 'met', at: metAt, text: `${chineseInstant(metAt)}${what}${late}。` }];
}

/** The whole reasoning of one limit: what started it, every day counted or left out, where it ends, how it was met. */
export function proofOf(head: Head, row: ClockRow, start: Start, counting: readonly ProofStep[], voiding: Voiding | null): ProofStep[] {
  const opens: ProofStep[] = head.opensOn === null ? [] : [{
    kind: 'opens', date: head.opensOn, text: `自${chineseDate(head.opensOn)}起可以办理。`,
  }];
  return [
    triggerStep(row, start, head), ...forceStep(row, start), ...counting, ...opens, ...dueStep(head, row), ...endStep(head, row, voiding),
    ...(head.note === null ? [] : [{ kind: 'note' as const, text: `规则说明：${head.note}` }]),
  ];
}
