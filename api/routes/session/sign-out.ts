import { endSession } from '../../auth/session';
import { defineRoute } from '../../http/define-route';

export const signOut = defineRoute({
  method: 'post', path: '/sign-out', access: 'signed-in', speaks: 'page',
  async handle(_input, { request }) {
    await endSession(request);
    // Forms that “back” could still show are no longer anybody's business.
    return { kind: 'redirect', to: '/sign-in', headers: { 'Clear-Site-Data': '"cache"' } };
  },
});
