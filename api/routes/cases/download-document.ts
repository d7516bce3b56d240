import { z } from 'zod';
import { findPdf } from '../../../prisma/repositories/case-queries';
import { loadCase } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';

const Params = z.object({ caseId: z.string().min(1).max(200), documentId: z.string().min(1).max(200) });

export const downloadDocument = defineRoute({
  method: 'get', path: '/cases/:caseId/documents/:documentId.pdf', access: 'signed-in', speaks: 'page', params: Params,
  async handle({ params }, { deps, user }) {
    const record = await loadCase(deps, user, params.caseId);
    const document = await findPdf(deps.database, record.id, params.documentId);
    if (document === null || document.pdf === null) throw problem('document-not-found');
    return { kind: 'file', bytes: document.pdf, type: 'application/pdf', name: `${document.title}.pdf` };
  },
});
