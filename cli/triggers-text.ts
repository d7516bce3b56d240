import { ACTS } from '../domain/kinds/accident-case/acts';
import type { CaseFile } from '../domain/case-file/parse';
import type { CaseTriggers } from '../domain/kinds/accident-case/case-findings';
import type { Evaluated, Finding } from '../domain/trigger/finding';
import type { MissingFact } from '../domain/trigger/judgement';
import { FINDING_STATES } from '../domain/trigger/finding';
import { takenActs } from '../domain/kinds/accident-case/measures-taken';
import { measureText } from '../domain/trigger/words';
import type { Instant } from '../domain/time/instant';
import { minute } from './deadlines-text';

const missingText = ({ text, pending, clue }: MissingFact): string =>
  `${text}${pending ? '（待认定）' : ''}${clue === null ? '' : `——${clue}`}`;

function findingText({ row, title, subject, state, measures, because, cite, note, missing }: Finding, { events }: CaseFile, asOf: Instant): string[] {
  const taken = takenActs(measures, { acts: events }).filter(({ at }) => at <= asOf);
  return [
    `■ ${FINDING_STATES[state]}  ${row}  ${title}`,
    `  对象：${subject.text}`,
    ...measures.map((measure) => `  ${measureText(measure)}`),
    ...taken.map((act) => `  已办理：${minute(act.at)} ${ACTS[act.do].title}`),
    ...because.map((text) => `  理由：${text}`),
    ...missing.map((fact) => `  尚缺：${missingText(fact)}`),
    `  依据：${cite.join('、')}${note === null ? '' : `（${note}）`}`,
  ];
}

const openText = ({ row, title, subject, missing }: Evaluated): string[] => [
  `□ 不能判断  ${row}  ${title}（${subject.text}）`, ...missing.map((fact) => `  缺少：${missingText(fact)}`),
];

/** The same as the JSON, for people. */
export function triggersText(file: CaseFile, asOf: Instant, { answers, findings }: CaseTriggers): string {
  const open = answers.filter(({ truth }) => truth === 'unknown');
  const noes = answers.filter(({ verdict }) => verdict === 'no').length;
  return [
    `${file.title}（${file.id}）`,
    `截至 ${minute(asOf)}可能触发的措施。只是提示，由有权机关决定；写“可以”的不必采取。`,
    '', ...(findings.length ? findings.flatMap((finding) => findingText(finding, file, asOf)) : ['没有成立或者待定的触发规则。']),
    ...(open.length ? ['', ...open.flatMap(openText)] : []),
    '', `其余 ${noes} 条规则不触发。`,
  ].join('\n');
}
