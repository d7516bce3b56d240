import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import { lawOfPins } from '../../activities/law';
import { awaitingTexts } from '../../activities/rule-change/awaiting';
import { applyNextBatch } from '../../activities/rule-change/apply-change';
import { createComputeImpact } from '../../activities/rule-change/compute-impact';
import { changeLaw } from '../../activities/rule-change/change-law';
import { calendarText } from '../../bench/calendar-change';
import { writeManyCases } from '../../bench/many-cases';
import { at, past, registration } from '../support/given';
import type { CaseCommand } from '../../domain/kinds/accident-case/commands';
import type { ChangeOutcome, PersonActor } from '../../domain/rule-change/change';
import { type CalendarPin, EVERY_YEAR, type PackPin } from '../../domain/rule-pack/types';
import type { Instant } from '../../domain/time/instant';
import { verifyChain } from '../../prisma/repositories/audit-chain';
import { driftOf, impactRows } from '../../prisma/repositories/impact-reading';
import { currentPosts } from '../../prisma/repositories/organisation-queries';
import { keepTexts } from '../../prisma/repositories/rule-texts';
import { readBase, shippedBase } from '../../rules/calendar-base';
import { parseChangeText } from '../../rules/change-text';
import type { RuleLibrary } from '../../rules';
import { findChange } from '../../prisma/repositories/rule-changes';
import type { StoredChange } from '../../prisma/repositories/rule-changes';
import { createContainer } from '../../runtime/container';
import { startEngine } from '../../runtime/engine';
import type { OwnRecord } from '../support/own-record';
import { ownRecord } from '../support/own-record';
import type { Rig } from '../support/rig';
import { commandsFrom, createRig } from '../support/rig';
import { testConfig } from '../support/services';

/** Law that changes under running cases, on the real servers: list, second person, application, and what each case keeps. */

const PUBLISHED_2027 = calendarText('试验发〔2026〕1号', '2027-01-30');

let own: OwnRecord;
let rig: Rig;
let drafter: PersonActor;
let approver: PersonActor;

const actorOf = async (postId: string): Promise<PersonActor> => {
  const [post] = await currentPosts(rig.container.db, '2026-11-26', { postId });
  if (!post) throw new Error(`no post ${postId}`);
  return { kind: 'person', personId: post.personId, postId, bodyId: post.body.id, name: post.personName, bodyName: post.body.name };
};
const postIn = (region: string): string => `demo-safety-committee-office-${region}@safety-committee-office-${region}`;

beforeAll(async () => {
  own = await ownRecord();
  rig = await createRig(own);
  drafter = await actorOf(postIn('420000'));
  approver = await actorOf(postIn('420300'));
});
afterAll(async () => {
  await rig.close();
  await own.drop();
});

type Timed = CaseCommand & { at: Instant };
const served = [
  { ...registration(), at: at('2026-12-01T08:30'), accident: { occurredAt: at('2026-12-01T08:00'), region: '420303', industry: 'general' } },
  past('form-team', '2026-12-02', { by: 'county' }),
  past('open-penalty-case', '2027-01-20', { party: '某公司' }),
  past('decide-penalty', '2027-01-28', { party: '某公司', amountYuan: 1000 }),
] as Timed[];

async function openCase(commands: readonly Timed[] = served, until = '2027-01-29'): Promise<string> {
  const id = rig.newId();
  await rig.play(id, commandsFrom(commands), at(until));
  return id;
}

async function settled(changeId: string, state: StoredChange['state']): Promise<StoredChange> {
  for (let waits = 0; waits < 150; waits += 1) {
    const change = await findChange(rig.container.db, changeId);
    if (change?.state === state) return change;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
  const { raw } = await rig.engine.clientOf('live').workflow.getHandle(`rule-change/${changeId}`).describe();
  throw new Error(`${changeId} never became ${state}: ${JSON.stringify(raw.pendingActivities?.map(({ lastFailure }: { lastFailure?: { message?: string | null } | null }) => lastFailure?.message))}`);
}

const idOf = (outcome: ChangeOutcome | { outcome: 'faulty' }): string => {
  if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
  return outcome.changeId;
};
const clock = async (matterId: string, code: string) => (await rig.container.db.client.clock.findUniqueOrThrow({
  where: { matterId_code: { matterId, code } },
})).body as unknown as { dueDate: string; provisional: boolean };
const events = (matterId: string) => rig.container.db.client.event.count({ where: { matterId, type: 'rules-adopted' } });

/** What the process of the penalty waits for, and what the record says that it should. */
async function wakeUp(matterId: string): Promise<(number | undefined)[]> {
  const where = { matterId_name: { matterId, name: 'accountability' } };
  const snapshot = await rig.process(matterId, 'accountability').query<{ nextWakeAt: number }, []>('snapshot');
  return [snapshot.nextWakeAt, (await rig.container.db.client.process.findUniqueOrThrow({ where })).nextWakeAt?.getTime()];
}

async function applied(draft: { kind: 'calendar' | 'pack'; text: string }, name: string): Promise<StoredChange> {
  const changeId = idOf(await rig.container.changes.draft({ ...draft, reason: '' }, drafter, `draft-${name}`));
  const { impact } = await settled(changeId, 'computed');
  await rig.container.changes.execute(changeId, { do: 'approve', impactSha256: impact?.sha256 ?? '' }, approver, `approve-${name}`);
  await rig.container.changes.execute(changeId, { do: 'apply' }, drafter, `apply-${name}`);
  return settled(changeId, 'applied');
}

describe('a calendar year that is published while cases run', () => {
  let caseId: string;
  let bystander: string;
  let latecomer: string;
  let changeId: string;

  it('a case with a working-day limit in the provisional year, when played, is reckoned provisionally', async () => {
    caseId = await openCase();
    bystander = await openCase(served.slice(0, 2));
    expect(await clock(caseId, 'penalty-service@某公司')).toMatchObject({ dueDate: '2027-02-10', provisional: true });
  });

  it('a faulty text, when drafted, is told fault by fault and leaves nothing', async () => {
    const answer = await rig.container.changes.draft({ kind: 'calendar', text: 'year: 2027\nstatus: maybe', reason: '' }, drafter, 'draft-bad');
    expect(answer).toMatchObject({ outcome: 'faulty' });
    expect(await rig.container.db.client.ruleChange.count()).toBe(0);
  });

  it('the published year, when drafted, gets an impact list with old date, new date and why', async () => {
    changeId = idOf(await rig.container.changes.draft({ kind: 'calendar', text: PUBLISHED_2027, reason: '通知公布' }, drafter, 'draft-2027'));
    const { impact } = await settled(changeId, 'computed');
    expect(impact).toMatchObject({ matters: 2, adopting: 2, keeping: 0, movedMatters: 1 });
    const rows = await impactRows(rig.container.db, changeId, null, { onlyMoved: true, limit: 10, offset: 0 });
    expect(rows.map(({ matterId }) => matterId)).toEqual([caseId]);
    const move = rows[0]?.moves.find(({ code }) => code === 'penalty-service@某公司');
    expect(move).toMatchObject({ old: { dueDate: '2027-02-10' }, new: { dueDate: '2027-02-15' } });
    expect(move?.why.join('')).toContain('春节');
    expect(move?.why.join('')).toContain('调休上班');
    expect(await clock(caseId, 'penalty-service@某公司')).toMatchObject({ dueDate: '2027-02-10' });
  });

  it('a case opened after the list was made, when looked for, is told, and in the list once it is made anew', async () => {
    const { db, changes } = rig.container;
    const { impact: old } = await settled(changeId, 'computed');
    const subject = { id: changeId, kind: 'calendar' as const, subject: '2027' };
    expect(await driftOf(db, subject)).toBeNull();
    latecomer = await openCase(served.slice(0, 2));
    await rig.give(bystander, { do: 'invite-procuratorate' });
    expect(await driftOf(db, subject)).toEqual({ opened: 1, closed: 0, moved: 1 });
    expect(await changes.execute(changeId, { do: 'recompute' }, approver, 'recompute')).toMatchObject({ outcome: 'accepted', state: 'drafted' });
    const { impact } = await settled(changeId, 'computed');
    expect(impact).toMatchObject({ matters: 3, adopting: 3, movedMatters: 1 });
    expect(await driftOf(db, subject)).toBeNull();
    const stale = { do: 'approve' as const, impactSha256: old?.sha256 ?? '' };
    expect(await changes.execute(changeId, stale, approver, 'approve-stale')).toMatchObject({ refusal: { code: 'CHANGE_IMPACT_STALE' } });
  });

  it('the drafter, when he approves his own draft, is refused, and so is the database', async () => {
    const { impact } = await settled(changeId, 'computed');
    const approve = { do: 'approve' as const, impactSha256: impact?.sha256 ?? '' };
    expect(await rig.container.changes.execute(changeId, approve, drafter, 'approve-own')).toMatchObject({ refusal: { code: 'CHANGE_SAME_PERSON' } });
    expect(await rig.container.changes.execute(changeId, { do: 'apply' }, approver, 'apply-early')).toMatchObject({ refusal: { code: 'CHANGE_NOT_APPROVED' } });
    const cheat = rig.container.db.client.$executeRaw`UPDATE rule_change SET approved_by = drafted_by, approved_at = now() WHERE id = ${changeId}`;
    await expect(cheat).rejects.toThrow('rule_change_second_person_check');
  });

  it('a second person, when he approves, is recorded with post and body beside the drafter', async () => {
    const { impact } = await settled(changeId, 'computed');
    await rig.container.changes.execute(changeId, { do: 'approve', impactSha256: impact?.sha256 ?? '' }, approver, 'approve');
    expect(await settled(changeId, 'approved')).toMatchObject({ draftedBy: drafter, approvedBy: approver });
  });

  it('the change, when applied, moves the clock, tells the owner and keeps every chain whole', async () => {
    await rig.container.changes.execute(changeId, { do: 'apply' }, approver, 'apply');
    await settled(changeId, 'applied');
    expect(await clock(caseId, 'penalty-service@某公司')).toMatchObject({ dueDate: '2027-02-15', provisional: false });
    const { db } = rig.container;
    const told = await db.client.notice.findMany({ where: { matterId: caseId, title: { startsWith: '期限变更' } } });
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ deliveredAt }) => deliveredAt !== null)).toBe(true);
    expect(await db.client.effect.count({ where: { matterId: caseId, doneAt: null } })).toBe(0);
    // Later than it waits for: it wakes in time and looks again; there is no need to wake it now.
    const [waitsFor, recorded] = await wakeUp(caseId);
    expect(waitsFor).toBeLessThan(recorded ?? 0);
    for (const id of [caseId, bystander, latecomer, changeId]) expect(await verifyChain(db, id)).toMatchObject({ ok: true });
  });

  it('each matter, when the change was applied, has it exactly once, and applying again is refused', async () => {
    expect(await Promise.all([events(caseId), events(bystander)])).toEqual([1, 1]);
    expect(await rig.container.changes.execute(changeId, { do: 'apply' }, approver, 'apply-again')).toMatchObject({ refusal: { code: 'CHANGE_ENDED' } });
    expect(await events(caseId)).toBe(1);
  });

  it('a correction that brings the limit forward, when applied, wakes its process', async () => {
    await applied({ kind: 'calendar', text: PUBLISHED_2027.replace('2026〕1号', '2026〕9号').replace('2027-02-12', '2027-02-08') }, 'correction');
    expect(await clock(caseId, 'penalty-service@某公司')).toMatchObject({ dueDate: '2027-02-09' });
    // Processes are woken after the last matter has the new text.
    let [waitsFor, recorded] = await wakeUp(caseId);
    for (let waits = 0; waitsFor !== recorded && waits < 300; waits += 1) {
      await new Promise((resolve) => { setTimeout(resolve, 100); });
      [waitsFor, recorded] = await wakeUp(caseId);
    }
    expect(waitsFor).toBe(recorded);
    await applied({ kind: 'calendar', text: PUBLISHED_2027.replace('2026〕1号', '2026〕10号') }, 'correction-back');
  });

  it('a case registered afterwards, when opened, counts by the published year at once', async () => {
    const later = await openCase();
    expect(await clock(later, 'penalty-service@某公司')).toMatchObject({ dueDate: '2027-02-15', provisional: false });
    expect(await events(later)).toBe(0);
  });

  it('a later command on the case, when given, is reckoned by what it adopted', async () => {
    await rig.give(caseId, { do: 'invite-procuratorate' });
    expect(await clock(caseId, 'penalty-service@某公司')).toMatchObject({ dueDate: '2027-02-15' });
  });

  it('a process that wakes at its old instant, when nothing is due then, sleeps on and strikes once at the new one', async () => {
    const { db } = rig.container;
    await rig.play(caseId, commandsFrom(served), at('2027-02-16T12:00'));
    const struck = await db.client.event.findMany({ where: { matterId: caseId, type: 'clock-struck' } });
    const due = struck.map(({ data }) => data as unknown as { clock: string; at: number; threshold: { kind: string } })
      .filter((event) => event.clock === 'penalty-service@某公司' && event.threshold.kind === 'due');
    expect(due.map((event) => event.at)).toEqual([at('2027-02-16T00:00')]);
    expect(await verifyChain(db, caseId)).toMatchObject({ ok: true });
  });
});

/** The national pack as its next version; the changed row says, or does not say, that it applies to running matters. */
function nextNational(version: string, days: number, appliesToRunning: boolean): string {
  const { pack } = rig.container.rules.packs.findLast((each) => each.pack.id === 'national') ?? { pack: null };
  if (!pack) throw new Error('no national pack');
  const source = parse(readFileSync(path.join(__dirname, '../../rules/packs/national', `${pack.version}.yaml`), 'utf8')) as
    { version: string; rows: { code: string; lengths?: { industries?: string[]; length: object }[] }[] };
  const rows = source.rows.map((row) => (row.code !== 'penalty-decision' ? row
    : { ...row, ...(appliesToRunning ? { appliesToRunning } : {}), lengths: (row.lengths ?? []).map((variant) => ({ ...variant, length: { days } })) }));
  return stringify({ ...source, version, rows });
}

describe('a version of a pack that is published while cases run', () => {
  const penalty = served.slice(0, 3);
  const pins = async (id: string) => (await rig.container.db.client.matter.findUniqueOrThrow({ where: { id } })).packs as unknown as PackPin[];

  it('without a row that applies to running matters, when applied, leaves the old case its pin and serves the new one', async () => {
    const old = await openCase(penalty);
    const [before, due] = [await pins(old), (await clock(old, 'penalty-decision@某公司')).dueDate];
    const change = await applied({ kind: 'pack', text: nextNational('2098.1', 30, false) }, 'kept');
    expect(change.impact).toMatchObject({ adopting: 0, movedClocks: 0 });
    expect(change.impact?.keeping).toBeGreaterThan(0);
    expect(await pins(old)).toEqual(before);
    await rig.give(old, { do: 'invite-procuratorate' });
    expect((await clock(old, 'penalty-decision@某公司')).dueDate).toBe(due);
    const item = await rig.container.db.client.ruleChangeItem.findUniqueOrThrow({ where: { changeId_matterId: { changeId: change.id, matterId: old } } });
    expect(item).toMatchObject({ choice: 'keeps', moves: [] });
    const later = await openCase(penalty);
    expect(await pins(later)).toMatchObject([{ id: 'national', version: '2098.1' }]);
    expect((await clock(later, 'penalty-decision@某公司')).dueDate).toBe('2027-02-19');
  });

  it('with a row that applies to running matters, when applied, moves that clock and keeps the rest of the pin', async () => {
    const old = await openCase(penalty);
    const change = await applied({ kind: 'pack', text: nextNational('2099.1', 45, true) }, 'adopted');
    expect(await pins(old)).toMatchObject([{ id: 'national', version: '2098.1', adopted: [{ version: '2099.1', sha256: change.sha256, rows: ['penalty-decision'] }] }]);
    expect((await clock(old, 'penalty-decision@某公司')).dueDate).toBe('2027-03-06');
    await rig.give(old, { do: 'invite-procuratorate' });
    expect((await clock(old, 'penalty-decision@某公司')).dueDate).toBe('2027-03-06');
    expect(await verifyChain(rig.container.db, old)).toMatchObject({ ok: true });
  });
});

describe('a calendar year that arrives with another program', () => {
  it('under a case that was registered before, when found, moves nothing until it is drafted, approved and applied', async () => {
    const { db, rules } = rig.container;
    const old = await openCase(served.slice(0, 2));
    const { packs, calendars } = await db.client.matter.findUniqueOrThrow({ where: { id: old }, select: { packs: true, calendars: true } });
    expect(calendars).toContainEqual({ year: EVERY_YEAR, sha256: shippedBase().sha256 });
    expect(await awaitingTexts(rig.container)).toEqual([]);
    // As if it had been registered with a program that knew no notice for 2025. Another year than the API test's: a change is
    // named after its text, and its process too, on the one Temporal of the run.
    const texts = JSON.parse(shippedBase().text) as { statutory: string; years: string[] };
    const earlier = readBase(JSON.stringify({ ...texts, years: texts.years.filter((text) => !text.includes('year: 2025')) }));
    await keepTexts(db, [{ sha256: earlier.sha256, kind: 'base', content: earlier.text }]);
    const pins = (calendars as unknown as CalendarPin[]).map((pin) => (pin.year === EVERY_YEAR ? { ...pin, sha256: earlier.sha256 } : pin));
    await db.client.matter.update({ where: { id: old }, data: { calendars: pins as never } });
    const law = () => lawOfPins(db.sql, rules, { packs: packs as unknown as PackPin[], calendars: pins });
    expect([(await law()).calendar.isPublished('2025-03-03'), rules.calendar.isPublished('2025-03-03')]).toEqual([false, true]);
    const [year, ...others] = await awaitingTexts(rig.container);
    expect([year?.subject, year?.matters, others]).toEqual(['2025', 1, []]);
    const change = await applied({ kind: 'calendar', text: year?.text ?? '' }, 'arrived');
    expect(await awaitingTexts(rig.container)).toEqual([]);
    const after = (await db.client.matter.findUniqueOrThrow({ where: { id: old } })).calendars as unknown as CalendarPin[];
    expect(after).toContainEqual({ year: 2025, sha256: change.sha256 });
    expect(after).toContainEqual({ year: EVERY_YEAR, sha256: earlier.sha256 });
    expect((await lawOfPins(db.sql, rules, { packs: packs as unknown as PackPin[], calendars: after })).calendar.isPublished('2025-03-03')).toBe(true);
  });
});

describe('a version of a pack that arrives with another program', () => {
  const arriving = (text: string): RuleLibrary => {
    const { rules } = rig.container;
    const read = parseChangeText('pack', text);
    if (!read.ok || !read.parsed.pack) throw new Error('no pack');
    const { pack, subject: { sha256 } } = read.parsed;
    const index = rules.packs.findLastIndex((each) => each.pack.id === pack.id);
    const packs = rules.packs.toSpliced(index + 1, 0, { pack, sha256, text, file: `${pack.id}/${pack.version}.yaml` });
    return Object.defineProperty(Object.create(rules) as RuleLibrary, 'packs', { value: packs });
  };

  it('with a row for running matters, when found, waits for a draft; without one it waits for nobody', async () => {
    const { db } = rig.container;
    await openCase(served.slice(0, 3));
    expect(await awaitingTexts({ db, rules: arriving(nextNational('2100.1', 50, false)) })).toEqual([]);
    const rules = arriving(nextNational('2100.2', 50, true));
    const [pack, ...others] = await awaitingTexts({ db, rules });
    expect([pack?.kind, pack?.subject, pack?.edition, others]).toEqual(['pack', 'national', '2100.2', []]);
    expect(pack?.matters).toBeGreaterThan(0);
    await rig.container.changes.draft({ kind: 'pack', text: pack?.text ?? '', reason: '' }, drafter, 'draft-arrived-pack');
    expect(await awaitingTexts({ db, rules })).toEqual([]);
  });
});

describe('an application that breaks off', () => {
  it('after its first batch, when an engine comes to it, goes on and reaches every matter exactly once', async () => {
    const record = await ownRecord();
    const container = await createContainer(record.services);
    const { db, executeChange, changes } = container;
    await writeManyCases(container, { count: 230, prefix: 'many', now: at('2027-01-29'), inWorkingDays: 20 });
    await db.sql`UPDATE process SET open = false`;
    await db.sql`DELETE FROM outbox`;
    const text = PUBLISHED_2027.replace('2026〕1号', '2026〕2号').replace('2027-02-12', '2027-02-14');
    const changeId = idOf(await changes.draft({ kind: 'calendar', text, reason: '' }, drafter, 'draft-again'));
    await createComputeImpact(container)({ changeId, commandId: 'impact' }, at('2027-01-29'), () => undefined);
    const change = await findChange(db, changeId);
    if (!change) throw new Error('the change is gone');
    await changes.execute(changeId, { do: 'approve', impactSha256: change.impact?.sha256 ?? '' }, approver, 'approve-again');
    await executeChange({ changeId, commandId: 'apply-again', command: { do: 'apply' }, actor: approver });
    // The transaction of the first batch, and then nothing: what a worker leaves that is killed between two batches.
    await applyNextBatch(container, change, await changeLaw(db.sql, container, change));
    expect(await db.client.ruleChangeItem.count({ where: { changeId, appliedAt: { not: null } } })).toBe(100);
    const engine = await startEngine(testConfig({ TEMPORAL_TASK_QUEUE: record.taskQueue }), container, record.services.temporal);
    for (let waits = 0; waits < 150 && (await findChange(db, changeId))?.state !== 'applied'; waits += 1) await new Promise((resolve) => { setTimeout(resolve, 100); });
    const all = await db.client.ruleChangeItem.findMany({ where: { changeId } });
    expect([all.length, all.filter(({ appliedAt }) => appliedAt === null).length]).toEqual([230, 0]);
    const adopted = await db.client.event.groupBy({ by: ['matterId'], where: { type: 'rules-adopted', commandId: `rule-change:${changeId}` }, _count: true });
    expect([adopted.length, adopted.filter(({ _count }) => _count !== 1).length]).toEqual([230, 0]);
    for (const index of ['000000', '000050', '000150', '000229']) expect(await verifyChain(db, `many-${index}`)).toMatchObject({ ok: true });
    await engine.stop();
    await container.close();
    await record.drop();
  });
});
