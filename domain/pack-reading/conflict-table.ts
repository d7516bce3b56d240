import type { ConflictRow } from '../rule-pack/conflict';
import { linesOf, packName, type ReadPack, type RuleLine } from './lines';
import { rowInWords } from './describe';
import { mergePacks } from '../rule-pack/merge';
import type { Topic } from './topics';

/** All localities against the national pack, and against one another. */

export interface LocalConflict extends ConflictRow {
  packId: string;
  name: string;
}

export interface MatrixRow {
  packId: string;
  name: string;
  /** What the locality itself says, topic by topic; empty where it is silent and the national rule stands. */
  cells: Partial<Record<Topic, RuleLine[]>>;
}

export interface ConflictTable {
  conflicts: LocalConflict[];
  topics: Topic[];
  national: MatrixRow;
  localities: MatrixRow[];
}

/** Topics in which the localities really say different things about a case; duties and hazards are too many to compare here. */
const COMPARED: readonly Topic[] = ['parties', 'supervision', 'elevation', 'review', 'limits', 'publicity', 'evaluation'];

function matrixRow(read: ReadPack): MatrixRow {
  const lines = linesOf(read);
  const cells = COMPARED.map((topic) => [topic, lines.filter((line) => line.topic === topic)] as const).filter(([, found]) => found.length);
  return { packId: read.pack.id, name: packName(read.pack), cells: Object.fromEntries(cells) };
}

/** @param packs one version of each, `national` among them. */
export function conflictTable(packs: readonly ReadPack[]): ConflictTable {
  const national = packs.find(({ pack }) => pack.id === 'national');
  if (!national) throw new Error('没有全国规则包，无从比较');
  const locals = packs.filter((read) => read !== national);
  return {
    conflicts: locals.flatMap(({ pack }) => mergePacks([national.pack, pack], rowInWords).conflicts
      .map((conflict) => ({ ...conflict, packId: pack.id, name: packName(pack) }))),
    topics: [...COMPARED],
    national: matrixRow(national), localities: locals.map(matrixRow),
  };
}
