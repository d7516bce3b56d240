import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChangeState, PersonActor } from '../../domain/rule-change/change';
import type { PersonStep } from '../../domain/rule-change/decide';
import { RULE_KEEPERS, commandOf } from '../../domain/rule-change/decide';
import { datesInWords } from '../../domain/time/moves';
import { CHANGE_STATE_WORDS, changeName } from '../../domain/rule-change/words';
import type { Refusal } from '../../domain/kernel/refusals';
import { REFUSALS } from '../../domain/kernel/refusals';
import { dateOf } from '../../domain/time/instant';
import { formatMoment } from '../../domain/time/words';
import type { Database } from '../../prisma/repositories/database';
import { itemsLeft } from '../../prisma/repositories/impact-list';
import { impactRows } from '../../prisma/repositories/impact-reading';
import { currentPosts } from '../../prisma/repositories/organisation-queries';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import { findChange, listChanges } from '../../prisma/repositories/rule-changes';
import { readTextFile } from '../../rules/text-file';
import type { Container } from '../../runtime/container';
import { withContainer, withEngine } from '../../runtime/program';
import { textTable } from '../text-table';

export interface ReadOptions {
  data?: string;
  json?: boolean;
}

export interface ActOptions extends ReadOptions {
  as: string;
  reason: string;
}

export interface DraftOptions extends ActOptions {
  calendar?: string;
  pack?: string;
}

const out = (text: string): void => { process.stdout.write(`${text}\n`); };
const BAD_INPUT = 2;

function complain(lines: string[]): void {
  process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = BAD_INPUT;
}

const refusalLines = ({ code, missing = [] }: Refusal): string[] => [REFUSALS[code].text, ...missing];

const log = (line: string): void => { process.stderr.write(`${line}\n`); };
const reading = (data: string | undefined, work: (db: Database) => Promise<void>): Promise<void> => 
  withContainer({ data, log }, ({ container }) => work(container.db));

/** With workers: where none runs yet, the change has to be carried by this program. */
const within = (data: string | undefined, work: (container: Container) => Promise<void>): Promise<void> =>
  withEngine({ data, log }, ({ container }) => work(container));

/** The person in this post today; only offices that keep the rules may change them. */
async function actorOf(container: Container, postId: string): Promise<PersonActor | null> {
  const [post] = await currentPosts(container.db, dateOf(Date.now()), { postId });
  if (!post || !RULE_KEEPERS.includes(post.body.kind)) {
    complain([post ? `${post.body.name}无权办理规则变更。` : `没有岗位 ${postId}，或今日无人在岗。`]);
    return null;
  }
  return { kind: 'person', personId: post.personId, postId, bodyId: post.body.id, name: post.personName, bodyName: post.body.name };
}

/** Waits for the process of the change; tells how far it is where it takes long. */
async function until(container: Container, id: string, states: readonly ChangeState[]): Promise<StoredChange> {
  for (let waits = 0; ; waits += 1) {
    const change = await findChange(container.db, id);
    if (change && states.includes(change.state)) return change;
    if (change?.state === 'applying' && waits % 25 === 24) {
      const { left, done } = await itemsLeft(container.db, id);
      process.stderr.write(`  已实施 ${done} 起，还有 ${left} 起\n`);
    }
    await delay(200);
  }
}

const who = (actor: PersonActor | null): string => (actor ? `${actor.bodyName} ${actor.name}` : '');

function changeLines(change: StoredChange): string {
  const { id, state, impact, draftedBy, approvedBy } = change;
  return [
    `${id}　${changeName(change)}　${CHANGE_STATE_WORDS[state]}`,
    `起草：${who(draftedBy)}${approvedBy ? `；批准：${who(approvedBy)}` : ''}`,
    ...(impact ? [`涉及在办案件 ${impact.matters} 起：适用 ${impact.adopting} 起，沿用原规则 ${impact.keeping} 起；`
      + `改期 ${impact.movedMatters} 起、${impact.movedClocks} 个时限，暂定转确定 ${impact.confirmedMatters} 起。`] : []),
  ].join('\n');
}

const show = (change: StoredChange, json: boolean | undefined): void => out(json ? JSON.stringify(change) : changeLines(change));

export async function draft(options: DraftOptions): Promise<void> {
  const { calendar, pack, reason } = options;
  const file = calendar ?? pack;
  if (file === undefined || (calendar !== undefined && pack !== undefined)) {
    complain(['须且只须给出 --calendar 或 --pack。']);
    return;
  }
  const read = readTextFile(file);
  if ('reason' in read) {
    complain([`${file}: ${read.reason}`]);
    return;
  }
  await within(options.data, async (container) => {
    const actor = await actorOf(container, options.as);
    if (!actor) return;
    const kind = calendar === undefined ? 'pack' : 'calendar';
    const outcome = await container.changes.draft({ kind, text: read.text, reason }, actor, randomUUID());
    if (outcome.outcome === 'faulty') complain(outcome.faults.map((fault) => `${file}: ${fault.path}: ${fault.reason}`));
    else if (outcome.outcome === 'refused') complain(refusalLines(outcome.refusal));
    else show(await until(container, outcome.changeId, ['computed', 'approved', 'applying', 'applied', 'withdrawn']), options.json);
  });
}

export const list = ({ data, json }: ReadOptions): Promise<void> => reading(data, async (db) => {
  const changes = await listChanges(db, 1_000);
  if (json) {
    out(JSON.stringify(changes));
    return;
  }
  const rows = changes.map((change) => [
    change.id, changeName(change), CHANGE_STATE_WORDS[change.state], who(change.draftedBy), who(change.approvedBy),
    formatMoment(change.draftedAt), change.impact ? String(change.impact.movedClocks) : '',
  ]);
  out(textTable(['编号', '变更', '状态', '起草', '批准', '起草时间', '改期时限'], rows));
});

export const impact = (id: string, { data, json, all }: ReadOptions & { all?: boolean }): Promise<void> => reading(data, async (db) => {
  const change = await findChange(db, id);
  if (!change) {
    complain([REFUSALS.CHANGE_UNKNOWN.text]);
    return;
  }
  if (!json) out(`${changeLines(change)}\n`);
  const PAGE = 500;
  for (let offset = 0; ; offset += PAGE) {
    const rows = await impactRows(db, id, null, { onlyMoved: !all, limit: PAGE, offset });
    for (const row of rows) {
      if (json) out(JSON.stringify(row));
      else {
        out(`${row.caseNo}　${row.title}　${row.choice === 'adopts' ? '适用' : '沿用原规则'}`);
        for (const move of row.moves) {
          out(`  ${move.title}${move.party === null ? '' : `（${move.party}）`}：${datesInWords(move.old)} → ${datesInWords(move.new)}`
            + `${move.overdueAtOnce ? '　实施后即逾期' : ''}`);
          for (const line of move.why) out(`    ${line}`);
        }
      }
    }
    if (rows.length < PAGE) return;
  }
});

export const takeStep = (name: PersonStep, id: string, options: ActOptions): Promise<void> => within(options.data, async (container) => {
  const actor = await actorOf(container, options.as);
  const change = actor && await findChange(container.db, id);
  if (!actor) return;
  if (!change) {
    complain([REFUSALS.CHANGE_UNKNOWN.text]);
    return;
  }
  // Called again while it is being applied, it only watches: the process goes on by itself.
  if (name !== 'apply' || change.state !== 'applying') {
    const command = commandOf(name, change.impact?.sha256 ?? '', options.reason);
    const outcome = await container.changes.execute(id, command, actor, randomUUID());
    if (outcome.outcome === 'refused') {
      complain(refusalLines(outcome.refusal));
      return;
    }
  }
  const DONE = {
    approve: ['approved', 'applying', 'applied'], recompute: ['computed', 'approved', 'applying', 'applied', 'withdrawn'],
    apply: ['applied'], withdraw: ['withdrawn'],
  } as const;
  show(await until(container, id, DONE[name]), options.json);
});
