import type { CaseState } from '../../../domain/kinds/accident-case/state';
import type { Database } from '../../../prisma/repositories/database';
import { playOnRecord, readExample } from '../../support/play-on-record';
import { firstDifference, refold, refoldChanges } from '../../support/refold';
import { eventFixtures, inOrder } from '../../support/event-fixtures';
import { changeEventShapes } from '../../../prisma/repositories/shapes/change-shape';

interface Row { matterId: string; seq: number; type: string; typeVersion: number; data: unknown }
const rowsOf = (events: readonly { type: string }[]): Row[] =>
  events.map((data, index) => ({ matterId: 'case-7', seq: index + 1, type: data.type, typeVersion: 1, data }));

/** A record of one matter that answers what `refold` asks. `later` is what its row says when it is read again. */
function record(rows: readonly Row[], matter: { version: number; state: unknown } | null, later = matter): Database {
  const answers = [matter, later];
  return { client: { event: { findMany: () => Promise.resolve(rows) }, matter: { findUnique: () => Promise.resolve(answers.shift()) } } } as unknown as Database;
}

const told = Array.from(playOnRecord(readExample('qingdao-2026-09-10')), ({ carried }) => {
  if ('refusal' in carried) throw new Error(carried.refusal.code);
  return carried;
});
const rows = rowsOf(told.flatMap(({ events }) => events));
const state = told.at(-1)?.view.state as CaseState;
const version = rows.length;

describe('a case', () => {
  it('whose state is what its events fold into, when held against them, is counted', async () => {
    expect(await refold(record(rows, { version, state }), ['case-7'])).toBe(1);
  });

  it('that was never registered, when asked for, is passed over', async () => {
    expect(await refold(record([], null), ['case-7'])).toBe(0);
  });

  const [first, ...others] = state.facts.acts;
  it.each([
    ['an act was changed', { ...state, facts: { ...state.facts, acts: [{ ...first, to: 'county' }, ...others] } }, 'case-7: events and stored state differ at facts.acts[0].to: folded "state", stored "county"'],
    ['an optional list was added', { ...state, proposals: [] }, 'differ at proposals: folded nothing, stored []'],
    ['a mark was lost', { ...state, met: state.met.slice(1) }, 'differ at met[0]: '],
  ])('in whose state %s, when held against its events, is refused with the first difference', async (_what, stored, message) => {
    await expect(refold(record(rows, { version, state: stored }), ['case-7'])).rejects.toThrow(message);
  });

  it.each([
    ['one event less than its version', rows.slice(1), { version, state }, `version ${version}, and events 2,3,`],
    ['one event more than its version', rows, { version: version - 1, state }, `version ${version - 1}, and events 1,2,`],
    ['events and no row', rows, null, `case-7: ${version} events, and nothing beside them`],
    ['an unknown event', [...rows.slice(0, -1), { ...rows.at(-1), type: 'case-moved' } as Row], { version, state }, '本程序不认得这种事件'],
    ['an event of a newer version', [{ ...rows[0], typeVersion: 2 } as Row, ...rows.slice(1)], { version, state }, '只认得版本 1 至 1'],
  ])('with %s, when held against them, is refused', async (_what, events, matter, message) => {
    await expect(refold(record(events, matter), ['case-7'])).rejects.toThrow(message);
  });

  it('that moves on while it is read, when held against its events, is taken as it first stood', async () => {
    const last = told.at(-1)?.events.length ?? 0;
    const before = { version: version - last, state: told.at(-2)?.view.state };
    expect(await refold(record(rows, before, { version, state }), ['case-7'])).toBe(1);
  });
});

describe('a rule change', () => {
  const events = inOrder(eventFixtures(), changeEventShapes, 'change-drafted').map(({ data }) => data);
  const by = { kind: 'person', personId: 'a', postId: 'a-post', bodyId: 'b-420300-office', name: '甲', bodyName: '十堰市安委办' };
  const drafted = events[0] as unknown as Record<string, unknown>;
  const { kind, subject, edition, title, sha256, reason, at } = drafted;
  const row = {
    id: 'change-1', version: 1, kind, subject, edition, title, sha256, reason, state: 'drafted', impact: null, draftedBy: by, draftedAt: at,
    approvedBy: null, approvedAt: null, appliedBy: null, appliedAt: null,
  };
  const changes = (stored: object): Database => ({
    client: { event: { findMany: () => Promise.resolve(rowsOf(events.slice(0, 1))) }, $queryRawUnsafe: () => Promise.resolve([stored]) },
  }) as unknown as Database;

  it('whose row is what its events fold into, when held against them, is counted', async () => {
    expect(await refoldChanges(changes(row), ['change-1'])).toBe(1);
  });

  it('whose row says another state, when held against its events, is refused', async () => {
    await expect(refoldChanges(changes({ ...row, state: 'approved' }), ['change-1'])).rejects.toThrow('differ at state: folded "drafted", stored "approved"');
  });
});

describe('the first difference', () => {
  it.each([
    ['of nothing and null', { a: undefined }, { a: null }, 'a: folded nothing, stored null'],
    ['of lists of unlike lengths', [1], [1, 2], '[1]: folded nothing, stored 2'],
    ['of a list and an object', { a: [] }, { a: {} }, 'a: folded [], stored {}'],
    ['of the whole', 1, 2, 'the whole: folded 1, stored 2'],
    ['of the same in another order', { a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 }, null],
  ])('%s, when looked for, is found where it is', (_what, folded, stored, difference) => {
    expect(firstDifference(folded, stored)).toBe(difference);
  });
});
