import { randomUUID } from 'node:crypto';
import type { Container } from '../../runtime/container';
import { createContainer } from '../../runtime/container';
import type { RunningServer } from '../../api/server';
import { testServices } from '../support/services';
import { startTestWeb, Visitor } from '../support/web-client';

describe('notices of a body', () => {
  let container: Container;
  let web: RunningServer;
  let told: Visitor;
  const title = `已读 ${randomUUID().slice(0, 6)}`;

  const unreadOf = async (bodyId: string): Promise<string[]> =>
    (await container.db.client.notice.findMany({ where: { bodyId, kind: 'copy', readAt: null }, select: { id: true } })).map(({ id }) => id);

  async function mark(ids: readonly string[]) {
    const form = new URLSearchParams({ _csrf: await told.csrfToken(), tab: 'copies' });
    for (const id of ids) form.append('ids', id);
    return told.send('POST', '/notices/read', { body: form.toString(), headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  }

  beforeAll(async () => {
    container = await createContainer(testServices());
    web = await startTestWeb(container);
    const officer = new Visitor(web.address);
    await officer.signIn('emergency-management-420303');
    const made = await officer.postJson('/api/cases', { title, accident: { occurredAt: '2026-09-01T08:00+08:00', region: '420303', industry: 'general' } });
    const { caseId } = made.json as { caseId: string };
    const done = await officer.postJson(`/api/cases/${caseId}/commands/form-team`, { by: 'county' });
    if (done.status !== 200) throw new Error(done.text);
    told = new Visitor(web.address);
    await told.signIn('safety-committee-office-420303');
  });
  afterAll(async () => {
    await web?.close(1_000);
    await container?.close();
  });

  it('when new, are marked and counted; when marked as read, are neither', async () => {
    const before = (await told.get('/?tab=copies')).text;
    expect(before).toContain(title);
    expect(before).toContain('<span class="unread">未读</span>');
    const ids = await unreadOf('safety-committee-office-420303');
    expect(before.match(/name="ids"/g)?.length).toBe(Math.min(ids.length, 100));

    const answer = await mark(ids);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?tab=copies']);
    const after = (await told.get('/?tab=copies')).text;
    expect(after).toContain(title);
    expect(after).not.toContain('未读');
  });

  it('of another body, when somebody else marks them, stay unread', async () => {
    const foreign = await unreadOf('safety-committee-office-420300');
    expect(foreign.length).toBeGreaterThan(0);
    expect((await mark(foreign)).status).toBe(303);
    expect(await unreadOf('safety-committee-office-420300')).toEqual(expect.arrayContaining(foreign));
  });
});
