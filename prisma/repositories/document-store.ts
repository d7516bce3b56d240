import type { DocumentRepository } from '../../activities/render-document';
import type { Prisma } from '../generated/client';
import type { Database } from './database';

/** Documents in the record. A paper that is ready is never overwritten, whoever comes second. */
export function createDocumentStore(db: Database): DocumentRepository {
  return {
    async stateOf(documentId) {
      const row = await db.client.document.findUnique({ where: { id: documentId }, select: { state: true } });
      return row ? (row.state as 'ready' | 'unavailable') : null;
    },
    async save({ documentId, createdAt, model, pdf, ...rest }) {
      const data = {
        ...rest, model: model as Prisma.InputJsonValue, pdf: pdf && new Uint8Array(pdf), createdAt: new Date(createdAt),
      };
      const { count } = await db.client.document.createMany({ data: [{ id: documentId, ...data }], skipDuplicates: true });
      if (count === 0) await db.client.document.updateMany({ where: { id: documentId, state: 'unavailable' }, data });
    },
  };
}
