import { assessCase } from '../domain/kinds/accident-case/assessed';
import { lastAct } from '../domain/kinds/accident-case/history';
import type { NoticeDraft } from '../domain/documents/supervision-notice';
import { SUPERVISION_NOTICE, buildSupervisionNotice } from '../domain/documents/supervision-notice';
import { caseOf } from '../prisma/repositories/case-state';
import { lawOfPins } from './law';
import type { MakePaper, PaperRequest } from './effects';
import type { DecidingDeps } from './execute-command';
import type { DocumentOrder, DocumentRef, DocumentRenderer, DocumentRepository } from './render-document';
import { createRenderDocument } from './render-document';

export interface PaperDeps extends DecidingDeps {
  renderer: DocumentRenderer;
  documents: DocumentRepository;
}

/** Builds the notice from the record as it stands; the same facts give the same paper. */
async function supervisionNotice(deps: PaperDeps, { matterId, now }: PaperRequest): Promise<NoticeDraft> {
  const { state, ...pins } = await caseOf(deps.db, matterId);
  const opened = lastAct(state.facts, 'open-supervision');
  const { rules, triggers, calendar } = await lawOfPins(deps.db.sql, deps.rules, pins);
  const ctx = { matterId, now, rules, triggers, calendar };
  const { grade, investigatorBody, clocks } = assessCase(state, ctx);
  const clock = clocks.find((c) => c.code === 'supervision-completion');
  if (!opened || !clock) return { ok: false, missing: null, reason: '本案没有在挂牌督办。' };
  return buildSupervisionNotice({
    title: state.title, facts: state.facts, grade, level: investigatorBody.level, clock, opened,
    organisation: deps.organisation, serial: null,
  });
}

const DRAFTS: Record<string, (deps: PaperDeps, request: PaperRequest) => Promise<NoticeDraft>> = {
  'supervision-notice': supervisionNotice,
};
const TEMPLATES: Record<string, string> = { 'supervision-notice': SUPERVISION_NOTICE };

/** Makes the papers that acts call for. A paper that cannot be drafted is filed without PDF, with the reason. */
export function createPaperMaker(deps: PaperDeps): MakePaper {
  return async (request) => {
    const { paper, matterId, version, now } = request;
    const template = TEMPLATES[paper];
    const draft = await DRAFTS[paper]?.(deps, request);
    if (!template || !draft) throw new Error(`no paper called ${paper}`);
    const ref: DocumentRef = { matterId, documentId: `${matterId}-${paper}-${version}` };
    if (!draft.ok) {
      await deps.documents.save({
        ...ref, template, title: '挂牌督办通知书', docNo: '', model: {}, createdAt: now, modelSha256: '',
        state: 'unavailable', note: draft.reason, pdf: null, pdfSha256: null, renderer: null,
      });
      return;
    }
    const order: DocumentOrder = { template, title: draft.title, docNo: draft.docNo, model: draft.model, createdAt: now };
    await createRenderDocument({ renderer: deps.renderer, documents: deps.documents, orderOf: async () => order })(ref);
  };
}
