import type { Actor } from '../../domain/kernel/actor';
import type { Body } from '../../domain/organisation/body';
import { dateOf, type Instant } from '../../domain/time/instant';
import type { Database } from '../../prisma/repositories/database';
import { currentPosts, type PostRow } from '../../prisma/repositories/organisation-queries';
import type { Viewer } from '../../prisma/repositories/viewer';

/** Who sits in front of the page: read from the record on every request, so that leaving a post takes effect at once. */
export interface SignedIn {
  actor: Extract<Actor, { kind: 'person' }>;
  body: Body;
  postTitle: string;
  viewer: Viewer;
  /** All posts the person holds today, the present one among them. */
  posts: PostRow[];
}

function asSignedIn(post: PostRow, posts: PostRow[]): SignedIn {
  return {
    actor: {
      kind: 'person', personId: post.personId, postId: post.postId, bodyId: post.body.id, name: post.personName,
      bodyName: post.body.name,
    },
    body: post.body,
    postTitle: post.postTitle,
    viewer: { bodyId: post.body.id, kind: post.body.kind, regionCode: post.body.regionCode },
    posts,
  };
}

/** The person in the post of the session, or null when the post is no longer held. */
export async function loadSignedIn(
  db: Database, session: { personId: string; postId: string }, now: Instant,
): Promise<SignedIn | null> {
  const posts = await currentPosts(db, dateOf(now), { personId: session.personId });
  const post = posts.find((row) => row.postId === session.postId);
  return post ? asSignedIn(post, posts) : null;
}

/** Whoever the session says, or null when nobody is signed in. */
export async function signedInOf(session: { personId?: string; postId?: string }, db: Database, now: Instant): Promise<SignedIn | null> {
  const { personId, postId } = session;
  return personId === undefined || postId === undefined ? null : loadSignedIn(db, { personId, postId }, now);
}
