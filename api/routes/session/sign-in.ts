import { z } from 'zod';
import { dateOf } from '../../../domain/time/instant';
import { currentPosts } from '../../../prisma/repositories/organisation-queries';
import { isDemonstrationPerson } from '../../../prisma/seed/demonstration';
import { startSession } from '../../auth/session';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { localPath } from '../../input/local-path';

const Body = z.object({ postId: z.string().max(200), next: z.string().optional() });

/** Signs in as a made-up person. Not a login: there is no secret, so it exists on loopback only. */
export const signIn = defineRoute({
  method: 'post', path: '/sign-in', access: 'demonstration', speaks: 'page', body: Body,
  async handle({ body }, { deps, request, now }) {
    const [post] = await currentPosts(deps.database, dateOf(now), { postId: body.postId });
    if (!post || !isDemonstrationPerson(post.personId)) throw problem('not-allowed');
    await startSession(request, { personId: post.personId, postId: post.postId }, now);
    return { kind: 'redirect', to: localPath(body.next) };
  },
});
