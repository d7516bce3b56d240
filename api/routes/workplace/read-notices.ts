import { z } from 'zod';
import { markRead } from '../../../prisma/repositories/task-queries';
import { deciding } from '../../commands/deciding';
import { defineRoute } from '../../http/define-route';

const ids = z.union([z.string().transform((id) => [id]), z.array(z.string())]).pipe(z.array(z.string().max(400)).max(200));
const Body = z.object({ ids: ids.catch([]), tab: z.enum(['copies', 'reminders']).catch('reminders') });

/** Marks what stands on the page as read by the body; what came since the page was drawn stays new. */
export const readNotices = defineRoute({
  method: 'post', path: '/notices/read', access: 'signed-in', speaks: 'page', body: Body,
  async handle({ body }, { deps, user, now }) {
    await deciding(deps, () => markRead(deps.database, user.body.id, body.ids, now));
    return { kind: 'redirect', to: `/?tab=${body.tab}` };
  },
});
