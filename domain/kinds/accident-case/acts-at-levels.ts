import { madeOnce } from '../../base/once';
import { hasLevel } from '../../organisation/levels-of-place';
import type { Act } from './facts';

const asCity = (level: string | undefined): string | undefined => (level === 'county' ? 'city' : level);

const lifted = madeOnce((acts: Act[]): Act[] => acts.map((act) => (act.by !== 'county' && act.to !== 'county' ? act : {
  ...act, ...(act.by === undefined ? {} : { by: asCity(act.by) as string }), ...(act.to === undefined ? {} : { to: asCity(act.to) as string }),
})));

/** The acts as the levels of the place have them: in a city without counties `county` is read as `city`. */
export const actsAtLevels = (acts: Act[], region: string): Act[] => (hasLevel(region, 'county') ? acts : lifted(acts));
