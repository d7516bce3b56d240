import type { Clock } from '../../domain/time/clock';
import { bodyRefName } from '../../domain/organisation/names';
import { dateOf, type Instant } from '../../domain/time/instant';
import { clockRibbon, dueWords, splitByUnit, ribbonStanding, type Ribbon, type RibbonRow } from '../../templates/clock-ribbon';
import { formatDay, formatMoment } from '../../domain/time/words';
import { LIGHT_ORDER, LIGHTS, lightOf, type Light } from '../../templates/lights';

export interface RibbonSection { title: string; caseId: string; ribbon: Ribbon }

/** The ribbons of a case, each with a title; limits in days first, because they run for months. */
export function ribbonSections(caseId: string, clocks: readonly Clock[], now: Instant): RibbonSection[] {
  const { hours, days } = splitByUnit(clocks);
  return [
    { title: '按日、月、年计算的时限', caseId, ribbon: clockRibbon(days, now) },
    ...hours.map((group) => ({
      title: `按小时计算的时限 · ${formatDay(dateOf(group[0]?.triggeredAt ?? now))}起`, caseId, ribbon: clockRibbon(group, now),
    })),
  ].filter((section) => section.ribbon.rows.length > 0);
}

export interface ClockLine {
  code: string; title: string; party: string; light: Light; standing: string; triggeredAt: string; due: string;
  owner: string; cite: string; provisional: boolean; reason: string; needsReason: boolean;
}

/** The clocks of a case as table rows, worst first; `late` says for which a reason is known or wanted. */
export function clockLines(
  clocks: readonly Clock[], late: readonly { clock: string; reason: string | null }[], now: Instant,
): ClockLine[] {
  const rank = (clock: Clock): number => LIGHT_ORDER.indexOf(lightOf(clock, now));
  return [...clocks].sort((a, b) => rank(a) - rank(b)).map((clock) => {
    const lateness = late.find((row) => row.clock === clock.code);
    return {
      code: clock.code, title: clock.title, party: clock.party ?? '', light: LIGHTS[lightOf(clock, now)],
      standing: ribbonStanding(clock, now), triggeredAt: formatMoment(clock.triggeredAt), due: dueWords(clock) || '无终止日',
      owner: bodyRefName(clock.owner), cite: clock.cite.join('；'), provisional: clock.provisional,
      reason: lateness?.reason ?? '', needsReason: lateness !== undefined && lateness.reason === null,
    };
  });
}

/** The ledger's small ribbon: the open clocks that matter most, on one axis of their own. */
export function smallRibbon(clocks: readonly Clock[], now: Instant): { ribbon: Ribbon; first: RibbonRow | null } {
  const rank = (clock: Clock): number => LIGHT_ORDER.indexOf(lightOf(clock, now));
  const open = clocks.filter((clock) => clock.metBy !== null && rank(clock) <= LIGHT_ORDER.indexOf('waiting'))
    .sort((a, b) => rank(a) - rank(b) || (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity)).slice(0, 3);
  const ribbon = clockRibbon(open, now);
  return { ribbon, first: ribbon.rows[0] ?? null };
}

