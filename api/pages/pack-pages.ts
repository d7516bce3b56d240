import { VERDICTS } from '../../domain/rule-pack/conflict';
import { type LocalConflict, conflictTable } from '../../domain/pack-reading/conflict-table';
import { type DiffCell, diffPacks } from '../../domain/pack-reading/diff';
import { type RuleLine, linesOf, packName } from '../../domain/pack-reading/lines';
import { TOPICS } from '../../domain/pack-reading/topics';
import { loadRules } from '../../rules';
import { findPack, newestPacks } from '../../rules/pack-names';
import type { LoadedPack } from '../../rules/packs';
import { chineseDate } from '../../domain/time/plain-date';

/** Rule packs as pages: all of them, one, two side by side, and all against the law. */

const packHref = (id: string): string => `/packs/${encodeURIComponent(id)}`;
const newest = (): LoadedPack[] => newestPacks(loadRules().packs);
const STATUS_WORDS = { published: '已发布', draft: '草稿' } as const;

/** Law is the same for everybody and does not change while the product runs, so the comparison is made once. */
let table: ReturnType<typeof conflictTable> | undefined;
const conflictsOnBoard = (): ReturnType<typeof conflictTable> => (table ??= conflictTable(newest()));

const isLooser = ({ verdict }: LocalConflict): boolean => verdict === 'national-stricter' || verdict === 'local-holds';

const choicesOf = (chosen: string) => newest().map(({ pack }) => ({ value: pack.id, label: packName(pack), selected: pack.id === chosen }));
const comparison = (a: string, b: string) => ({ a: choicesOf(a), b: choicesOf(b) });

function headOf({ pack, sha256, triggers = [] }: LoadedPack) {
  const { id, version, title, status, publishedOn, rows, source } = pack;
  return {
    href: packHref(id), name: packName(pack), title, version, status: STATUS_WORDS[status], publishedOn: chineseDate(publishedOn),
    count: rows.length + triggers.length, document: source?.title ?? '', number: source?.number ?? '',
    issuedOn: source?.issuedOn ? chineseDate(source.issuedOn) : '', note: source?.note ?? '', seal: sha256.slice(0, 12),
  };
}

export const packListPage = () => ({
  packs: newest().map((loaded) => ({
    ...headOf(loaded), looser: conflictsOnBoard().conflicts.filter((row) => row.packId === loaded.pack.id && isLooser(row)).length,
  })),
  comparison: comparison('shijiazhuang-2016', 'jiaozuo-2016'),
});

const ruleRow = ({ title, text, cite, note, isDefault, overruled }: RuleLine) =>
  ({ title, text, cite: cite.join('；'), note: note ?? '', isDefault, overruled: overruled ?? '' });

/** @throws PackNameError where there is no such pack. */
export function packPage(id: string) {
  const loaded = findPack(id, loadRules().packs);
  const lines = linesOf(loaded);
  const topics = [...new Set(lines.map(({ topic }) => topic))];
  return {
    head: headOf(loaded), topics: topics.map((topic) => ({ name: TOPICS[topic], rows: lines.filter((line) => line.topic === topic).map(ruleRow) })),
    comparison: comparison(id, id === 'national' ? 'jiaozuo-2016' : 'national'),
  };
}

const cellOf = (cell: DiffCell | null) => (cell === null ? { ...ruleRow(EMPTY), own: false, silent: true } : { ...ruleRow(cell), own: cell.own, silent: false });
const EMPTY: RuleLine = { code: '', topic: 'duties', title: '', text: '', cite: [], note: null, isDefault: false, overruled: null };

/** @throws PackNameError where one of the two does not exist. */
export function packDiffPage(nameA: string, nameB: string) {
  const { packs } = loadRules();
  const [a, b, national] = [findPack(nameA, packs), findPack(nameB, packs), findPack('national', packs)];
  const topics = diffPacks(a, b, national);
  const all = topics.flatMap(({ lines }) => lines);
  const differing = all.filter(({ differs }) => differs).length;
  return {
    a: headOf(a), b: headOf(b), differing, same: all.length - differing, comparison: comparison(a.pack.id, b.pack.id),
    topics: topics.map(({ name, lines }) => ({
      name, differing: lines.filter(({ differs }) => differs).length,
      lines: lines.map((line) => ({ title: line.title, differs: line.differs, a: cellOf(line.a), b: cellOf(line.b) })),
    })),
  };
}

const conflictRow = (row: LocalConflict) => ({
  href: packHref(row.packId), name: row.name, title: row.title, national: row.national.text, nationalCite: row.national.cite.join('；'),
  local: row.local.text, localCite: row.local.cite.join('；'), verdict: VERDICTS[row.verdict], reason: row.reason,
});

export function packConflictsPage() {
  const { conflicts, topics, national, localities } = conflictsOnBoard();
  const looser = conflicts.filter(isLooser);
  return {
    looser: looser.map(conflictRow), others: conflicts.filter((row) => !looser.includes(row)).map(conflictRow),
    topics: topics.map((topic) => ({
      name: TOPICS[topic],
      rows: [national, ...localities].filter(({ cells }) => cells[topic]?.length).map(({ packId, name, cells }) => (
        { href: packHref(packId), name, rules: (cells[topic] ?? []).map(ruleRow) })),
      silent: localities.filter(({ cells }) => !cells[topic]?.length).map(({ name }) => name).join('、'),
    })),
  };
}
