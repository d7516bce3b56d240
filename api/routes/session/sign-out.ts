import { endSession } from '../../auth/session';
import { defineRoute } from '../../http/define-route';

export const signOut = defineRoute({
  method: 'post', path: '/sign-out', access: 'signed-in', speaks: 'page',
  async handle(_input, { request }) {
    await endSession(request);
    return { kind: 'redirect', to: '/sign-in' };
  },
});
