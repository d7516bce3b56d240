import express, { type RequestHandler } from 'express';
import { MAX_TEXT_FILE_BYTES } from '../../rules/text-file';
import { problem } from './problems';

/** A text in its field, the same again as a file, and the rest of the form. */
const UPLOAD_LIMIT = 2 * MAX_TEXT_FILE_BYTES + 65_536;
const readBytes = express.raw({ type: 'multipart/form-data', limit: UPLOAD_LIMIT });

/** A file in a form: its text, or null where it is not UTF-8. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** Reads a form that may carry a text file; the platform's own parser, on a body that is bounded before. */
export const readUpload: RequestHandler = (request, response, next) => readBytes(request, response, (error?: unknown) => {
  if (error !== undefined || !Buffer.isBuffer(request.body)) { next(error); return; }
  new Response(new Uint8Array(request.body), { headers: { 'content-type': request.get('content-type') ?? '' } }).formData()
    .then(async (form) => {
      const fields = [...form].map(async ([name, value]) => [name, typeof value === 'string' ? value : await textOf(value)] as const);
      request.body = Object.fromEntries(await Promise.all(fields));
      next();
    })
    .catch(() => { next(problem('invalid-form')); });
});
