import { z } from 'zod';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';

const Body = z.object({ postId: z.string().max(200) });

/** The same person in another of the posts they hold today. */
export const switchPost = defineRoute({
  method: 'post', path: '/session/post', access: 'signed-in', speaks: 'page', body: Body,
  async handle({ body }, { request, user }) {
    const post = user.posts.find((row) => row.postId === body.postId);
    if (!post) throw problem('not-allowed');
    request.session.postId = post.postId;
    request.session.flash = [`已切换为${post.body.name}${post.postTitle}。`];
    return { kind: 'redirect', to: '/' };
  },
});
