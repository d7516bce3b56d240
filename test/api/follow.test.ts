import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import type { RunningServer } from '../../api/server';
import { testServices } from '../support/services';
import { startTestWeb, Visitor } from '../support/web-client';

const PATIENCE_MS = 10_000;

/** Waits for what comes over the network, not longer than a person would. */
async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!holds() && Date.now() < end) await new Promise((resolve) => { setTimeout(resolve, 20); });
}

describe('an open case page', () => {
  let container: Container;
  let web: RunningServer;
  let office: Visitor;
  let id: string;
  let version: number;

  const moveOn = () => office.postJson(`/api/cases/${id}/commands/inform-unit-head`, {});
  const closed: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    container = await createContainer(testServices());
  });
  beforeEach(async () => {
    web = await startTestWeb(container);
    office = new Visitor(web.address);
    await office.signIn('emergency-management-420303');
    const made = await office.postJson('/api/cases', {
      title: '跟随测试', accident: { occurredAt: '2026-09-01T08:00+08:00', region: '420303', industry: 'general' },
    });
    id = (made.json as { caseId: string }).caseId;
    version = ((await office.get(`/api/cases/${id}`)).json as { version: number }).version;
  });
  afterEach(async () => {
    for (const close of closed.splice(0)) await close();
    await web.close(500);
  });
  afterAll(() => container.close());

  it('when the case moves on, hears of it once the record has it', async () => {
    const stream = await office.follow(`/cases/${id}/events?since=${version}`);
    closed.push(async () => { stream.stop(); });
    expect([stream.status, stream.heard]).toEqual([200, []]);
    expect((await moveOn()).status).toBe(200);
    await until(() => stream.heard.length > 0);
    expect(stream.heard[0]).toBe('moved');
  });

  it('opened on an old version, hears at once that it is old', async () => {
    const stream = await office.follow(`/cases/${id}/events?since=0`);
    closed.push(async () => { stream.stop(); });
    await until(() => stream.heard.length > 0);
    expect(stream.heard).toEqual(['moved']);
  });

  it('when another case moves on, hears nothing', async () => {
    const stream = await office.follow(`/cases/${id}/events?since=${version}`);
    closed.push(async () => { stream.stop(); });
    const other = await office.postJson('/api/cases', {
      title: '另一起', accident: { occurredAt: '2026-09-01T08:00+08:00', region: '420303', industry: 'general' },
    });
    expect(other.status).toBe(201);
    await new Promise((resolve) => { setTimeout(resolve, 500); });
    expect(stream.heard).toEqual([]);
  });

  it('of a case that the reader may not see, is not found', async () => {
    const stranger = new Visitor(web.address);
    await stranger.signIn('safety-committee-office-360502');
    const stream = await stranger.follow(`/cases/${id}/events?since=0`);
    closed.push(async () => { stream.stop(); });
    expect(stream.status).toBe(404);
  });

  it('when the connection that listens breaks, hears what happened meanwhile', async () => {
    const stream = await office.follow(`/cases/${id}/events?since=${version}`);
    closed.push(async () => { stream.stop(); });
    await container.db.client.$queryRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename = current_user AND datname = current_database() AND query ILIKE 'listen%'`;
    expect((await moveOn()).status).toBe(200);
    await until(() => stream.heard.length > 0);
    expect(stream.heard).toContain('moved');
  });

  it('when the server stops, ends, so that nobody waits for the grace to run out', async () => {
    const stream = await office.follow(`/cases/${id}/events?since=${version}`);
    const closing = web.close(60_000);
    await stream.over;
    await closing;
    expect(stream.status).toBe(200);
    web = await startTestWeb(container);
  });
});
