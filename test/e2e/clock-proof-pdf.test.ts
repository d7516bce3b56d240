import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CLOCK_PROOF } from '../../domain/documents/templates';
import { browserOptions } from '../../runtime/browser';
import { type BrowserPool, createBrowserPool } from '../../runtime/browser-pool';
import { createDocumentRenderer } from '../../runtime/document-renderer';
import { clockProof } from '../../templates/clock-proof';
import { loadRules } from '../../rules';
import { describeWithBrowser } from '../support/browser';
import { act, assessed, at, clockOf, killed } from '../support/case-facts';

const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
const pageCount = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

const result = assessed({
  counts: killed('major'),
  acts: [
    act('2024-03-01', 'inform-unit-head'), act('2024-03-10', 'commission-appraisal', { name: '起火物鉴定' }), act('2024-06-20', 'receive-appraisal', { name: '起火物鉴定' }),
    act('2024-09-29', 'decide-penalty', { party: '某公司' }), act('2026-12-24', 'decide-penalty', { party: '乙公司' }),
  ],
}, '2026-12-25');

const modelOf = (code: string) => {
  const clock = clockOf(result, code);
  if (!clock) throw new Error(`no clock ${code}`);
  return clockProof({ caseTitle: '某市某区“3·1”火灾事故', caseNo: '鄂2024-1', clock, packs: loadRules().resolve(['national']).pins, now: at('2026-12-25') });
};

describeWithBrowser('the proof of a limit as PDF', () => {
  let pool: BrowserPool;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ancha-proof-'));
  beforeAll(() => { pool = createBrowserPool(browserOptions()); });
  afterAll(async () => {
    await pool.close();
    rmSync(folder, { recursive: true });
  });

  async function printed(code: string): Promise<{ pdf: Buffer; text: string }> {
    const rendered = await createDocumentRenderer(pool).renderPdf({ template: CLOCK_PROOF, model: modelOf(code) });
    if (rendered.state !== 'ready') throw new Error(rendered.reason);
    const file = path.join(folder, 'proof.pdf');
    writeFileSync(file, rendered.pdf);
    const text = poppler ? execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }) : '';
    return { pdf: rendered.pdf, text: text.replace(/\s+/g, '') };
  }

  test('of a paused investigation carries articles, folded reasoning, unfolded days, pack and hash, on a few pages', async () => {
    const { pdf, text } = await printed('investigation-report');
    expect(pageCount(pdf)).toBeLessThanOrEqual(4);
    if (!poppler) return;
    const { sha256 } = loadRules().resolve(['national']).pins[0] ?? { sha256: '' };
    for (const wanted of ['493号令第29条', '鉴定扣除102日', '2024年8月10日为最后一日', '第60日', '附件逐日明细', `SHA-256${sha256}`]) expect(text).toContain(wanted);
    expect(text.match(/第\d+日/g)?.length).toBeGreaterThanOrEqual(60);
  });

  test('of working days names the notice of the holiday', async () => {
    const { text } = await printed('penalty-service@某公司');
    if (poppler) expect(text).toContain('国庆节（国办发明电〔2023〕7号）');
  });

  test('of a limit that reaches an unpublished year is marked 暂定', async () => {
    const { text } = await printed('penalty-service@乙公司');
    if (poppler) expect(text).toMatch(/2027年1月5日（周二）暂定/);
  });

  test('of a limit in hours has no calendar and no days, and fills one page', async () => {
    const { calendar, days } = modelOf('unit-report');
    expect([calendar, days]).toEqual([[], []]);
    expect(pageCount((await printed('unit-report')).pdf)).toBe(1);
  });
});
