import { z } from 'zod';
import { LEVELS } from '../../domain/organisation/level';
import { BODY_KINDS, type Body } from '../../domain/organisation/body';
import type { Region } from '../../domain/organisation/region';
import type { PlainDate } from '../../domain/time/instant';
import type { Database } from './database';

/** A person's present office. */
export interface PostRow {
  postId: string;
  postTitle: string;
  personId: string;
  personName: string;
  body: Body;
}

const level = z.enum(LEVELS);
const bodyShape = z.object({ id: z.string(), kind: z.enum(BODY_KINDS), level, regionCode: z.string(), name: z.string() });

/** Posts held on `today`, of all persons, of one person or one post only. */
export async function currentPosts(
  db: Database, today: PlainDate, only: { personId?: string; postId?: string } = {},
): Promise<PostRow[]> {
  const day = new Date(`${today}T00:00:00Z`);
  const posts = await db.client.post.findMany({
    where: {
      from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }],
      ...(only.personId === undefined ? {} : { personId: only.personId }),
      ...(only.postId === undefined ? {} : { id: only.postId }),
    },
    orderBy: { id: 'asc' },
  });
  const [persons, bodies] = await Promise.all([
    db.client.person.findMany({ where: { id: { in: posts.map((post) => post.personId) } } }),
    db.client.body.findMany({ where: { id: { in: posts.map((post) => post.bodyId) } } }),
  ]);
  return posts.flatMap((post) => {
    const person = persons.find((row) => row.id === post.personId);
    const body = bodies.find((row) => row.id === post.bodyId);
    return person && body
      ? [{ postId: post.id, postTitle: post.title, personId: person.id, personName: person.name, body: bodyShape.parse(body) }]
      : [];
  });
}

/** The whole region tree; a few thousand rows at most. */
export async function allRegions(db: Database): Promise<Region[]> {
  const rows = await db.client.region.findMany({ orderBy: { code: 'asc' } });
  return rows.map((row) => ({ ...row, level: level.parse(row.level) }));
}
