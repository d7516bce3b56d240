import { SAMPLE_CLOCKS, SAMPLE_NOW } from '../../api/pages/design-samples';
import type { Clock } from '../../domain/time/clock';
import type { Instant } from '../../domain/time/instant';
import { listCases, type CaseFilter, type CaseListPage, type CaseSort, type Cursor } from '../../prisma/repositories/case-list';
import { createDatabase, type Database } from '../../prisma/repositories/database';
import type { Viewer } from '../../prisma/repositories/viewer';
import { caseLight } from '../../templates/lights';
import { testServices } from '../support/services';

/** Matters written straight into the record, each with the clocks a light depends on. */
const REGION = '110106';
const MARK = `台账试验${process.pid}`;
const ANY: CaseFilter = { light: null, grade: null, region: null, industry: null, phase: null, text: MARK };
const CITY: Viewer = { bodyId: 'test-body', kind: 'safety-committee-office', regionCode: '110000' };

const GRADES = ['general', 'larger', 'major', 'extraordinary'] as const;
const DAY = 86_400_000;

interface Sample { id: string; clocks: Clock[]; closed: boolean; shiftMs: number; occurredAt: Instant }

const samples: Sample[] = [
  ...SAMPLE_CLOCKS.map((clock, index) => ({ id: `${MARK}-${clock.code}`, clocks: [clock], closed: false, shiftMs: 0, occurredAt: SAMPLE_NOW - index * DAY })),
  { id: `${MARK}-none`, clocks: [], closed: false, shiftMs: 0, occurredAt: SAMPLE_NOW - 20 * DAY },
  { id: `${MARK}-closed`, clocks: [SAMPLE_CLOCKS[0] as Clock], closed: true, shiftMs: 0, occurredAt: SAMPLE_NOW - 21 * DAY },
  { id: `${MARK}-mixed`, clocks: [SAMPLE_CLOCKS[2], SAMPLE_CLOCKS[1], SAMPLE_CLOCKS[6]] as Clock[], closed: false, shiftMs: 0, occurredAt: SAMPLE_NOW - 22 * DAY },
  { id: `${MARK}-own-end`, clocks: [{ ...(SAMPLE_CLOCKS[2] as Clock), code: 'own', metBy: null, dueAt: SAMPLE_NOW - DAY }], closed: false, shiftMs: 0, occurredAt: SAMPLE_NOW - 23 * DAY },
  // Its own time is half a year on: what runs elsewhere is long overdue here.
  { id: `${MARK}-shifted`, clocks: [SAMPLE_CLOCKS[2] as Clock], closed: false, shiftMs: 180 * DAY, occurredAt: SAMPLE_NOW - 24 * DAY },
];

let db: Database;

async function write(sample: Sample, index: number): Promise<void> {
  const facts = { accident: { occurredAt: sample.occurredAt, region: REGION, industry: index % 2 ? 'gas' : 'fire', unit: `单位${index}` }, counts: [], acts: [] };
  await db.client.matter.create({
    data: {
      id: sample.id, kind: 'accident-case', title: `${MARK} ${index}`, caseNo: sample.id, regionCode: REGION, grade: GRADES[index % 4] ?? 'general', phase: 'investigation',
      version: 1, state: { facts }, packs: [], blocked: {}, world: 'live', shiftMs: BigInt(sample.shiftMs), occurredAt: new Date(sample.occurredAt),
      openedAt: new Date(sample.occurredAt), closedAt: sample.closed ? new Date(SAMPLE_NOW) : null, auditHead: '0'.repeat(64), auditSeq: 0,
      decidedAt: new Date(sample.occurredAt), recordedAt: new Date(sample.occurredAt),
    },
  });
  for (const clock of sample.clocks) {
    await db.client.clock.create({
      data: {
        matterId: sample.id, code: clock.code, process: clock.process, state: clock.state, live: true,
        dueAt: clock.dueAt === null ? null : new Date(clock.dueAt), dueDate: clock.dueDate === null ? null : new Date(`${clock.dueDate}T00:00:00Z`),
        body: JSON.parse(JSON.stringify(clock)) as object,
      },
    });
  }
}

beforeAll(async () => {
  db = createDatabase({ url: testServices().databaseUrl });
  for (const [index, sample] of samples.entries()) await write(sample, index);
});
afterAll(async () => {
  const ids = samples.map((sample) => sample.id);
  await db.client.$executeRaw`update matter set closed_at = now() where id = any(${ids})`;
  await db.close();
});

const list = (filter: Partial<CaseFilter> = {}, sort: CaseSort = 'urgent', after: Cursor | null = null, limit = 100): Promise<CaseListPage> =>
  listCases(db, CITY, { filter: { ...ANY, ...filter }, sort, after, limit, now: SAMPLE_NOW });

describe('the light of a case', () => {
  it('computed by the database, for every kind of clock, is the one the pages compute', async () => {
    const { rows } = await list();
    expect(rows).toHaveLength(samples.length);
    for (const sample of samples) {
      const row = rows.find((each) => each.id === sample.id);
      expect([sample.id, row?.light]).toEqual([sample.id, caseLight(sample.clocks, SAMPLE_NOW + sample.shiftMs, sample.closed)]);
    }
    expect(new Set(rows.map((row) => row.light))).toEqual(new Set(['overdue', 'soon', 'paused', 'running', 'waiting', 'done']));
  });

  it('as a filter, when chosen, leaves the numbers of the others standing', async () => {
    const [all, late] = [await list(), await list({ light: 'overdue' })];
    expect(late.rows.map((row) => row.light)).toEqual(late.rows.map(() => 'overdue'));
    expect(late.rows).toHaveLength(all.counts.overdue);
    expect(late.counts).toEqual(all.counts);
  });
});

describe('the order of the ledger', () => {
  it.each(['urgent', 'newest', 'oldest', 'gravest'] as const)('%s, read page by page, gives every case once and in one order', async (sort) => {
    const whole = (await list({}, sort)).rows.map((row) => row.id);
    const paged: string[] = [];
    let after: Cursor | null = null;
    do {
      const page: CaseListPage = await list({}, sort, after, 3);
      paged.push(...page.rows.map((row) => row.id));
      after = page.next;
    } while (after !== null);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(samples.length);
  });

  it('by urgency, puts what is late first and what is done last', async () => {
    const { rows } = await list();
    expect(rows[0]?.light).toBe('overdue');
    expect(rows.at(-1)?.light).toBe('done');
  });

  it('by gravity and by day, is what it says', async () => {
    const grades = (await list({}, 'gravest')).rows.map((row) => GRADES.indexOf(row.grade));
    expect(grades).toEqual(grades.toSorted((a, b) => b - a));
    const days = (await list({}, 'oldest')).rows.map((row) => row.occurredAt);
    expect(days).toEqual(days.toSorted((a, b) => a - b));
  });
});

describe('the filters of the ledger', () => {
  it('by grade, industry and text together, keep what fits all of them', async () => {
    const { rows } = await list({ grade: 'larger', industry: 'gas', text: MARK });
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.grade === 'larger' && row.industry === 'gas')).toBe(true);
  });

  it('by region, take everything below it and nothing beside it', async () => {
    expect((await list({ region: '110000' })).rows).toHaveLength(samples.length);
    expect((await list({ region: '310000' })).rows).toHaveLength(0);
  });

  it('by text with wildcards of SQL, look for the characters themselves', async () => {
    expect((await list({ text: '%' })).rows).toHaveLength(0);
    expect((await list({ text: "单位3' or '1'='1" })).rows).toHaveLength(0);
    expect((await list({ text: '单位3' })).rows.length).toBeGreaterThan(0);
  });
});

describe('who sees a case', () => {
  const seenBy = async (viewer: Viewer): Promise<number> =>
    (await listCases(db, viewer, { filter: ANY, sort: 'urgent', after: null, limit: 100, now: SAMPLE_NOW })).rows.length;

  it.each([
    ['the country', '000000', samples.length], ['the own county', REGION, samples.length], ['a neighbouring county', '110101', 0], ['another province', '420000', 0],
  ])('%s', async (_name, regionCode, expected) => {
    expect(await seenBy({ ...CITY, regionCode })).toBe(expected);
  });

  it('an enterprise of the place, when it was told nothing, sees nothing', async () => {
    expect(await seenBy({ bodyId: 'enterprise-110106', kind: 'enterprise', regionCode: REGION })).toBe(0);
  });

  it('a body elsewhere, when it was given a notice, sees that case alone', async () => {
    const matterId = samples[0]?.id ?? '';
    await db.client.notice.create({ data: { id: `${MARK}-notice`, matterId, bodyId: 'procuratorate-420300', kind: 'copy', title: '抄送', text: '抄送', cite: [], at: new Date(SAMPLE_NOW) } });
    expect(await seenBy({ bodyId: 'procuratorate-420300', kind: 'procuratorate', regionCode: '420300' })).toBe(1);
  });
});
