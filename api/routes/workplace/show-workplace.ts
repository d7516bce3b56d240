import { z } from 'zod';
import { countAlarms } from '../../../prisma/repositories/operations';
import { casesRegisteredBy, endedTasks, noticesTo, openTasksOf, workCounts } from '../../../prisma/repositories/task-queries';
import { formatMoment } from '../../../domain/time/words';
import { mayOperate } from '../../auth/permissions';
import type { SignedIn } from '../../auth/signed-in';
import type { AppDeps } from '../../deps';
import { defineRoute } from '../../http/define-route';
import { noticeLine, taskLine, WORK_TABS, workTabs, type WorkTab } from '../../pages/workplace-page';

const Query = z.object({ tab: z.enum(WORK_TABS).catch('open') });

/** Rows a tab shows; older ones are found through the ledger. */
const LIMIT = 100;
const REMINDERS_BESIDE = 6;

async function linesOf(tab: WorkTab, deps: AppDeps, user: SignedIn, now: number) {
  const { database } = deps;
  const bodyId = user.body.id;
  const none = { tasks: [], notices: [], cases: [] };
  switch (tab) {
    case 'open': return { ...none, tasks: (await openTasksOf(database, bodyId, LIMIT)).map((task) => taskLine(task, now)) };
    case 'done': return { ...none, tasks: (await endedTasks(database, bodyId, LIMIT)).map((task) => taskLine(task, now)) };
    case 'copies': return { ...none, notices: (await noticesTo(database, bodyId, 'copies', LIMIT)).map(noticeLine) };
    case 'reminders': return { ...none, notices: (await noticesTo(database, bodyId, 'reminders', LIMIT)).map(noticeLine) };
    case 'mine': return {
      ...none,
      cases: (await casesRegisteredBy(database, user.actor.personId, LIMIT))
        .map((row) => ({ href: `/cases/${encodeURIComponent(row.id)}`, title: row.title, caseNo: row.caseNo, at: formatMoment(row.at) })),
    };
    default: return tab satisfies never;
  }
}

/** 工作台: what is late first, then what is next; what the body was told stands beside it. */
export const showWorkplace = defineRoute({
  method: 'get', path: '/', access: 'signed-in', speaks: 'page', query: Query,
  async handle({ query }, { deps, user, now }) {
    const [alarms, counts, lines, mine, recent] = await Promise.all([
      query.tab === 'open' && mayOperate(user) ? countAlarms(deps.database, user.viewer) : 0,
      workCounts(deps.database, user.body.id), linesOf(query.tab, deps, user, now),
      casesRegisteredBy(deps.database, user.actor.personId, LIMIT),
      noticesTo(deps.database, user.body.id, 'reminders', REMINDERS_BESIDE),
    ]);
    const late = lines.tasks.filter((task) => task.light.name === 'overdue');
    return {
      kind: 'page', template: 'workplace', title: '工作台',
      model: {
        today: formatMoment(now), tabs: workTabs(query.tab, counts, mine.length), isOpen: query.tab === 'open', isDone: query.tab === 'done',
        isNotices: query.tab === 'copies' || query.tab === 'reminders', isMine: query.tab === 'mine',
        late, next: lines.tasks.filter((task) => task.light.name !== 'overdue'), tasks: lines.tasks, notices: lines.notices, unread: lines.notices.filter((notice) => notice.unread), tab: query.tab, cases: lines.cases,
        recent: recent.map(noticeLine), alarms,
      },
    };
  },
});
