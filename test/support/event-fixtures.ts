import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Events as they were stored, of every type in every version it ever had: `test/fixtures/events/<type>.v<version>.json`,
 * an array of the column `data`. They are only ever added: what stands in some record has to stay readable.
 */

export interface EventFixture {
  type: string;
  typeVersion: number;
  data: { type: string; at: number };
}

const FOLDER = path.join(__dirname, '../fixtures/events');

/** Those of one vocabulary as one story: the event that opens it first, the others by their instants. */
export const inOrder = (fixtures: readonly EventFixture[], vocabulary: object, opening: string): EventFixture[] => {
  const rank = ({ type, data }: EventFixture): number => (type === opening ? 0 : data.at);
  return fixtures.filter(({ type }) => Object.hasOwn(vocabulary, type)).toSorted((a, b) => rank(a) - rank(b));
};

export const eventFixtures = (): EventFixture[] => readdirSync(FOLDER).sort().flatMap((file) => {
  const [, type = '', version = ''] = /^(.+)\.v(\d+)\.json$/.exec(file) ?? [];
  const stored = JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8')) as EventFixture['data'][];
  return stored.map((data) => ({ type, typeVersion: Number(version), data }));
});
