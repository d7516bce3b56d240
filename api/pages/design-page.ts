import { LIGHTS } from '../../templates/lights';
import { FIGURES, COMMAND_FORMS } from '../input/field-specs';
import { clockPage } from './clock-page';
import { ribbonSections, clockLines } from './clock-list';
import { SAMPLE_CLOCKS, SAMPLE_NOW, SAMPLE_PROOF } from './design-samples';
import { noticeAgain } from './engine-notice';
import { errorSummary, formRow } from './form-view';

/** The living page of components. */
export function designPage() {
  const fields = COMMAND_FORMS.get('report')?.fields ?? [];
  const error = { pointer: '/to', field: 'to', code: 'required', message: '接报方：请选择一项。' };
  const rows = fields.map((spec) => formRow(spec, spec.name === 'by' ? 'unit' : '', [error]));
  return {
    lights: Object.values(LIGHTS),
    sections: ribbonSections('sample', SAMPLE_CLOCKS, SAMPLE_NOW),
    clocks: clockLines(SAMPLE_CLOCKS, [], SAMPLE_NOW),
    clock: clockPage(SAMPLE_PROOF, 'sample', null, SAMPLE_NOW),
    rows, figures: FIGURES.map((spec) => formRow(spec, '', [])),
    summary: errorSummary('没有办理：请先改正下面的内容', [error], new Set(['to']), { rule: '493号令 第10条', possible: ['续报', '补报'] }),
    flash: ['已登记：初报，事故单位 → 县级。', '下一步：市级应急管理部门在 2 小时内报省级。'],
    notices: [
      { ...noticeAgain({ ready: false, detail: '仍在构建 Temporal：首次构建通常约 5 分钟，已用 3 分 15 秒……', since: SAMPLE_NOW - 195_000 }, SAMPLE_NOW), asks: false },
      noticeAgain({ ready: true, detail: '', since: null }, SAMPLE_NOW),
    ],
    ball: { body: '演示·市应急局', act: '提交调查报告', since: '8月20日 09:00', until: '2026年10月19日（周一）止', standing: '逾期 1 天', late: true },
    consequences: { lines: ['“提交调查报告”到此为止，记为逾期 1 天 10 小时办结，需要说明原因。', '“批复”开始计时，至2026年11月4日（周三）。'], told: '市级人民政府、省级安全生产委员会办公室' },
  };
}
