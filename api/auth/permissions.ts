import type { BodyKind } from '../../domain/organisation/body';
import { RULE_KEEPERS } from '../../domain/rule-change/decide';
import { regionPrefix } from '../../prisma/repositories/viewer';
import { COMMAND_FORMS, type CommandForm } from '../input/field-specs';
import type { SignedIn } from './signed-in';

/** One table for pages, API and tests: the kind of body an act belongs to, inside the region it oversees. */

const REGISTRARS: readonly BodyKind[] = ['safety-committee-office', 'emergency-management', 'industry-regulator'];

type Place = { regionCode: string; unitRegion: string | null };

/** An enterprise acts only where its seat is; an authority acts for everything in its region. */
function isInReach(user: SignedIn, place: Place): boolean {
  if (user.body.kind === 'enterprise') return user.body.regionCode === (place.unitRegion ?? place.regionCode);
  return place.regionCode.startsWith(regionPrefix(user.body.regionCode));
}

export const mayRegister = (user: SignedIn, regionCode: string | null): boolean =>
  REGISTRARS.includes(user.body.kind) && (regionCode === null || isInReach(user, { regionCode, unitRegion: null }));

/** Drafting, approving and applying changes of law; that it takes two persons is the decider's to say. */
export const mayChangeRules = (user: SignedIn): boolean => RULE_KEEPERS.includes(user.body.kind);

/** Who sees to the machine, at any level, until there are administrators of their own. */
const OPERATORS: readonly BodyKind[] = ['emergency-management', 'safety-committee-office'];
export const mayOperate = (user: SignedIn): boolean => OPERATORS.includes(user.body.kind);

export const mayDo = (user: SignedIn, form: Pick<CommandForm, 'doneBy'>, place: Place): boolean =>
  form.doneBy.includes(user.body.kind) && isInReach(user, place);

/** Forms that are not refused now and that this post may fill in. */
export const openForms = (user: SignedIn, place: Place, blocked: Readonly<Record<string, string>>): CommandForm[] =>
  [...COMMAND_FORMS.values()].filter((form) => blocked[form.name] === undefined && mayDo(user, form, place));
