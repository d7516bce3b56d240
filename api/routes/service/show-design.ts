import { defineRoute } from '../../http/define-route';
import { designPage } from '../../pages/design-page';

/** Every component once, with invented data: for people who change them. */
export const showDesign = defineRoute({
  method: 'get', path: '/design', access: 'demonstration', speaks: 'page',
  handle: async () => ({ kind: 'page', template: 'design', title: '页面组件', model: designPage() }),
});
