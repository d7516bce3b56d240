import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { ACTS, type ActName } from '../../domain/kinds/accident-case/acts';
import { STAGE_TITLES, type Stage } from '../../domain/kinds/accident-case/stages';
import { PROCESS_NAMES, type ProcessName } from '../../domain/kinds/accident-case/process-names';

/** What the workflow files say of themselves, read from their code: stages in order, the acts each waits for, the clock that presses. */

export interface ProcessFile {
  name: ProcessName;
  /** From the line above the function. */
  title: string;
  stages: { stage: Stage; acts: ActName[]; pressedBy: string | null }[];
}

const WORKFLOWS = path.join(__dirname, '../../workflows');

const textOf = (node: ts.Expression | undefined): string => (node && ts.isStringLiteral(node) ? node.text : '');

function property(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = object.properties.find((each) => ts.isPropertyAssignment(each) && each.name.getText() === name);
  return found && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function readFile(file: string): ProcessFile[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(WORKFLOWS, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const stages: ProcessFile['stages'] = [];
  let name = '';
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'openProcess') name = textOf(node.arguments[0]);
    if (ts.isCallExpression(node) && node.expression.getText() === 'process.stage') {
      const [stage, waits] = node.arguments;
      if (!waits || !ts.isObjectLiteralExpression(waits)) throw new Error(`${file}: a stage without what it waits for`);
      const acts = property(waits, 'acts');
      stages.push({
        stage: textOf(stage) as Stage,
        acts: acts && ts.isArrayLiteralExpression(acts) ? acts.elements.map((each) => textOf(each) as ActName) : [],
        pressedBy: textOf(property(waits, 'pressedBy')) || null,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  const title = /\/\*\* (\S+) — /.exec(source.text)?.[1] ?? '';
  return name ? [{ name: name as ProcessName, title, stages }] : [];
}

/** In the order of the record's own list. */
export const processFiles = (): ProcessFile[] => readdirSync(WORKFLOWS).filter((file) => file.endsWith('.ts')).flatMap(readFile)
  .sort((a, b) => PROCESS_NAMES.indexOf(a.name) - PROCESS_NAMES.indexOf(b.name));

const MOST_ACTS = 4;

function actsInWords(acts: readonly ActName[]): string {
  if (acts.length === 0) return '';
  const named = acts.slice(0, MOST_ACTS).map((act) => ACTS[act].title).join('、');
  return `<br/>${named}${acts.length > MOST_ACTS ? `等${acts.length}项` : ''}`;
}

/** The picture of the README: one row a process, its stages with what each waits for. */
export function processPicture(files = processFiles()): string {
  const rows = files.flatMap(({ name, title, stages }) => [
    `  subgraph ${name}["${title} ${name}"]`,
    '    direction LR',
    ...stages.map(({ stage, acts, pressedBy }) =>
      `    ${name}_${stage}["<b>${STAGE_TITLES[stage]}</b>${actsInWords(acts)}${pressedBy === null ? '' : `<br/><i>${pressedBy}</i>`}"]`),
    ...(stages.length > 1 ? [`    ${stages.map(({ stage }) => `${name}_${stage}`).join(' --> ')}`] : []),
    '  end',
  ]);
  return ['```mermaid', 'flowchart TB', ...rows, '```'].join('\n');
}
