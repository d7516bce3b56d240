import { createHash, randomUUID } from 'node:crypto';
import { isCommandId } from './give-command';

/** Members that belong to the page and not to what is asked for. */
const OF_THE_PAGE = new Set(['_csrf', 'commandId', 'step']);

/**
 * The id of the command a form asks for: the hidden id of the page, bound to what is filled in. Sent twice it is one
 * command; sent with other content, as after the browser's “back”, it is another one and not the answer of the first.
 */
export function formCommandId(body: Readonly<Record<string, unknown>>): string {
  const page = isCommandId(body.commandId) ? body.commandId : randomUUID();
  const asked = Object.entries(body).filter(([name]) => !OF_THE_PAGE.has(name)).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${page.slice(0, 80)}.${createHash('sha256').update(JSON.stringify(asked)).digest('hex').slice(0, 16)}`;
}
