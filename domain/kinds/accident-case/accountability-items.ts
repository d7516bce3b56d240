import { type ActName, actRow } from './acts';
import type { Act, Facts } from './facts';
import { isDone } from './history';
import { journalOf } from './journal';
import { sameParty } from './party';
import { madeOnce } from '../../base/once';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';

/** The step each step of an accountability item follows; a step without a row may open an item. */
const FOLLOWS: Partial<Record<ActName, ActName | readonly ActName[]>> = {
  'decide-penalty': 'open-penalty-case',
  'serve-penalty': 'decide-penalty',
  'publish-penalty': 'decide-penalty',
  'pay-penalty': 'serve-penalty',
  'notify-hearing-right': 'open-penalty-case',
  'request-hearing': 'notify-hearing-right',
  'notify-hearing': 'request-hearing',
  'hold-hearing': 'notify-hearing',
  'decide-transfer': 'report-suspected-crime',
  'hand-over': 'decide-transfer',
  'police-decision': 'hand-over',
  'finish-discipline-formalities': 'decide-discipline',
  'remove-dishonest': 'list-dishonest',
  'notify-remedies': 'serve-penalty',
  'request-reconsideration': 'notify-remedies',
  'file-lawsuit': 'notify-remedies',
  'apply-enforcement': 'notify-remedies',
  'ask-police-notice': 'police-decision',
  'receive-police-notice': 'police-decision',
  'copy-police-notice': 'police-decision',
  'request-police-review': 'receive-police-notice',
  'decide-police-review': 'request-police-review',
  'request-filing-supervision': 'receive-police-notice',
  'publish-enforcement': ['decide-enforcement', 'decide-power-cut'],
  'notify-power-cut': 'decide-power-cut',
  'lift-power-cut': 'decide-power-cut',
  'finish-hazard-review': 'request-hazard-review',
  'submit-rectification-plan': 'issue-warning-letter',
};

/** What the step before must have decided. */
const WANTS: Partial<Record<ActName, { decision: string; missing: string }>> = {
  'hand-over': { decision: 'transfer', missing: '同意移送的决定' },
  'request-police-review': { decision: 'no-file', missing: '不立案的通知' },
  'request-filing-supervision': { decision: 'no-file', missing: '不立案的通知' },
};

/** 政务处分法 第54条: 降级 and above; where nobody said which, it may be. */
const changesPay = ({ decision }: Act): boolean => !['warning', 'demerit', 'serious-demerit'].includes(decision ?? '');

/** How an item ends; `when` says for which opening act an end is owed. */
const ENDS: readonly { opens: ActName; ends: ActName; open: string; owed?: (act: Act) => boolean }[] = [
  { opens: 'open-penalty-case', ends: 'decide-penalty', open: '处罚决定未作出' },
  { opens: 'decide-penalty', ends: 'serve-penalty', open: '处罚决定未送达' },
  { opens: 'decide-penalty', ends: 'publish-penalty', open: '处罚决定未公示' },
  { opens: 'decide-penalty', ends: 'pay-penalty', open: '罚款未缴清', owed: (act) => (act.amountYuan ?? 0) > 0 },
  { opens: 'report-suspected-crime', ends: 'decide-transfer', open: '移送决定未作出' },
  { opens: 'decide-transfer', ends: 'hand-over', open: '涉嫌犯罪案件未移送', owed: (act) => act.decision === 'transfer' },
  { opens: 'hand-over', ends: 'police-decision', open: '公安机关未答复是否立案' },
  { opens: 'request-police-review', ends: 'decide-police-review', open: '公安机关未作出复议决定' },
  { opens: 'request-hazard-review', ends: 'finish-hazard-review', open: '重大隐患未复查验收' },
  { opens: 'decide-discipline', ends: 'finish-discipline-formalities', open: '处分变更手续未办完', owed: changesPay },
];

const before = (name: ActName): readonly ActName[] => [FOLLOWS[name] ?? []].flat();
const named = (acts: readonly Act[], name: ActName): Act[] => acts.filter((act) => act.do === name);

/** A step needs its predecessor for the same party, as often as it has been done already. */
export function needsPredecessor({ acts }: Facts, act: Act): Refusal | null {
  const needed = before(act.do);
  if (!needed.length) return null;
  const mine = act.party === undefined ? acts : journalOf(acts).ofParty(act.party);
  const prior = mine.filter((done) => needed.includes(done.do) && sameParty(done.party, act.party));
  if (!prior.length) return refuse('ITEM_NOT_OPEN', { field: 'party' });
  const wants = WANTS[act.do];
  if (wants && prior.at(-1)?.decision !== wants.decision) return refuse('ITEM_NOT_OPEN', { field: 'party', missing: [wants.missing] });
  return named(mine, act.do).length < prior.length ? null : refuse('ITEM_ALREADY_DONE', { field: 'party' });
}

/** Nobody's turn: whichever party were named, the step would be refused. Says which step has to come first. */
export function needsSomeTurn(facts: Facts, name: ActName): Refusal | null {
  const needed = before(name);
  if (!needed.length) return null;
  const parties = new Set(journalOf(facts.acts).named(needed).flatMap(({ party }) => party ?? []));
  for (const party of parties) if (needsPredecessor(facts, { do: name, party, at: 0 }) === null) return null;
  return refuse('ITEM_NOT_OPEN', { missing: [needed.map((act) => actRow(act).title).join('或')] });
}

const openOf = (party: string, acts: readonly Act[]): string[] => ENDS.flatMap((item) => {
  const opened = named(acts, item.opens);
  const last = opened.at(-1);
  if (!last || (item.owed && !item.owed(last))) return [];
  return named(acts, item.ends).length < opened.length ? [`${party}：${item.open}`] : [];
});

const openIn = madeOnce((acts: readonly Act[]): readonly string[] => {
  const journal = journalOf(acts);
  return journal.parties().flatMap((party) => openOf(party, journal.ofParty(party)));
});

/** Accountability items that are still open, as short Chinese phrases. */
export const openItems = ({ acts }: Facts): readonly string[] => openIn(acts);

export const hasItems = (facts: Facts): boolean => ENDS.some((item) => isDone(facts, item.opens));
