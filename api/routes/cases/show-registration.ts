import { randomUUID } from 'node:crypto';
import { mayRegister } from '../../auth/permissions';
import { loadRegions } from '../../commands/load-case';
import { defineRoute } from '../../http/define-route';
import { registrationPage } from '../../pages/registration-page';

export const showRegistration = defineRoute({
  method: 'get', path: '/cases/new', access: 'signed-in', speaks: 'page',
  async handle(_input, { deps, user }) {
    if (!mayRegister(user, null)) return { kind: 'page', template: 'registration-closed', title: '事故登记', model: { bodyName: user.body.name } };
    const model = registrationPage(await loadRegions(deps), { commandId: randomUUID() });
    return { kind: 'page', template: 'registration', title: '事故登记', model, keep: true };
  },
});
