import type { Finding } from './finding';
import type { Measure, Party } from './row';
import { partyText } from './words';

/** One measure to take, for everything that asks for it. */
export interface MeasureDue {
  kind: Measure['kind'];
  on: string[];
  /** Who may hold it. Any of them satisfies the weaker request, the highest satisfies all. */
  by: string[];
  satisfiedBy: string;
  force: Measure['force'];
  cite: string[];
  findings: string[];
  details: string[];
}

const PLACE_ORDER = ['township', 'county', 'city', 'province', 'state'] as const;
/** An office acts for its committee, so the committee (or the body itself) stands above it. */
const height = ({ level, role }: Party): number => (level ? PLACE_ORDER.indexOf(level) * 2 : -1) + (role === 'committee-office' ? 0 : 1);
const unique = (items: readonly string[]): string[] => [...new Set(items)];

/**
 * Measures that open findings ask for, each once: the same kind laid on the same persons is one measure, and held by the
 * highest of the bodies named it satisfies every source (two sources of one locality may order the same talk).
 */
export function measuresDue(findings: readonly Finding[]): MeasureDue[] {
  const asked = findings.filter(({ state }) => state === 'open').flatMap((finding) => finding.measures.map((measure) => ({ finding, measure })));
  const groups = new Map<string, typeof asked>();
  for (const one of asked) {
    const key = `${one.finding.subject.key}|${one.measure.kind}|${one.measure.on.map(partyText).sort().join('、')}`;
    groups.set(key, [...groups.get(key) ?? [], one]);
  }
  return [...groups.values()].map((group) => {
    const bodies = group.flatMap(({ measure }) => measure.by);
    const highest = [...bodies].sort((a, b) => height(b) - height(a))[0];
    return {
      kind: (group[0] as (typeof asked)[number]).measure.kind, on: unique(group.flatMap(({ measure }) => measure.on.map(partyText))),
      by: unique(bodies.map(partyText)), satisfiedBy: highest ? partyText(highest) : '',
      force: group.some(({ measure }) => measure.force === 'shall') ? 'shall' : 'may',
      cite: unique(group.flatMap(({ finding }) => finding.cite)), findings: unique(group.map(({ finding }) => finding.id)),
      details: unique(group.flatMap(({ measure }) => measure.detail ?? [])),
    };
  });
}
