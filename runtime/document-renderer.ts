import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Handlebars from 'handlebars';
import type { Page } from 'playwright-core';
import type { DocumentRenderer, RenderResult } from '../activities/render-document';
import { CLOCK_PROOF, DOCUMENT_SCHEMAS, isDocumentTemplate } from '../domain/documents/templates';
import type { DocumentTemplate } from '../domain/documents/templates';
import { canonicalJson } from '../domain/base/canonical-json';
import type { BrowserPool } from './browser-pool';
import { BrowserUnavailable } from './browser-pool';
import { fontsUsed, substitution } from './font-report';

/** An order that no repetition can fulfil: unknown template, or data that does not fit it. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault';
}

const FOLDER = path.join(__dirname, '../templates/documents');
const read = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');

const HELPERS: Record<string, (...args: never[]) => unknown> = {
  ordinal: (index: number) => index + 1,
};
const KNOWN = Object.fromEntries(Object.keys(HELPERS).map((name) => [name, true]));

interface Paper {
  html(model: object): string;
  /** Changes whenever template, style or layout change. */
  fingerprint: string;
}

/** Working papers have a style of their own; everything else is an official paper. */
const styleOf = (template: DocumentTemplate): string => (template === CLOCK_PROOF ? 'proof.css' : 'official.css');

const papers = new Map<DocumentTemplate, Paper>();

function paperOf(template: DocumentTemplate): Paper {
  const known = papers.get(template);
  if (known) return known;
  const [source, css] = [read(`${template}.hbs`), read(styleOf(template))];
  const compiled = Handlebars.create().compile(source, { strict: true, knownHelpersOnly: true, knownHelpers: KNOWN });
  const paper: Paper = {
    html: (model) => compiled({ ...model, css }, { helpers: HELPERS as Record<string, Handlebars.HelperDelegate> }),
    fingerprint: sha256(source + css + read('layout.js')).slice(0, 8),
  };
  papers.set(template, paper);
  return paper;
}

/** Hash of the data a paper was made from, independent of the order of keys. */
export const modelHash = (model: unknown): string => sha256(canonicalJson(model));

/**
 * Data of a paper after its schema, as the page that will be printed.
 * @throws DocumentFault for an unknown template or data that does not fit, naming each field.
 */
export function documentHtml(template: string, model: unknown): { html: string; fingerprint: string } {
  if (!isDocumentTemplate(template)) throw new DocumentFault(`没有公文模板 ${template}`);
  const checked = DOCUMENT_SCHEMAS[template].safeParse(model);
  if (!checked.success) {
    const faults = checked.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`);
    throw new DocumentFault(`公文 ${template} 的数据不完整：${faults.join('；')}`);
  }
  const paper = paperOf(template);
  return { html: paper.html(checked.data), fingerprint: paper.fingerprint };
}

/** Loads the page in print media and fits it to the grid. @throws DocumentFault when something is wider than 版心. */
export async function layOut(page: Page, html: string): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await page.setContent(html, { waitUntil: 'load' });
  const { wide } = await page.evaluate(read('layout.js')) as { wide: string | null };
  if (wide !== null) throw new DocumentFault(`内容超出版心：“${wide}”`);
}

async function print(page: Page, html: string): Promise<{ pdf: Buffer; note: string | null }> {
  await layOut(page, html);
  const note = substitution(await fontsUsed(page));
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  return { pdf, note };
}

/** Documents through the browser of `pool`. Whatever hinders the browser is an answer, not an exception. */
export function createDocumentRenderer(pool: BrowserPool): DocumentRenderer {
  return {
    async renderPdf({ template, model }): Promise<RenderResult> {
      const { html, fingerprint } = documentHtml(template, model);
      const modelSha256 = modelHash(model);
      try {
        const { pdf, note } = await pool.run((page) => print(page, html));
        const found = await pool.found();
        const renderer = `${found.found ? found.version : ''} ${template}#${fingerprint}`.trim();
        return { state: 'ready', pdf, sha256: sha256(pdf), modelSha256, renderer, note };
      } catch (error) {
        if (error instanceof DocumentFault) throw error;
        const reason = error instanceof BrowserUnavailable ? error.message : `PDF 生成失败：${(error as Error).message.split('\n')[0]}`;
        return { state: 'unavailable', modelSha256, reason };
      }
    },
  };
}
