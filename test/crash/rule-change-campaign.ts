import { setTimeout as delay } from 'node:timers/promises';
import { NOW, calendarText } from '../../bench/calendar-change';
import { writeManyCases } from '../../bench/many-cases';
import type { ChangeState, PersonActor } from '../../domain/rule-change/change';
import { dateOf } from '../../domain/time/instant';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import { currentPosts } from '../../prisma/repositories/organisation-queries';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import { findChange } from '../../prisma/repositories/rule-changes';
import { refold, refoldChanges } from '../support/refold';
import { actsKept } from './acts-kept';
import { startCrowd } from './crowd';
import { diceOf } from './random';
import type { Stage } from './stage';

/**
 * kill -9 of one worker after the other while a calendar year is applied to many open cases, with people at work: every
 * case must have adopted the year exactly once.
 */

const CASES = 1_200;
const PEOPLE = 4;
const WORKERS = 2;
/** Free days of 2027 that a text can turn into working days: each round has a text of its own. */
const WORKED = ['2027-01-30', '2027-01-31', '2027-02-13', '2027-02-14', '2027-02-20', '2027-02-21', '2027-02-27', '2027-02-28'];
/** Each worker falls after so many batches of a hundred cases. */
const BATCHES = { low: 1, high: 4 };
const APPLYING = 'UPDATE rule_change_item';
const PATIENCE_MS = 300_000;
const SAMPLED = 7;

export interface RuleChangeVerdict {
  victim: 'rule-change';
  seed: number;
  rounds: number;
  hit: number;
  cases: number;
  adopted: number;
  /** Cases that were to adopt the text and have not, or not exactly once. */
  notOnce: number;
  /** Cases that were to keep theirs and have adopted it. */
  againstList: number;
  lost: number;
  doubled: number;
  brokenChains: number;
  unfolded: number;
  seconds: number;
}

async function actorOf({ container: { db } }: Stage, region: string): Promise<PersonActor> {
  const seat = `safety-committee-office-${region}`;
  const [post] = await currentPosts(db, dateOf(Date.now()), { postId: `demo-${seat}@${seat}` });
  if (!post) throw new Error(`nobody sits in ${seat}`);
  return { kind: 'person', personId: post.personId, postId: post.postId, bodyId: post.body.id, name: post.personName, bodyName: post.body.name };
}

async function reached({ container: { db } }: Stage, id: string, state: ChangeState): Promise<StoredChange> {
  for (const until = Date.now() + PATIENCE_MS; ; await delay(100)) {
    const change = await findChange(db, id);
    if (change?.state === state) return change;
    if (Date.now() > until) throw new Error(`${id} is ${change?.state} and does not become ${state}`);
  }
}

/** Both workers fall while they apply it; returns how many did. */
async function applied(stage: Stage, text: string, points: readonly number[], name: string): Promise<{ id: string; hit: number }> {
  const { changes } = stage.container;
  const [drafter, approver] = [await actorOf(stage, '420000'), await actorOf(stage, '420300')];
  const drafted = await changes.draft({ kind: 'calendar', text, reason: '演练' }, drafter, `draft-${name}`);
  if (drafted.outcome !== 'accepted') throw new Error(JSON.stringify(drafted));
  const id = drafted.changeId;
  const { impact } = await reached(stage, id, 'computed');
  for (const [index, worker] of stage.workers.entries()) {
    void worker.arm(`commit:${points[index]}:${APPLYING}`);
    const ended = worker.killed();
    worker.kill();
    await ended;
  }
  await Promise.all(stage.workers.map((worker) => worker.up()));
  let hit = 0;
  for (const worker of stage.workers) void worker.killed().then(() => { hit += 1; }, () => undefined);
  await changes.execute(id, { do: 'approve', impactSha256: impact?.sha256 ?? '' }, approver, `approve-${name}`);
  await changes.execute(id, { do: 'apply' }, drafter, `apply-${name}`);
  await reached(stage, id, 'applied');
  return { id, hit };
}

async function examine({ container: { db } }: Stage, id: string): Promise<{ cases: number; adopted: number; notOnce: number; againstList: number; ids: string[] }> {
  const rows = await db.sql<{ id: string; choice: string; times: number }[]>`
    SELECT i.matter_id AS id, i.choice, (SELECT count(*)::int FROM event e
      WHERE e.matter_id = i.matter_id AND e.type = 'rules-adopted' AND e.data->>'change' = ${id}) AS times
    FROM rule_change_item i WHERE i.change_id = ${id}`;
  return {
    cases: rows.length, adopted: rows.filter(({ times }) => times === 1).length,
    notOnce: rows.filter(({ choice, times }) => choice === 'adopts' && times !== 1).length,
    againstList: rows.filter(({ choice, times }) => choice === 'keeps' && times > 0).length,
    ids: rows.map((row) => row.id),
  };
}

export async function ruleChangeCampaign(stage: Stage, rounds: number, seed: number): Promise<{ verdict: RuleChangeVerdict; faults: string[] }> {
  const { db } = stage.container;
  const dice = diceOf(seed, 'rule-change');
  const began = Date.now();
  await writeManyCases(stage.container, { count: CASES, prefix: `many-${seed}`, now: NOW, inWorkingDays: 10 });
  const crowd = startCrowd({ address: stage.address, people: PEOPLE, seed, prefix: `rule-change-${seed}` });
  const verdict: RuleChangeVerdict = {
    victim: 'rule-change', seed, rounds, hit: 0, cases: 0, adopted: 0, notOnce: 0, againstList: 0, lost: 0, doubled: 0, brokenChains: 0, unfolded: 0, seconds: 0,
  };
  try {
    for (let round = 0; round < rounds; round += 1) {
      const text = calendarText(`演练发〔2026〕${seed}-${round}号`, WORKED[round % WORKED.length] ?? '');
      const points = Array.from({ length: WORKERS }, () => dice.between(BATCHES.low, BATCHES.high));
      const { id, hit } = await applied(stage, text, points, `${seed}-${round}`);
      const { ids, ...found } = await examine(stage, id);
      verdict.hit += hit;
      for (const [name, count] of Object.entries(found) as [keyof typeof found, number][]) verdict[name] += count;
      const sampled = ids.filter((_, index) => index % SAMPLED === 0);
      for (const matterId of [id, ...sampled]) if (!(await verifyChain(db, matterId)).ok) verdict.brokenChains += 1;
      for (const matterId of sampled) verdict.unfolded += await refold(db, [matterId]).then((held) => 1 - held, () => 1);
      verdict.unfolded += await refoldChanges(db, [id]).then((held) => 1 - held, () => 1);
    }
  } finally {
    await crowd.stop();
  }
  const { lost, doubled } = await actsKept(db, crowd.diary);
  Object.assign(verdict, { lost, doubled, seconds: Math.round((Date.now() - began) / 1_000) });
  const faults: string[] = (['notOnce', 'againstList', 'lost', 'doubled', 'brokenChains', 'unfolded'] as const).filter((name) => verdict[name] > 0);
  return { verdict, faults: verdict.hit === 0 ? [...faults, 'nobody hit'] : faults };
}
