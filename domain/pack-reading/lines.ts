import type { TriggerRow } from '../trigger/row';
import { conditionText } from '../trigger/condition-text';
import { measureText } from '../trigger/words';
import { rowTitle, rowWords } from './describe';
import { spanOf, spanWords } from '../rule-pack/span';
import { TOPICS, type Topic, topicOf } from './topics';
import type { Pack, PackRow } from '../rule-pack/types';
import { chineseDate } from '../time/plain-date';

/** A pack as people read it: one line per rule, by topic. */

/** A pack with the trigger rows of its second file. */
export interface ReadPack {
  pack: Pick<Pack, 'id' | 'title' | 'rows' | 'locality' | 'source'>;
  triggers?: readonly TriggerRow[] | undefined;
}

export interface RuleLine {
  code: string;
  topic: Topic;
  title: string;
  text: string;
  cite: string[];
  note: string | null;
  /** The source gives no number; what stands there is only advice. */
  isDefault: boolean;
  /** Why the law leaves no room for it, with the law; null where it applies. */
  overruled: string | null;
}

function overruledWords({ against }: PackRow): string | null {
  if (against?.standing !== 'void') return null;
  return `${against.since === undefined ? '' : `${chineseDate(against.since)}起，`}${against.reason}（${against.basis.join('、')}）`;
}

const lineOf = (row: PackRow): RuleLine => ({
  code: row.code, topic: topicOf(row), title: rowTitle(row), text: rowWords(row), cite: row.cite,
  note: row.note ?? null, isDefault: row.default ?? false,
  overruled: overruledWords(row),
});

/** Rows of one code, each for its own days, are read as one rule. */
function ruleLine(rows: readonly [PackRow, ...PackRow[]]): RuleLine {
  const [first, ...others] = rows.map(lineOf) as [RuleLine, ...RuleLine[]];
  if (!others.length) return first;
  const notes = [first, ...others].flatMap(({ note }) => note ?? []);
  return {
    ...first, text: rows.map((row) => `${spanWords(spanOf(row))}：${rowWords(row)}`).join('；'),
    cite: [...new Set(rows.flatMap(({ cite }) => cite))], note: notes.join('；') || null,
    isDefault: rows.some((row) => row.default), overruled: [first, ...others].find(({ overruled }) => overruled)?.overruled ?? null,
  };
}

function ruleLines(rows: readonly PackRow[]): RuleLine[] {
  const byCode = new Map<string, [PackRow, ...PackRow[]]>();
  for (const row of rows) {
    const group = byCode.get(row.code);
    if (group) group.push(row);
    else byCode.set(row.code, [row]);
  }
  return [...byCode.values()].map(ruleLine);
}

const triggerLine = (row: TriggerRow): RuleLine => ({
  code: row.code, topic: 'triggers', title: row.title, cite: row.cite, note: row.inactive ?? row.note ?? null,
  text: row.inactive ?? `${conditionText(row.when)}的，${row.measures.map(measureText).join('；')}`, isDefault: row.default ?? false, overruled: null,
});

/** Every rule of the pack, in the order of topics and then of the file. */
export function linesOf({ pack, triggers = [] }: ReadPack): RuleLine[] {
  const lines = [...ruleLines(pack.rows), ...triggers.map(triggerLine)];
  return (Object.keys(TOPICS) as Topic[]).flatMap((topic) => lines.filter((line) => line.topic === topic));
}

/** The short name people call the pack by: its locality, `全国`, or the number of its document. */
export const packName = ({ id, title, locality, source }: Pick<Pack, 'id' | 'title' | 'locality' | 'source'>): string =>
  locality?.name ?? (id === 'national' ? '全国' : source?.number ?? title);
