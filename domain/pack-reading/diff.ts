import { type ReadPack, type RuleLine, linesOf } from './lines';
import { TOPICS, type Topic } from './topics';

/** Two packs side by side, rule by rule. */

/** `own`: the pack says so itself; otherwise it is silent and the national rule stands. */
export interface DiffCell extends RuleLine {
  own: boolean;
}

export interface DiffLine {
  code: string;
  title: string;
  /** Null where neither the pack nor the national one says anything. */
  a: DiffCell | null;
  b: DiffCell | null;
  differs: boolean;
}

export interface DiffTopic {
  topic: Topic;
  name: string;
  lines: DiffLine[];
}

const byCode = (lines: readonly RuleLine[]): ReadonlyMap<string, RuleLine> => new Map(lines.map((line) => [line.code, line]));

/**
 * Every rule that one of the two packs has, against what holds in the other. Topics with differences come first, and
 * within a topic the rules that differ; otherwise in the order of a case's life.
 */
export function diffPacks(a: ReadPack, b: ReadPack, national: ReadPack): DiffTopic[] {
  const [ofA, ofB] = [linesOf(a), linesOf(b)];
  const [inA, inB, base] = [byCode(ofA), byCode(ofB), byCode(linesOf(national))];
  const cell = (own: ReadonlyMap<string, RuleLine>, code: string): DiffCell | null => {
    const line = own.get(code) ?? base.get(code);
    return line ? { ...line, own: own.has(code) } : null;
  };
  const lines = [...ofA, ...ofB.filter(({ code }) => !inA.has(code))].map((line) => {
    const [left, right] = [cell(inA, line.code), cell(inB, line.code)];
    return { topic: line.topic, line: { code: line.code, title: line.title, a: left, b: right, differs: left?.text !== right?.text } };
  });
  const topics = (Object.keys(TOPICS) as Topic[]).map((topic) => ({
    topic, name: TOPICS[topic],
    lines: lines.filter((each) => each.topic === topic).map((each) => each.line).sort((x, y) => Number(y.differs) - Number(x.differs)),
  })).filter((each) => each.lines.length > 0);
  const differing = (each: DiffTopic) => each.lines.some(({ differs }) => differs);
  return topics.sort((x, y) => Number(differing(y)) - Number(differing(x)));
}
