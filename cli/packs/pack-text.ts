import type { DiffCell, DiffTopic } from '../../domain/pack-reading/diff';
import { type RuleLine, linesOf } from '../../domain/pack-reading/lines';
import { TOPICS } from '../../domain/pack-reading/topics';
import type { LoadedPack } from '../../rules/packs';

/** Packs for people at a terminal. */

const noteOf = ({ note, isDefault, overruled }: RuleLine): string[] =>
  [...(overruled === null ? [] : [`不适用：${overruled}`]), ...(isDefault ? ['建议值，来源没有规定数字'] : []), ...(note === null ? [] : [note])];

const lineText = (line: RuleLine): string[] => [
  `  ${line.title}（${line.code}）`, `    ${line.text}`, `    依据：${line.cite.join('；')}`, ...noteOf(line).map((note) => `    说明：${note}`),
];

export function packText(loaded: LoadedPack): string {
  const { pack, sha256 } = loaded;
  const { source } = pack;
  const lines = linesOf(loaded);
  const topics = [...new Set(lines.map(({ topic }) => topic))];
  return [
    `${pack.title}（${pack.id} ${pack.version}）`,
    ...(source ? [`文件：${source.title}${source.number ? `，${source.number}` : '（文号未载）'}${source.issuedOn ? `，${source.issuedOn}` : ''}`] : []),
    ...(source?.note ? [`说明：${source.note}`] : []), `SHA-256：${sha256}`,
    ...topics.flatMap((topic) => ['', TOPICS[topic], ...lines.filter((line) => line.topic === topic).flatMap(lineText)]),
  ].join('\n');
}

const cellText = (name: string, cell: DiffCell | null): string => {
  if (!cell) return `    ${name}：没有规定`;
  return `    ${name}：${cell.own ? '' : '（没有规定，从全国规则）'}${cell.text}〔${cell.cite.join('；')}〕${cell.isDefault ? '（建议值）' : ''}${cell.overruled === null ? '' : '（不适用，全国更严）'}`;
};

export function diffText(topics: readonly DiffTopic[], nameA: string, nameB: string): string {
  const all = topics.flatMap(({ lines }) => lines);
  const differing = all.filter(({ differs }) => differs).length;
  return [
    `${nameA} 与 ${nameB}：${differing} 项不同，${all.length - differing} 项相同`,
    ...topics.flatMap(({ name, lines }) => ['', name, ...lines.flatMap((line) => [
      `  ${line.differs ? '≠' : '＝'} ${line.title}（${line.code}）`,
      ...(line.differs ? [cellText(nameA, line.a), cellText(nameB, line.b)] : [cellText('两者', line.a)]),
    ])]),
  ].join('\n');
}

