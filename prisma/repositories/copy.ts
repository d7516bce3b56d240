import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Tx } from './transaction';

type Value = string | number | boolean | null;

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Characters that go to the server at once. */
const BLOCK = 65_536;

/** One value in COPY's text format. */
const field = (value: Value): string =>
  (value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char));

/**
 * Writes rows by COPY: thousands of them in one stream, without a statement's limit on parameters. Constraints and
 * triggers hold as for any insert; the transaction is the caller's.
 * @param rows values in the order of `columns`; JSON as text, instants as ISO 8601.
 */
export async function copyInto(tx: Tx, table: string, columns: readonly string[], rows: Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>): Promise<void> {
  const sink = await tx`COPY ${tx(table)} (${tx([...columns])}) FROM STDIN`.writable();
  async function* blocks(): AsyncGenerator<string> {
    let block = '';
    for await (const row of rows) {
      block += `${row.map(field).join('\t')}\n`;
      if (block.length < BLOCK) continue;
      yield block;
      block = '';
    }
    yield block;
  }
  await pipeline(Readable.from(blocks()), sink);
}
