import { cpus, totalmem } from 'node:os';
import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { applyBatches, catchUp } from '../activities/rule-change/apply-change';
import { changeLaw } from '../activities/rule-change/change-law';
import { createComputeImpact } from '../activities/rule-change/compute-impact';
import type { PersonActor, RuleChange } from '../domain/rule-change/change';
import type { ChangeCommand } from '../domain/rule-change/decide';
import type { Database } from '../prisma/repositories/database';
import { backlogOf } from '../prisma/repositories/outbox';
import { findChange } from '../prisma/repositories/rule-changes';
import { parseChangeText } from '../rules/change-text';
import { withContainer } from '../runtime/program';
import type { Program } from '../runtime/program';
import { calendarText, cost, NOW, person, seconds } from './calendar-change';
import { writeManyCases } from './many-cases';

/**
 * A calendar year published under many open cases: how long the list takes and how long its application. The record
 * alone, without an engine: how many processes wait to be told is counted. Needs a data folder of its own (ANCHA_DATA).
 */

const CASES = Number(process.env['BENCH_CASES'] ?? 10_000);

const waiting = async (db: Database): Promise<number> => (await backlogOf(db)).waiting;

async function measure({ container }: Program, share: number, worked: string): Promise<string> {
  const { db, executeChange } = container;
  const prefix = `bench-${share}-${randomUUID().slice(0, 8)}`;
  const made = await cost(() => writeManyCases(container, { count: CASES, prefix, now: NOW, inWorkingDays: share }));
  const content = calendarText(prefix, worked);
  const read = parseChangeText('calendar', content);
  if (!read.ok) throw new Error(JSON.stringify(read.faults));
  const { subject } = read.parsed;
  const changeId = prefix;
  const give = async (command: ChangeCommand, actor: PersonActor): Promise<RuleChange> => {
    const outcome = await executeChange({ changeId, commandId: command.do, command, actor, content });
    const change = await findChange(db, changeId);
    if (outcome.outcome !== 'accepted' || !change) throw new Error(JSON.stringify(outcome));
    return change;
  };
  await give({ do: 'draft', reason: '', ...subject }, person('a'));
  const list = await cost(() => createComputeImpact(container)({ changeId, commandId: 'impact' }, Date.now(), () => undefined));
  const { impact } = await findChange(db, changeId) ?? { impact: null };
  await give({ do: 'approve', impactSha256: impact?.sha256 ?? '' }, person('b'));
  await give({ do: 'apply' }, person('b'));
  const change = await findChange(db, changeId);
  if (!change) throw new Error('the change is gone');
  const toldBefore = await waiting(db);
  const applied = await cost(async () => {
    const law = await changeLaw(db.sql, container, change);
    while ((await catchUp(container, change, law)).left > 0) await applyBatches(container, change, law, () => undefined);
  });
  const told = await waiting(db) - toldBefore;
  await executeChange({ changeId, commandId: 'finish', command: { do: 'finish', matters: CASES }, actor: { kind: 'system', process: 'ruleChange' } });
  return `${String(share).padStart(3)} %${seconds(made)}${seconds(list)}${seconds(applied)}   matters ${impact?.matters}, moved ${impact?.movedMatters}`
    + ` (${impact?.movedClocks} clocks), confirmed ${impact?.confirmedMatters}, to tell ${told}`;
}

async function bench(program: Program): Promise<void> {
  const sql = postgres(program.services.ownerUrl ?? program.services.databaseUrl, { max: 1, onnotice: () => undefined });
  console.log(`${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}; ${CASES} open cases, seconds`);
  console.log('share with a working-day limit running: cases made, impact list, applied; in brackets what this program computed');
  for (const [share, worked] of [[30, '2027-01-30'], [100, '2027-01-31']] as const) {
    await sql`ANALYZE`;
    console.log(await measure(program, share, worked));
    // The next round has the record to itself.
    await sql`UPDATE matter SET closed_at = now()`;
  }
  await sql.end();
}

withContainer({ data: process.env['ANCHA_DATA'], log: (line) => console.error(line) }, bench).then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
