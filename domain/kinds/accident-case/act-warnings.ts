import { dateOf } from '../../time/instant';
import { chineseDate } from '../../time/plain-date';
import type { Warning } from './assessment';
import { listingsOf } from './clocks/series';
import type { Act, Facts } from './facts';
import { journalOf } from './journal';

const dayOf = ({ at }: Act): string => chineseDate(dateOf(at));

/** A second 批复 while the first one stands changes nothing. */
function repeatedApprovals({ acts }: Facts): Warning[] {
  let standing = false;
  return journalOf(acts).named(['approve', 'revoke-approval']).flatMap((act) => {
    const isRepeated = standing && act.do === 'approve';
    standing = act.do === 'approve';
    return isRepeated ? [{ code: 'approval-repeated', text: `${dayOf(act)}又登记一次批复（approval）：前一次没有撤销，期限仍按前一次计算。` }] : [];
  });
}

const repeatedListings = ({ acts }: Facts): Warning[] => listingsOf(journalOf(acts)).repeated.map((act) => ({
  code: 'listing-repeated', text: `${dayOf(act)}${act.by ?? ''}再次挂牌督办：此前的督办没有解除，“办结督办事项”（supervision-completion）仍自前一次起算。`,
}));

/** Acts that say again what stands already. */
export const actWarnings = (facts: Facts): Warning[] => [...repeatedApprovals(facts), ...repeatedListings(facts)];
