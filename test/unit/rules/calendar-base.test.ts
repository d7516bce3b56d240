import { EVERY_YEAR } from '../../../domain/rule-pack/types';
import { loadRules } from '../../../rules';
import { readBase, sameDays, shippedBase } from '../../../rules/calendar-base';
import { editionsOf } from '../../../rules/editions';

/** What a matter pins of the calendar that came with its program, and what another program's calendar does to it: nothing. */

const library = loadRules();
const editions = editionsOf(library);
const shipped = shippedBase();

/** The base of a program that did not have a file for the year, or had another one. */
function otherProgram(year: number, change: (text: string) => string | null): string {
  const { statutory, years } = JSON.parse(shipped.text) as { statutory: string; years: string[] };
  return JSON.stringify({ statutory, years: years.flatMap((text) => (text.includes(`year: ${year}`) ? change(text) ?? [] : text)) });
}

describe('the calendar that came with the program', () => {
  it('as one text, when read back, says the same of every year and day as the files on board', () => {
    const again = readBase(shipped.text);
    expect(again.sha256).toBe(shipped.sha256);
    expect(again.years.map(({ file }) => file.year)).toContain(2026);
    const calendar = editions.calendarOf([{ year: 2099, sha256: editions.add('calendar', 'year: 2099\nstatus: published\nsources: [{ notice: 试验, issuedOn: 2098-11-20 }]\noff: []\nworked: []\n').subject.sha256 }]);
    for (const date of ['2020-01-24', '2026-02-14', '2026-10-01', '2027-02-06', '2031-10-01']) {
      expect(calendar.day(date)).toEqual(library.calendar.day(date));
      expect(calendar.isPublished(date)).toBe(library.calendar.isPublished(date));
    }
  });

  it('pinned as it is on board, when asked for, is the calendar on board itself', () => {
    expect(editions.calendarOf([{ year: EVERY_YEAR, sha256: shipped.sha256 }])).toBe(library.calendar);
    expect(editions.missing({ packs: [], calendars: [{ year: EVERY_YEAR, sha256: shipped.sha256 }] })).toEqual([]);
  });

  it('of an earlier program without a file for 2026, when pinned, keeps the year provisional whatever is on board', () => {
    const base = readBase(otherProgram(2026, () => null));
    const pins = [{ year: EVERY_YEAR, sha256: base.sha256 }];
    expect(editions.missing({ packs: [], calendars: pins })).toEqual([base.sha256]);
    expect(() => editions.calendarOf(pins)).toThrow('日历的文本不在');
    editions.addBase(base.text);
    expect(library.calendar.isPublished('2026-03-02')).toBe(true);
    expect(editions.calendarOf(pins).isPublished('2026-03-02')).toBe(false);
    expect(sameDays(editions.yearOf(pins, 2026), shipped.tableOf(2026))).toBe(false);
    expect(sameDays(editions.yearOf(pins, 2025), shipped.tableOf(2025))).toBe(true);
  });

  it('beside a year that was published since, when pinned, yields that year only', () => {
    const { subject } = editions.add('calendar', 'year: 2027\nstatus: published\nsources: [{ notice: 试验, issuedOn: 2026-11-20 }]\noff: []\nworked: []\n');
    const calendar = editions.calendarOf([{ year: EVERY_YEAR, sha256: shipped.sha256 }, { year: 2027, sha256: subject.sha256 }]);
    expect(calendar.isPublished('2027-03-01')).toBe(true);
    expect(calendar.day('2026-10-01')).toEqual(library.calendar.day('2026-10-01'));
  });
});
