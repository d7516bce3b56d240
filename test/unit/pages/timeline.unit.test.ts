import { timelineOf } from '../../../api/pages/timeline';
import { noticeLine } from '../../../api/pages/workplace-page';
import type { CaseEvent } from '../../../domain/kinds/accident-case/events';
import type { Instant } from '../../../domain/time/instant';
import type { StoredEvent } from '../../../prisma/repositories/case-queries';
import type { ListedNotice } from '../../../prisma/repositories/task-queries';
import type { Desk } from '../../support/desk';
import { openDesk } from '../../support/desk';
import { at, past, registration } from '../../support/given';

/** What the timeline says of notices that were held, sent late, or taken back. */

const entries = (desk: Desk, now: Instant) => {
  const events = desk.events().map((data, index): StoredEvent => ({ seq: index + 1, event: data, at: data.at, recordedAt: now }));
  const notices = [...desk.accusations(), ...desk.reminders()].map(({ kind, title, text, cite, at: instant, clockCode, body }, index) => (
    { id: String(index), kind, title, text, cite, at: instant, clockCode, bodyName: `${body.level} ${body.kind}` }));
  return timelineOf('c', events, notices, desk.view().assessment.clocks, now).past.flatMap((day) => day.entries);
};
function unreported(): Desk {
  const desk = openDesk();
  desk.enter(registration(), at('2024-03-01T08:30'));
  desk.enter(past('inform-unit-head', '2024-03-01T08:10'), at('2024-03-01T08:31'));
  desk.runTo(at('2024-03-01T10:00'));
  return desk;
}

describe('the timeline', () => {
  it('of accusations that were refuted, marks each with the reason, shows it as told and not as late, and adds who took what back when', () => {
    const desk = unreported();
    const now = at('2024-03-01T10:00');
    expect(entries(desk, now).filter(({ kind }) => kind === 'late').map(({ title, withdrawn }) => [title, withdrawn]))
      .toEqual([['到期未办：事故单位向县级以上部门报告', ''], ['升级报告：事故单位向县级以上部门报告', '']]);
    desk.enter(past('report', '2024-03-01T08:50', { by: 'unit', to: 'county' }), now);
    const after = entries(desk, now);
    expect(after.filter(({ withdrawn }) => withdrawn !== '').map(({ title, kind, withdrawn }) => [title, kind, withdrawn])).toEqual([
      ['到期未办：事故单位向县级以上部门报告', 'told', '事后登记，已按期'], ['升级报告：事故单位向县级以上部门报告', 'told', '事后登记，已按期'],
    ]);
    expect(after.find(({ title }) => title.startsWith('撤回'))).toMatchObject({
      title: '撤回逾期通知：事故单位向县级以上部门报告', detail: '事后登记，已按期', time: '10:00',
      people: 'county enterprise、county safety-committee-office、city safety-committee-office',
    });
  });

  it('of a threshold that struck again after it was taken back, marks the first strike alone', () => {
    const struck = {
      type: 'clock-struck', at: 5, clock: 'a', title: '甲', dueAt: 5, threshold: { kind: 'due', index: 0, at: 5, to: [] },
    };
    const events = [
      { ...struck }, { type: 'notices-withdrawn', at: 9, clock: 'a', title: '甲', why: 'not-late', thresholds: [{ kind: 'due', index: 0, at: 5 }] }, { ...struck },
    ].map((event, index): StoredEvent => ({ seq: index + 1, event: event as CaseEvent, at: event.at, recordedAt: 9 }));
    const [first, second] = timelineOf('c', events, [], [], 10).past.flatMap((day) => day.entries);
    expect([first?.withdrawn, second?.withdrawn]).toEqual(['事后登记，当时未逾期', '']);
  });

  it('of a clock that is held, says until when; with no grace it says nothing', () => {
    for (const [graceMs, detail] of [[undefined, '登记时已有节点过去；2024年3月1日（周五）10:15以前登记办理情况的，不发通知'], [0, undefined]] as const) {
      const desk = openDesk(graceMs === undefined ? {} : { graceMs });
      desk.enter(registration(), at('2024-03-01T09:50'));
      desk.enter(past('inform-unit-head', '2024-03-01T08:10'), at('2024-03-01T10:00'));
      expect(entries(desk, at('2024-03-01T10:00')).find(({ title }) => title.startsWith('暂不通知'))?.detail.replace(/\s/g, '')).toBe(detail);
    }
  });

  it('of a strike that came late, says that the engine was late, and of one set aside, why', () => {
    const desk = openDesk();
    desk.enter(registration(), at('2024-03-01T08:30'));
    desk.enter(past('form-team', '2024-03-02', { by: 'county' }), at('2024-03-02'));
    const now = at('2024-05-02');
    desk.enter({
      do: 'set-aside', process: 'investigation', clock: 'investigation-report', threshold: `investigation-report|due|0|${at('2024-05-01T00:00')}`, reason: '渲染失败',
    }, now);
    desk.runTo(at('2024-05-04T08:00'));
    desk.strikeAll(at('2024-05-06T08:00'));
    const all = entries(desk, at('2024-05-06T08:00'));
    expect(all.find(({ title }) => title.startsWith('未能触发'))).toMatchObject({ title: '未能触发，已搁置：提交调查报告', detail: '渲染失败' });
    expect(all.find(({ title }) => title === '升级报告：提交调查报告')?.detail).toMatch(/^因系统停顿迟发1 天 2\d 小时，已补发$/);
  });

  it('of an imported case, counts what is not told any more', () => {
    const desk = openDesk();
    const commands = [registration(), past('form-team', '2024-03-02', { by: 'county' })] as never[];
    desk.enter({ do: 'import', packs: ['national'], commands }, at('2025-03-02'));
    expect(entries(desk, at('2025-03-02')).find(({ title }) => title.startsWith('导入以前'))?.detail).toMatch(/^\d+ 个$/);
  });
});

describe('a notice in the inbox', () => {
  const row: ListedNotice = {
    id: 'n', caseId: 'c', caseTitle: '某案', caseNo: '1', kind: 'escalation', clockCode: 'a', title: '甲', text: '甲已逾期', cite: [], at: 0,
    read: false, shiftMs: 0, withdrawn: null,
  };

  it('that stands and was not read, is late and new', () => {
    expect(noticeLine(row)).toMatchObject({ isLate: true, unread: true, withdrawn: '' });
  });

  it('that was taken back, bears its mark and is neither late nor new', () => {
    expect(noticeLine({ ...row, withdrawn: '事后登记，已按期' })).toMatchObject({ isLate: false, unread: false, withdrawn: '事后登记，已按期' });
  });
});
