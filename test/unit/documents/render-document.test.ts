import type { DocumentOrder, RenderResult, RenderedDocument } from '../../../activities/render-document';
import { createRenderDocument } from '../../../activities/render-document';

const order: DocumentOrder = { template: 'supervision-notice.v1', title: '挂牌督办通知书', docNo: '安委督〔2021〕6号', model: { a: 1 }, createdAt: 7 };
const ref = { documentId: 'd1', matterId: 'm1' };
const ready: RenderResult = { state: 'ready', pdf: Buffer.from('%PDF'), sha256: 'p', modelSha256: 'm', renderer: 'Chromium 1', note: null };
const unavailable: RenderResult = { state: 'unavailable', modelSha256: 'm', reason: '本机没有可用的 Chromium' };

/** An activity over a store in memory; `results` are what the renderer answers, in turn. */
function activity(...results: RenderResult[]) {
  const rows = new Map<string, RenderedDocument>();
  let rendered = 0;
  const run = createRenderDocument({
    renderer: { renderPdf: async () => { const result = results[rendered++]; if (!result) throw new Error('rendered once too often'); return result; } },
    documents: {
      stateOf: async (id) => rows.get(id)?.state ?? null,
      save: async (document) => { if (rows.get(document.documentId)?.state !== 'ready') rows.set(document.documentId, document); },
    },
    orderOf: async () => order,
  });
  return { run, rows, count: () => rendered };
}

test('files the paper with what it was made from', async () => {
  const { run, rows } = activity(ready);
  await run(ref);
  expect(rows.get('d1')).toEqual({
    ...ref, ...order, modelSha256: 'm', state: 'ready', note: null, pdf: Buffer.from('%PDF'), pdfSha256: 'p', renderer: 'Chromium 1',
  });
});

test('a repetition renders nothing', async () => {
  const { run, count } = activity(ready);
  await run(ref);
  await run(ref);
  expect(count()).toBe(1);
});

test('without a browser the data is filed with the reason, and a later run makes the PDF', async () => {
  const { run, rows } = activity(unavailable, ready);
  await run(ref);
  expect(rows.get('d1')).toMatchObject({ state: 'unavailable', note: '本机没有可用的 Chromium', pdf: null, pdfSha256: null });
  await run(ref);
  expect(rows.get('d1')).toMatchObject({ state: 'ready', pdfSha256: 'p' });
});
