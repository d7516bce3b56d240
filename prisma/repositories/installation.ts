import type { Database } from './database';

/** The id of this installation, made by its migration; it goes wherever the record is moved or restored to. */
export async function installationOf({ sql }: Database): Promise<string> {
  const [row] = await sql<{ id: string }[]>`SELECT id FROM installation`;
  if (!row) throw new Error('the record names no installation');
  return row.id;
}
