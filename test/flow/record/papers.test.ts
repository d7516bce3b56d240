import { randomUUID } from 'node:crypto';
import type { RenderedDocument } from '../../../activities/render-document';
import type { Database } from '../../../prisma/repositories/database';
import { createDatabase } from '../../../prisma/repositories/database';
import { createDocumentStore } from '../../../prisma/repositories/document-store';
import { loadOrganisation } from '../../../prisma/repositories/organisation-store';
import { seedOrganisation, seededOrganisation } from '../../../prisma/seed/organisation';
import { testServices } from '../../support/services';

let db: Database;
beforeAll(() => { db = createDatabase({ url: testServices().databaseUrl }); });
afterAll(() => db.close());

describe('the seeded organisation in the record', () => {
  test('is the one that tests and pure commands use', async () => {
    const [stored, pure] = [await loadOrganisation(db), seededOrganisation()];
    const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
    expect(sorted(stored.regions)).toEqual(sorted(pure.regions));
    expect(sorted(stored.bodies)).toEqual(sorted(pure.bodies));
  });

  test('is not written twice', async () => {
    expect(await seedOrganisation(db)).toBe(0);
  });
});

describe('documents in the record', () => {
  const document = (change: Partial<RenderedDocument> = {}): RenderedDocument => ({
    documentId: 'overwritten', matterId: 'm1', template: 'supervision-notice.v1', title: '挂牌督办通知书', docNo: '安委督〔2021〕6号',
    model: { a: [1] }, createdAt: Date.parse('2021-06-14T10:00+08:00'), modelSha256: 'm', state: 'unavailable', note: '没有浏览器',
    pdf: null, pdfSha256: null, renderer: null, ...change,
  });
  const ready = { state: 'ready', note: null, pdf: Buffer.from('%PDF'), pdfSha256: 'p', renderer: 'Chromium 1' } as const;

  test('one without PDF gives way to the PDF, and the PDF to nothing', async () => {
    const store = createDocumentStore(db);
    const documentId = `paper-${randomUUID()}`;
    expect(await store.stateOf(documentId)).toBeNull();
    await store.save(document({ documentId }));
    expect(await store.stateOf(documentId)).toBe('unavailable');
    await store.save(document({ documentId, ...ready }));
    await store.save(document({ documentId, ...ready, pdfSha256: 'another' }));
    await store.save(document({ documentId }));
    const row = await db.client.document.findUniqueOrThrow({ where: { id: documentId } });
    expect(row).toMatchObject({ state: 'ready', note: null, pdfSha256: 'p', renderer: 'Chromium 1', model: { a: [1] } });
    expect(Buffer.from(row.pdf ?? []).toString()).toBe('%PDF');
    expect(row.createdAt.toISOString()).toBe('2021-06-14T02:00:00.000Z');
  });
});
