import { z } from 'zod';
import { dateOf } from '../../../domain/time/instant';
import { currentPosts } from '../../../prisma/repositories/organisation-queries';
import { askedOnLoopback } from '../../auth/demonstration';
import { defineRoute } from '../../http/define-route';
import { loadRegions } from '../../commands/load-case';
import { signInPage } from '../../pages/sign-in-page';
import { localPath } from '../../input/local-path';

const Query = z.object({ next: z.string().optional().catch(undefined), region: z.string().regex(/^\d{6}$/).optional().catch(undefined) });

export const showSignIn = defineRoute({
  method: 'get', path: '/sign-in', access: 'public', speaks: 'page', query: Query,
  async handle({ query }, { deps, request, now, demonstration }) {
    const next = localPath(query.next);
    const offered = demonstration && askedOnLoopback(request.get('host'));
    const [posts, regions] = await Promise.all([offered ? currentPosts(deps.database, dateOf(now)) : [], loadRegions(deps)]);
    return { kind: 'page', template: 'sign-in', title: '登录', model: signInPage(posts, regions, { offered, next, region: query.region ?? null }) };
  },
});
