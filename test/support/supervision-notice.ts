import type { NoticeSource } from '../../domain/documents/supervision-notice';
import type { Clock, Threshold } from '../../domain/time/clock';
import { seededOrganisation } from '../../prisma/seed/organisation';

const at = (text: string): number => Date.parse(text);
const threshold = (kind: Threshold['kind'], index: number, when: string): Threshold => ({ kind, index, at: at(when), to: [] });

/** Sixty days from service on 2021-06-14, as the clock stands on that day. */
export const completionClock: Clock = {
  code: 'supervision-completion', party: null, title: '督办办结', triggeredAt: at('2021-06-14T10:00+08:00'), opensOn: null,
  dueDate: '2021-08-13', dueAt: at('2021-08-14T00:00+08:00'), state: 'pending', voidReason: null, metAt: null, lateByMs: null,
  provisional: false, cite: ['安委〔2010〕6号 第5条'], note: null, process: 'supervisionReview',
  owner: { kind: 'government', level: 'province' }, metBy: 'approve',
  thresholds: [
    threshold('reminder', 0, '2021-07-29T10:00+08:00'), threshold('reminder', 1, '2021-08-11T10:00+08:00'),
    threshold('due', 0, '2021-08-14T00:00+08:00'), threshold('escalation', 0, '2021-08-16T09:00+08:00'),
  ],
  proof: [
    { kind: 'trigger', text: '2021年6月14日（周一）挂牌督办通知书送达，当日不计入。', at: at('2021-06-14T10:00+08:00') },
    { kind: 'count', text: '2021年6月15日至8月13日，第1日至第60日。', from: '2021-06-15', to: '2021-08-13', firstDay: 1, lastDay: 60 },
    { kind: 'due', text: '期限到2021年8月13日（周五）为止。', date: '2021-08-13', at: at('2021-08-14T00:00+08:00') },
    { kind: 'note', text: '规则说明：不上公文。' },
  ],
};

/** The notice of the State Council's committee in the example of 十堰, as known on the day of service. */
export const shiyanNotice = (change: Partial<NoticeSource> = {}): NoticeSource => ({
  title: '十堰市张湾区艳湖社区集贸市场“6·13”燃气爆炸事故',
  grade: 'major', level: 'province', clock: completionClock, serial: null, organisation: seededOrganisation(),
  opened: { at: completionClock.triggeredAt, do: 'open-supervision', by: 'state-council-safety-committee' },
  facts: {
    accident: { occurredAt: at('2021-06-13T06:42+08:00'), region: '420303', industry: 'gas' },
    counts: [
      { at: at('2021-06-13T12:00+08:00'), deaths: 12, missing: 0, seriousInjuries: 37, minorInjuries: 101 },
      { at: at('2021-06-14T09:00+08:00'), deaths: 25 },
      { at: at('2021-06-25T09:00+08:00'), deaths: 26 },
    ],
    acts: [],
  },
  ...change,
});
