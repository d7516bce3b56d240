import type { PersonActor } from '../domain/rule-change/change';
import { timed } from './statistics';

/** What the measurements of rule changes share: a calendar year, the people, and how costs are told. */

/** Record time of the cases: a week before the holidays that the text moves. */
export const NOW = Date.parse('2027-01-30T10:00+08:00');

export const calendarText = (notice: string, worked: string): string => `
year: 2027
status: published
sources: [{ notice: ${notice}, issuedOn: 2026-11-20 }]
off: [{ from: 2027-01-01, to: 2027-01-03, name: 元旦 }, { from: 2027-02-05, to: 2027-02-12, name: 春节 }]
worked: [{ date: ${worked}, for: 春节 }]
`;

export const person = (personId: string): PersonActor =>
  ({ kind: 'person', personId, postId: personId, bodyId: 'bench', name: personId, bodyName: '测算' });

export interface Cost { wall: number; cpu: number }

/** Wall time, and how much of it this program computed: on a busy machine only the second means anything. */
export async function cost(work: () => Promise<unknown>): Promise<Cost> {
  const before = process.cpuUsage();
  const wall = await timed(work);
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1_000 };
}

export const seconds = ({ wall, cpu }: Cost): string => `${(wall / 1_000).toFixed(1).padStart(8)} (${(cpu / 1_000).toFixed(1)})`;
