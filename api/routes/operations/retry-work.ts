import { z } from 'zod';
import type { Remedy } from '../../../prisma/repositories/alarms';
import { findOpenAlarm, seeToAlarm, subjectsSeen } from '../../../prisma/repositories/operations';
import { mayOperate } from '../../auth/permissions';
import { deciding } from '../../commands/deciding';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';

const Body = z.object({ alarm: z.string().max(600) });
const TRIED = '已交系统重试；仍不成功时会再次列在这里。';
const DONE: Readonly<Record<Remedy, string>> = { offer: TRIED, tell: TRIED, settle: '已记为另行处理。' };
const SEEN_TO = '这一项已经有人处理，或已自行完成。';

/** Lets the machine try once more what it gave up. Sent twice, it is tried once. */
export const retryWork = defineRoute({
  method: 'post', path: '/operations/retry', access: 'signed-in', speaks: 'page', body: Body,
  async handle({ body }, { deps, request, user }) {
    if (!mayOperate(user)) throw problem('not-allowed');
    const alarm = await findOpenAlarm(deps.database, body.alarm);
    const isSeen = alarm !== null && (await subjectsSeen(deps.database, user.viewer, [alarm.matterId])).has(alarm.matterId);
    if (alarm !== null && !isSeen) throw problem('not-found');
    const remedy = alarm && await deciding(deps, () => seeToAlarm(deps.database, alarm.id, user.actor));
    request.session.flash = [remedy ? DONE[remedy] : SEEN_TO];
    return { kind: 'redirect', to: '/operations' };
  },
});
