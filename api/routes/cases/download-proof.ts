import { z } from 'zod';
import { CLOCK_PROOF } from '../../../domain/documents/templates';
import { clockProof } from '../../../templates/clock-proof';
import { loadCase } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { recordNow } from '../../pages/case-head';

const Params = z.object({ caseId: z.string().min(1).max(200), code: z.string().min(1).max(300) });

/** The proof of one limit as a paper to print or to file; made at each call from what the record says now. */
export const downloadProof = defineRoute({
  method: 'get', path: '/cases/:caseId/clocks/:code.pdf', access: 'signed-in', speaks: 'page', params: Params,
  async handle({ params }, { deps, user, now }) {
    const record = await loadCase(deps, user, params.caseId);
    const clock = record.clocks.find((each) => each.code === params.code);
    if (!clock) throw problem('clock-not-found');
    const { title: caseTitle, caseNo, packs } = record;
    const model = clockProof({ caseTitle, caseNo, clock, packs, now: recordNow(record, now) });
    const rendered = await deps.renderer?.renderPdf({ template: CLOCK_PROOF, model });
    if (rendered?.state !== 'ready') {
      throw problem('pdf-unavailable', rendered ? { detail: `${rendered.reason} 依据页面可以直接打印，内容相同。` } : {});
    }
    return { kind: 'file', bytes: rendered.pdf, type: 'application/pdf', name: `${clock.title}依据.pdf` };
  },
});
