import { bodyRefName } from '../../domain/organisation/names';
import { type Clock, type Threshold, VOID_REASONS } from '../../domain/time/clock';
import { dateOf, type Instant } from '../../domain/time/instant';
import { clockRibbon, dueWords, ribbonStanding } from '../../templates/clock-ribbon';
import { formatMoment } from '../../domain/time/words';
import { LIGHTS, lightOf } from '../../templates/lights';
import { proofCalendar } from '../../templates/proof-calendar';

const THRESHOLD_WORDS: Readonly<Record<Threshold['kind'], string>> = {
  opens: '可以开始', reminder: '到期前提醒', due: '到期', escalation: '逾期报告',
};

/** While it is paused, the end is only what it would be if the pause ended today. */
function dueInFull(clock: Clock): string {
  const due = dueWords(clock) || '无终止日';
  return clock.state === 'paused' ? `${due}（暂计至今天，恢复计时后重新推算）` : due;
}

/** 依据: one clock with its calendar, its reasoning in words, and its ladder. */
export function clockPage(clock: Clock, caseId: string, lateReason: string | null, now: Instant) {
  return {
    code: clock.code, title: clock.title, party: clock.party ?? '', light: LIGHTS[lightOf(clock, now)], standing: ribbonStanding(clock, now),
    triggeredAt: formatMoment(clock.triggeredAt), due: dueInFull(clock), owner: bodyRefName(clock.owner),
    metAt: clock.metAt === null ? '' : formatMoment(clock.metAt), lateReason: lateReason ?? '',
    cite: clock.cite, note: clock.note ?? '', provisional: clock.provisional, voidReason: clock.voidReason === null ? '' : VOID_REASONS[clock.voidReason].text,
    section: { title: '', caseId, ribbon: clockRibbon([clock], now) },
    calendar: proofCalendar(clock, dateOf(now)),
    steps: clock.proof.map((step) => ({ kind: step.kind, text: step.text })),
    ladder: clock.thresholds.map((threshold) => ({
      at: formatMoment(threshold.at), what: THRESHOLD_WORDS[threshold.kind], to: threshold.to.map(bodyRefName).join('、') || '—',
      passed: threshold.at <= (clock.metAt ?? now), silent: clock.metAt !== null && threshold.at > clock.metAt,
    })),
  };
}
