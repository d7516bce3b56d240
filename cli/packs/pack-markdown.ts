import { VERDICTS } from '../../domain/rule-pack/conflict';
import type { ConflictTable, LocalConflict, MatrixRow } from '../../domain/pack-reading/conflict-table';
import type { RuleLine } from '../../domain/pack-reading/lines';
import { TOPICS } from '../../domain/pack-reading/topics';

/** The conflict table as a page of documentation. Written by the product, never by hand. */

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string[] =>
  [row(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(row)];

const side = ({ text, cite }: LocalConflict['local']): string => `${text}（${cite.join('、')}）`;

const conflictRows = (conflicts: readonly LocalConflict[]): string[][] => conflicts.map((conflict) => [
  conflict.name, conflict.title, side(conflict.national), side(conflict.local), VERDICTS[conflict.verdict], conflict.reason,
]);

const remark = ({ isDefault, overruled }: RuleLine): string => `${isDefault ? '（建议值）' : ''}${overruled === null ? '' : '（不适用，全国更严）'}`;

const cell = (lines: readonly RuleLine[] | undefined): string =>
  (lines?.length ? lines.map((line) => `${line.title}：${line.text}${remark(line)}（${line.cite.join('、')}）`).join('；') : '—');

export function conflictMarkdown({ conflicts, topics, national, localities }: ConflictTable): string {
  const looser = conflicts.filter(({ verdict }) => verdict === 'national-stricter' || verdict === 'local-holds');
  const others = conflicts.filter((conflict) => !looser.includes(conflict));
  const heads = ['地方', '事项', '全国规则', '地方规定', '结论', '理由'];
  return [
    '# 地方规则与全国规则的冲突', '',
    '本页由 `ancha pack conflicts --markdown` 生成，不要手改；规则包变动后重新生成。',
    '“—”表示地方文件没有规定，从全国规则。全部依据为规则包所列的文件和条款，建议值不是法律。', '',
    `## 地方宽于全国（${looser.length}）`, '',
    '按较严的办理；案件里有这些事项时给出提示。', '',
    ...table(heads, conflictRows(looser)), '',
    `## 地方更严，或者说法不同（${others.length}）`, '',
    ...table(heads, conflictRows(others)), '',
    '## 各地规定对照', '',
    ...topics.flatMap((topic) => {
      const speaking = [national, ...localities].filter((each: MatrixRow) => each.cells[topic]?.length);
      const silent = localities.filter((each) => !each.cells[topic]?.length).map(({ name }) => name);
      return [
        `### ${TOPICS[topic]}`, '', ...table(['规则包', '规定'], speaking.map((each) => [each.name, cell(each.cells[topic])])), '',
        ...(silent.length ? [`没有规定、从全国规则的：${silent.join('、')}。`, ''] : []),
      ];
    }),
  ].join('\n').trimEnd() + '\n';
}
