import { isUnder } from '../../rule-pack/locality';
import type { RuleSet } from '../../rule-pack/types';
import type { Warning } from './assessment';
import type { Accident } from './facts';

type PackHead = RuleSet['packs'][number];

function ofOtherPlace({ id, title, locality }: PackHead, { region, place }: Accident): Warning[] {
  if (!locality || isUnder(locality.region, region)) return [];
  const text = `规则包“${title}”（${id}）是${locality.name}（${locality.region}）的规则，事故发生在${place ?? '别处'}（${region}），请核对。`;
  return [{ code: 'pack-of-other-place', text }];
}

const drafted = ({ id, title, locality, status }: PackHead): Warning[] => (status !== 'draft' ? [] : [{
  code: 'draft-pack', text: `规则包“${title}”（${id}${locality ? `，${locality.name}` : ''}）是未经核实的草案：所列时限只供参考，不作逾期，不取代其他规则。`,
}]);

/** Packs that were chosen for another place, or that nobody has confirmed yet. */
export const packWarnings = ({ packs }: RuleSet, accident: Accident): Warning[] =>
  packs.flatMap((pack) => [...ofOtherPlace(pack, accident), ...drafted(pack)]);
