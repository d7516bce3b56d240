import type { Organisation } from '../../domain/organisation/organisation';
import { createOrganisation } from '../../domain/organisation/organisation';
import type { Database } from '../repositories/database';
import { seedBodies } from './bodies';
import { demonstrationEnterprises, demonstrationPeople } from './demonstration';
import { seedRegions } from './regions';

/** The seeded tree without a database, for tests and for pure commands. */
export function seededOrganisation(): Organisation {
  const regions = seedRegions();
  return createOrganisation(regions, [...seedBodies(regions), ...demonstrationEnterprises(regions)]);
}

/**
 * Puts regions and bodies (always) and demonstration enterprises, people and posts (unless told not to) into the record.
 * Idempotent: rows that are there stay as they are. Four inserts in one transaction. Returns the number of new rows.
 */
export async function seedOrganisation(db: Database, options: { demonstration: boolean } = { demonstration: true }): Promise<number> {
  const regions = seedRegions();
  const bodies = [...seedBodies(regions), ...(options.demonstration ? demonstrationEnterprises(regions) : [])];
  const { persons, posts } = options.demonstration ? demonstrationPeople(regions, bodies) : { persons: [], posts: [] };
  const skipDuplicates = true;
  const written = await db.client.$transaction([
    db.client.region.createMany({ data: regions, skipDuplicates }),
    db.client.body.createMany({ data: bodies, skipDuplicates }),
    db.client.person.createMany({ data: persons, skipDuplicates }),
    db.client.post.createMany({
      data: posts.map((post) => ({ ...post, from: new Date(`${post.from}T00:00:00Z`) })), skipDuplicates,
    }),
  ]);
  return written.reduce((sum, { count }) => sum + count, 0);
}
