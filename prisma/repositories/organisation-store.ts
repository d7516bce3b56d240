import type { Level } from '../../domain/organisation/level';
import type { BodyKind } from '../../domain/organisation/body';
import type { Organisation } from '../../domain/organisation/organisation';
import { createOrganisation } from '../../domain/organisation/organisation';
import type { Database } from './database';

/** Reads the whole region tree with its bodies (a few thousand rows): once at start, and again after it was changed. */
export async function loadOrganisation(db: Database): Promise<Organisation> {
  const [regions, bodies] = await Promise.all([db.client.region.findMany(), db.client.body.findMany()]);
  return createOrganisation(
    regions.map((region) => ({ ...region, level: region.level as Level })),
    bodies.map((body) => ({ ...body, kind: body.kind as BodyKind, level: body.level as Level })),
  );
}
