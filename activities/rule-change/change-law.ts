import { adoptCalendar, adoptPack, runningRows } from '../../domain/rule-change/adoption';
import type { ChangeKind, ChangeSubject } from '../../domain/rule-change/change';
import type { Comparison } from '../../domain/rule-change/impact';
import { comparisonOf } from '../../domain/rule-change/impact';
import type { Filter } from '../../prisma/repositories/impact-list';
import { textsOf } from '../../prisma/repositories/rule-texts';
import type { Reader } from '../../prisma/repositories/transaction';
import { editionsOf } from '../../rules/editions';
import type { DecidingDeps } from '../execute-command';
import type { Pins } from '../law';
import { lawOfPins } from '../law';

/** What the new text means for matters with certain pins. */
export interface Adoption extends Comparison {
  pins: Pins;
}

export interface ChangeLaw {
  kind: ChangeKind;
  year: number | null;
  /** Null where matters with these pins keep what they have. */
  adoptionOf(reader: Reader, pins: Pins): Promise<Adoption | null>;
  /** Whether the change speaks of such matters at all: a pack they do not use is nothing to them. */
  concerns(pins: Pins): boolean;
}

/** Reads the text of the change once and says, for each set of pins once, what becomes of it. */
export async function changeLaw(reader: Reader, deps: DecidingDeps, subject: ChangeSubject): Promise<ChangeLaw> {
  const editions = editionsOf(deps.rules);
  const [text] = await textsOf(reader, [subject.sha256]);
  if (!text || text.kind === 'base' || text.kind === 'shipped') throw new Error(`no text ${subject.sha256} in the record`);
  const { year, pack } = editions.add(text.kind, text.content);
  const rows = pack ? runningRows(pack) : [];
  const known = new Map<string, Adoption | null>();

  const adopted = ({ packs, calendars }: Pins): Pins | null => {
    if (year) {
      const pins = adoptCalendar(calendars, { year: year.year, sha256: subject.sha256 });
      return pins && { packs, calendars: pins };
    }
    const pins = pack && adoptPack(packs, pack, subject.sha256, rows);
    return pins && { packs: pins, calendars };
  };

  return {
    kind: subject.kind, year: year?.year ?? null,
    concerns: ({ packs }) => pack === null || packs.some(({ id }) => id === pack.id),
    async adoptionOf(source, { packs, calendars }) {
      const key = JSON.stringify([packs, calendars]);
      if (known.has(key)) return known.get(key) ?? null;
      const pins = adopted({ packs, calendars });
      if (!pins) {
        known.set(key, null);
        return null;
      }
      const [before, after] = [await lawOfPins(source, deps.rules, { packs, calendars }), await lawOfPins(source, deps.rules, pins)];
      const adoption: Adoption = { pins, ...comparisonOf(before, after, year !== null) };
      known.set(key, adoption);
      return adoption;
    },
  };
}

export const concernedMatters = (law: ChangeLaw, { reach }: Adoption, ended: boolean): Filter =>
  ({ codes: reach.codes, everywhere: reach.everywhere, year: law.year, ended });
