import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { SUPERVISION_NOTICE, buildSupervisionNotice } from '../../domain/documents/supervision-notice';
import { browserOptions } from '../../runtime/browser';
import type { BrowserPool } from '../../runtime/browser-pool';
import { createBrowserPool } from '../../runtime/browser-pool';
import { DocumentFault, createDocumentRenderer, documentHtml, layOut } from '../../runtime/document-renderer';
import { fontsUsed, substitution } from '../../runtime/font-report';
import { describeWithBrowser, launchTestBrowser } from '../support/browser';
import { shiyanNotice } from '../support/supervision-notice';

const model = () => {
  const draft = buildSupervisionNotice(shiyanNotice({ serial: 6 }));
  if (!draft.ok) throw new Error(draft.reason);
  return draft.model;
};

/** Chromium writes PDF 1.4 without object streams, so its dictionaries can be read as text. */
const dictionaries = (pdf: Buffer) => pdf.toString('latin1');
const pageCount = (pdf: Buffer) => dictionaries(pdf).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!poppler) process.stderr.write('skipped the text of the PDF: poppler-utils (pdftotext) is not installed\n');
const testWithPoppler = poppler ? test : test.skip;

describeWithBrowser('挂牌督办通知书 as PDF', () => {
  let pool: BrowserPool;
  let pdf: Buffer;
  let note: string | null;

  beforeAll(async () => {
    pool = createBrowserPool(browserOptions());
    const result = await createDocumentRenderer(pool).renderPdf({ template: SUPERVISION_NOTICE, model: model() });
    if (result.state !== 'ready') throw new Error(result.reason);
    ({ pdf, note } = result);
    expect(result.renderer).toMatch(/^.*Chrom.* supervision-notice\.v1#[0-9a-f]{8}$/);
  }, 60_000);
  afterAll(() => pool.close());

  test('has three pages and an annex, tagged, with its title', () => {
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pageCount(pdf)).toBe(4);
    expect(dictionaries(pdf)).toContain('/StructTreeRoot');
  });

  test('embeds real outlines of the expected fonts only', () => {
    const fonts = new Set([...dictionaries(pdf).matchAll(/\/BaseFont\s*\/[A-Z]{6}\+([\w-]+)/g)].map((match) => match[1]));
    expect(fonts).toContain('NotoSerifSC-Black');
    expect([...fonts].filter((font) => !/^(Noto(Serif|Sans)SC|Fandol|FangSong|SimHei|KaiTi)/.test(font ?? ''))).toEqual([]);
    // 仿宋 in CFF outlines, where a machine has it, is written as Type 3.
    if (note !== null) expect(dictionaries(pdf)).not.toContain('/Type3');
  });

  test('says when 仿宋 had to be replaced, and only then', async () => {
    const fonts = await pool.run(async (page) => {
      await layOut(page, documentHtml(SUPERVISION_NOTICE, model()).html);
      return fontsUsed(page);
    });
    const hasFang = fonts.some((font) => /Fang/.test(font.family));
    expect(note).toEqual(hasFang ? null : expect.stringContaining('宋体代替仿宋'));
    expect(substitution([{ family: 'FangSong', glyphs: 9 }, { family: 'DejaVu Sans', glyphs: 1 }])).toContain('DejaVu Sans');
  });

  testWithPoppler('can be read as text, in order', () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'ancha-pdf-'));
    try {
      writeFileSync(path.join(folder, 'notice.pdf'), pdf);
      execFileSync('pdftotext', ['notice.pdf', 'notice.txt'], { cwd: folder });
      const text = readFileSync(path.join(folder, 'notice.txt'), 'utf8').replace(/\s/g, '');
      const order = ['国务院安全生产委员会', '安委督〔2021〕6号', '查处挂牌督办通知书', '湖北省人民政府：', '25人死亡、37人重伤',
        '一、事故名称', '二、督办事项', '三、办理期限', '2021年8月13日（周五）', '四、督办解除方式和程序', '附件：办理期限计算依据',
        '2021年6月14日', '—3—', '计算过程', '第1日至第60日', '抄送：湖北省安全生产委员会办公室', '印发'];
      let from = 0;
      for (const words of order) {
        expect([words, text.indexOf(words, from)]).not.toEqual([words, -1]);
        from = text.indexOf(words, from);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describeWithBrowser('the grid of GB/T 9704', () => {
  let browser: Browser;
  let page: Page;
  const MM = 96 / 25.4;
  const LINE = (225 / 22) * MM;
  const css = readFileSync(path.join(__dirname, '../../templates/documents/official.css'), 'utf8');

  beforeAll(async () => {
    browser = await launchTestBrowser();
    page = await browser.newPage();
  }, 60_000);
  afterAll(() => browser?.close());

  const paper = (count: number) => `<html lang="zh-CN"><style>${css}</style><body><p style="text-indent:0">${'督'.repeat(count)}</p></body></html>`;

  test('sets 28 characters a line and 22 lines a page', async () => {
    await layOut(page, paper(28 * 22));
    const { tops, lefts } = await page.evaluate(`(() => {
      const text = document.querySelector('p').firstChild; const range = document.createRange(); const tops = []; const lefts = [];
      for (let i = 0; i < text.length; i++) { range.setStart(text, i); range.setEnd(text, i + 1); const r = range.getBoundingClientRect(); tops.push(Math.round(r.top)); lefts.push(r.left); }
      return { tops, lefts };
    })()`) as { tops: number[]; lefts: number[] };
    const lines = [...new Set(tops)];
    expect(lines).toHaveLength(22);
    expect(lines.map((top) => tops.filter((each) => each === top).length)).toEqual(Array(22).fill(28));
    expect((lines[21]! - lines[0]!) / 21).toBeCloseTo(LINE, 1);
    expect(lefts[27]! - lefts[0]!).toBeCloseTo((156 / 28) * 27 * MM, 0);
    expect(pageCount(await page.pdf({ preferCSSPageSize: true }))).toBe(1);
    await layOut(page, paper(28 * 22 + 1));
    expect(pageCount(await page.pdf({ preferCSSPageSize: true }))).toBe(2);
  });

  const boxes = (selector: string) => page.$$eval(selector, (found) => found.map((element) => {
    const { top, bottom, left, right, height } = element.getBoundingClientRect();
    return { top, bottom, left, right, height };
  }));

  test('ends 版记 on the last line of the last page and keeps every block to whole lines', async () => {
    await layOut(page, documentHtml(SUPERVISION_NOTICE, model()).html);
    const [[annex], [imprint]] = [await boxes('[data-annex]'), await boxes('[data-imprint]')];
    const rows = (imprint!.bottom - annex!.top) / LINE;
    expect(rows).toBeCloseTo(22, 1);
    for (const block of await boxes('body > *, .annex > *')) expect(Math.abs(block.height / LINE - Math.round(block.height / LINE))).toBeLessThan(0.03);
  });

  test('puts 发文机关标志 35 mm under the edge and the red line 4 mm under the number', async () => {
    await layOut(page, documentHtml(SUPERVISION_NOTICE, model()).html);
    const [org] = await boxes('.org');
    const size = await page.evaluate(`parseFloat(getComputedStyle(document.querySelector('.org')).fontSize)`) as number;
    const [body] = await boxes('body');
    expect(((org!.top + org!.bottom) / 2 - size / 2 - body!.top) / MM).toBeCloseTo(35, 0);
    expect(await page.evaluate(`parseFloat(getComputedStyle(document.querySelector('.no'), '::after').bottom)`)).toBeCloseTo(-4 * MM, 0);
  });

  test('shrinks a long name of the organ to one line, and refuses what is wider than the paper', async () => {
    const long = { ...model(), issuer: '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县安全生产委员会' };
    await layOut(page, documentHtml(SUPERVISION_NOTICE, long).html);
    const [org] = await boxes('.org');
    expect(org!.right - org!.left).toBeLessThanOrEqual(156 * MM + 1);
    expect(await page.$eval('.org', (element) => element.scrollWidth <= element.clientWidth)).toBe(true);
    await expect(layOut(page, paper(3).replace('<p ', '<p style="width:200mm"></p><div style="width:100mm"><div style="width:170mm">太宽</div></div><p ')))
      .rejects.toThrow(DocumentFault);
  });

  test('draws rare characters of names with a real font', async () => {
    await layOut(page, `<html lang="zh-CN"><style>${css}</style><body><p>喆堃龑昇芃赟旻㛃䶮𬭎𬱖</p></body></html>`);
    expect((await fontsUsed(page)).filter((font) => !/^(Noto|Fandol|仿宋|FangSong)/.test(font.family))).toEqual([]);
  });
});

describeWithBrowser('the browser pool', () => {
  test('gives each job its own context and no network', async () => {
    const pool = createBrowserPool(browserOptions());
    try {
      const [a, b] = await Promise.all([pool.run(async (page) => page.context()), pool.run(async (page) => page.context())]);
      expect(a).not.toBe(b);
      await expect(pool.run((page) => page.goto('http://127.0.0.1:9/', { timeout: 5_000 }))).rejects.toThrow(/ERR_/);
    } finally {
      await pool.close();
    }
  }, 60_000);

  test('starts anew when the browser dies under a job, and gives up a job that hangs', async () => {
    const pool = createBrowserPool(browserOptions(), { jobTimeoutMs: 3_000 });
    try {
      let tries = 0;
      expect(await pool.run(async (page) => {
        tries += 1;
        if (tries === 1) await page.context().browser()?.close();
        await page.setContent('<p>fine</p>');
        return page.textContent('p');
      })).toBe('fine');
      expect(tries).toBe(2);
      await expect(pool.run(() => new Promise(() => undefined))).rejects.toThrow('3 秒内没有完成');
      expect(await pool.run(async () => 'again')).toBe('again');
    } finally {
      await pool.close();
    }
  }, 60_000);

  test('a job of its own that fails is not repeated', async () => {
    const pool = createBrowserPool(browserOptions());
    let tries = 0;
    await expect(pool.run(async () => { tries += 1; throw new Error('mine'); })).rejects.toThrow('mine');
    expect(tries).toBe(1);
    await pool.close();
  }, 60_000);

  test('closes its browser when idle and starts it again on demand', async () => {
    const pool = createBrowserPool(browserOptions(), { idleMs: 100 });
    const browserOf = () => pool.run(async (page) => page.context().browser());
    const first = await browserOf();
    const gone = new Promise((resolve) => first?.once('disconnected', resolve));
    await gone;
    expect(await browserOf()).not.toBe(first);
    await pool.close();
  }, 60_000);
});

test('without a browser the answer is “unavailable” with the reason, and the data is hashed all the same', async () => {
  const pool = createBrowserPool({ ...browserOptions(), browserPath: path.join(os.tmpdir(), 'no-such-browser') });
  const result = await createDocumentRenderer(pool).renderPdf({ template: SUPERVISION_NOTICE, model: model() });
  expect(result).toEqual({ state: 'unavailable', modelSha256: expect.stringMatching(/^[0-9a-f]{64}$/), reason: expect.stringContaining('no-such-browser') });
  await pool.close();
});
