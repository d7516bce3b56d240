import { openAlarms } from '../../../prisma/repositories/alarms';
import { engineStatus } from '../../../prisma/repositories/engine-status';
import { subjectsSeen } from '../../../prisma/repositories/operations';
import { backlogOf } from '../../../prisma/repositories/outbox';
import { STRIKING_SECONDS, unstruck } from '../../../prisma/repositories/sweep';
import { mayOperate } from '../../auth/permissions';
import { defineRoute } from '../../http/define-route';
import { problem } from '../../http/problems';
import { operationsPage } from '../../pages/operations-page';

/** Alarms a page shows; more at once have one cause, which is the first to be mended. */
const LIMIT = 200;

/** 运行状况: whether the machine does its part, and what waits for an operator. */
export const showOperations = defineRoute({
  method: 'get', path: '/operations', access: 'signed-in', speaks: 'page',
  async handle(_input, { deps: { database }, user, now }) {
    if (!mayOperate(user)) throw problem('not-allowed');
    const [parts, backlog, alarms, late] = await Promise.all([
      engineStatus(database), backlogOf(database), openAlarms(database, LIMIT), unstruck(database, STRIKING_SECONDS),
    ]);
    const seen = await subjectsSeen(database, user.viewer, [...new Set([...alarms, ...late].map(({ matterId }) => matterId))]);
    return { kind: 'page', template: 'operations', title: '运行状况', model: operationsPage({ parts, backlog, alarms, unstruck: late, seen }, now) };
  },
});
