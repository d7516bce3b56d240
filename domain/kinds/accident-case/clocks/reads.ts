import { madeOnce } from '../../../base/once';
import type { ClockRow } from '../../../rule-pack/types';
import type { Act } from '../facts';
import type { Journal } from '../journal';
import { sameParty } from '../party';

/** Every act that a limit by this row can ask for: what starts, meets, ends, moves and explains it. */
const namesIn = madeOnce(({ trigger, met, when, voidBy = [], expects, pause, shownBy = [], anewAfter = [], lengths }: ClockRow): ReadonlySet<string> => new Set([
  ...(trigger.from === 'act' ? trigger.acts : []), ...met?.acts ?? [], ...when?.done ?? [], ...voidBy.flatMap(({ acts }) => acts),
  ...expects?.acts ?? [], ...(pause ? [pause.from, pause.to] : []), ...shownBy, ...anewAfter, 'approve-extension',
  ...(lengths.some(({ extensionCapDays }) => extensionCapDays > 0) ? ['request-extension', 'elevate'] : []),
]));

const moves = ({ do: name, clock }: Act, code: string, { pause }: ClockRow): boolean =>
  (name === 'approve-extension' ? clock === code : name === pause?.from || name === pause?.to);

/**
 * The acts that the row's limit follows from, in their order; a few of many. For a party those that name it; what moves a
 * limit counts whomever it names.
 */
export function actsReadBy(row: ClockRow, code: string, party: string | null, journal: Journal): readonly Act[] {
  const names = namesIn(row);
  if (party === null) return journal.named(names);
  return row.pause || journal.of('approve-extension').some(({ clock }) => clock === code)
    ? journal.named(names).filter((act) => sameParty(act.party, party) || moves(act, code, row))
    : journal.ofParty(party).filter((act) => names.has(act.do));
}
