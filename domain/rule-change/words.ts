import type { ChangeState, ChangeSubject } from './change';
import type { PersonStep } from './decide';

export const CHANGE_STATE_WORDS: Readonly<Record<ChangeState, string>> = {
  drafted: '计算影响', computed: '待批准', approved: '已批准待实施', applying: '实施中', applied: '已实施', withdrawn: '已撤回',
};

export const changeName = ({ kind, subject, edition }: Pick<ChangeSubject, 'kind' | 'subject' | 'edition'>): string =>
  (kind === 'calendar' ? `${subject}年放假调休（${edition}）` : `规则包 ${subject} ${edition}`);

export const STEP_WORDS: Readonly<Record<PersonStep, string>> = {
  approve: '批准这份影响清单', recompute: '重新计算影响清单', apply: '实施到全部在办案件', withdraw: '撤回变更',
};
