import type { Instant } from '../domain/time/instant';

/** What an effect `render-document` points at. */
export interface DocumentRef {
  documentId: string;
  matterId: string;
}

/** The order for one paper as the committed command left it; everything that is printed stands in `model`. */
export interface DocumentOrder {
  template: string;
  title: string;
  docNo: string;
  model: unknown;
  createdAt: Instant;
}

export type RenderResult =
  | { state: 'ready'; pdf: Buffer; sha256: string; modelSha256: string; renderer: string; note: string | null }
  /** No browser on this machine, or it does not work: the data is kept, the PDF can be made later. `reason` in Chinese. */
  | { state: 'unavailable'; modelSha256: string; reason: string };

/** Makes a PDF of checked data. Throws only for orders that no repetition can fulfil (unknown template, wrong data). */
export interface DocumentRenderer {
  renderPdf(order: { template: string; model: unknown }): Promise<RenderResult>;
}

/** A row of the documents of a matter. */
export interface RenderedDocument extends DocumentRef, DocumentOrder {
  modelSha256: string;
  state: 'ready' | 'unavailable';
  note: string | null;
  pdf: Buffer | null;
  pdfSha256: string | null;
  renderer: string | null;
}

export interface DocumentRepository {
  /** State of the stored document; null when it was never stored. */
  stateOf(documentId: string): Promise<RenderedDocument['state'] | null>;
  /** Stores it. A document that is `ready` is never replaced; an `unavailable` one gives way to the PDF. */
  save(document: RenderedDocument): Promise<void>;
}

export interface RenderDocumentDeps {
  renderer: DocumentRenderer;
  documents: DocumentRepository;
  /** Reads the order behind a reference; from the payload of the effect, or built from the record. */
  orderOf(ref: DocumentRef): Promise<DocumentOrder>;
}

/**
 * Renders a paper and files it. Idempotent by document id: a repetition finds the PDF and does nothing, or makes the
 * PDF that an earlier attempt could not. A machine without a browser files the data with the reason; it is no failure.
 */
export function createRenderDocument({ renderer, documents, orderOf }: RenderDocumentDeps) {
  return async (ref: DocumentRef): Promise<void> => {
    if (await documents.stateOf(ref.documentId) === 'ready') return;
    const order = await orderOf(ref);
    const result = await renderer.renderPdf(order);
    await documents.save({ ...ref, ...order, modelSha256: result.modelSha256, ...outcome(result) });
  };
}

type Outcome = Pick<RenderedDocument, 'state' | 'note' | 'pdf' | 'pdfSha256' | 'renderer'>;

const outcome = (result: RenderResult): Outcome => (result.state === 'ready'
  ? { state: 'ready', note: result.note, pdf: result.pdf, pdfSha256: result.sha256, renderer: result.renderer }
  : { state: 'unavailable', note: result.reason, pdf: null, pdfSha256: null, renderer: null });
