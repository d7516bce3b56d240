import type { Clock } from '../../domain/time/clock';
import { startOfDate, type Instant } from '../../domain/time/instant';

/** Invented clocks for the living component page: one for every light and every kind of bar. */

const at = (text: string): Instant => Date.parse(`${text}+08:00`);

export const SAMPLE_NOW = at('2026-10-20T10:00');

const BASE: Clock = {
  code: 'sample', party: null, title: '提交调查报告', triggeredAt: at('2026-08-20T09:00'), opensOn: null, dueDate: '2026-10-19',
  dueAt: startOfDate('2026-10-20'), state: 'pending', voidReason: null, metAt: null, lateByMs: null, provisional: false,
  cite: ['493号令 第29条'], note: null, proof: [], process: 'investigation', owner: { kind: 'emergency-management', level: 'city' },
  metBy: 'submit-report', thresholds: [],
};

const reminder = (index: number, when: string): Clock['thresholds'][number] =>
  ({ kind: 'reminder', index, at: at(when), to: [{ kind: 'emergency-management', level: 'city' }] });

export const SAMPLE_CLOCKS: readonly Clock[] = [
  { ...BASE, code: 'late', title: '示例：逾期', state: 'overdue', dueDate: '2026-10-10', dueAt: startOfDate('2026-10-11') },
  {
    ...BASE, code: 'soon', title: '示例：将到期', dueDate: '2026-10-24', dueAt: startOfDate('2026-10-25'),
    thresholds: [reminder(0, '2026-10-14T09:30'), reminder(1, '2026-10-22T09:30')],
  },
  { ...BASE, code: 'running', title: '示例：进行中', triggeredAt: at('2026-10-12T09:00'), dueDate: '2026-12-11', dueAt: startOfDate('2026-12-12') },
  {
    ...BASE, code: 'paused', title: '示例：鉴定期间暂停', state: 'paused', dueDate: '2026-11-20', dueAt: startOfDate('2026-11-21'),
    proof: [{ kind: 'pause', text: '', from: '2026-09-20', to: '2026-10-20', days: 31, name: '技术鉴定', open: true }],
  },
  {
    ...BASE, code: 'extended', title: '示例：批准延期', dueDate: '2026-12-18', dueAt: startOfDate('2026-12-19'),
    proof: [{ kind: 'extension', text: '', days: 60, at: at('2026-10-15T09:00') }],
  },
  { ...BASE, code: 'window', title: '示例：窗口未到', opensOn: '2026-11-10', dueDate: '2026-12-20', dueAt: startOfDate('2026-12-21') },
  { ...BASE, code: 'met', title: '示例：按期办结', state: 'met', metAt: at('2026-10-01T09:00') },
  { ...BASE, code: 'met-late', title: '示例：逾期办结', state: 'met-late', dueDate: '2026-09-30', dueAt: startOfDate('2026-10-01'), metAt: at('2026-10-08T09:00'), lateByMs: 7.4 * 86_400_000 },
];

/** Seven working days over the October holidays, with a make-up working Saturday. */
export const SAMPLE_PROOF: Clock = {
  ...BASE, code: 'proof', title: '送达处罚决定', triggeredAt: at('2026-09-28T15:00'), dueDate: '2026-10-13', dueAt: startOfDate('2026-10-14'),
  state: 'overdue', cite: ['行政处罚法 第61条'],
  proof: [
    { kind: 'trigger', text: '2026年9月28日（周一）作出处罚决定，当日不计入。', at: at('2026-09-28T15:00') },
    { kind: 'count', text: '2026年9月29日至9月30日计为第 1、2 个工作日。', from: '2026-09-29', to: '2026-09-30', firstDay: 1, lastDay: 2 },
    { kind: 'skip', text: '2026年10月1日至7日为国庆节假期，不计入。', from: '2026-10-01', to: '2026-10-07', reason: '国庆节' },
    { kind: 'count', text: '2026年10月8日至9日计为第 3、4 个工作日。', from: '2026-10-08', to: '2026-10-09', firstDay: 3, lastDay: 4 },
    { kind: 'count', text: '2026年10月10日（周六）调休上班，计为第 5 个工作日。', from: '2026-10-10', to: '2026-10-10', firstDay: 5, lastDay: 5, reason: '调休上班' },
    { kind: 'skip', text: '2026年10月11日为周末，不计入。', from: '2026-10-11', to: '2026-10-11', reason: '周末' },
    { kind: 'count', text: '2026年10月12日至13日计为第 6、7 个工作日。', from: '2026-10-12', to: '2026-10-13', firstDay: 6, lastDay: 7 },
    { kind: 'due', text: '最后一日为2026年10月13日（周二）。', date: '2026-10-13', at: startOfDate('2026-10-14') },
  ],
  thresholds: [],
};
