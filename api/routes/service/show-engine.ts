import { defineRoute } from '../../http/define-route';
import { noticeAgain } from '../../pages/engine-notice';

/** What an open page asks for while it says that reminders are held. Nobody is asked who he is: no session lives longer for it. */
export const showEngine = defineRoute({
  method: 'get', path: '/engine-notice', access: 'public', speaks: 'page',
  async handle(_input, { engineHealth, now }) {
    const health = await engineHealth();
    if (health === null) return { kind: 'empty' };
    return { kind: 'fragment', template: 'engine-notice', model: noticeAgain(health, now) };
  },
});
