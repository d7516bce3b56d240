import type { Command } from 'commander';
import type { PersonStep } from '../../domain/rule-change/decide';
import type { ActOptions, DraftOptions, ReadOptions } from '../change/run';

const AS = '以谁的身份办理：岗位编号（人员@机关），岗位和机关一并记入案卷';

/** Publishing law while cases run. What an act needs is loaded when it is called. */
export function registerChange(program: Command): void {
  const group = program.command('change')
    .description('规则变更：发布新的年度日历或规则包版本，先看影响清单，由另一人批准，再实施');
  const acts = () => import('../change/run');
  group.command('draft')
    .description('起草一项变更并计算影响清单')
    .option('--calendar <file>', '年度放假调休表')
    .option('--pack <file>', '规则包的新版本')
    .requiredOption('--as <post>', AS)
    .option('--reason <text>', '起草理由', '')
    .option('--data <folder>', '数据目录')
    .option('--json', '输出一个 JSON 对象')
    .action(async (options: DraftOptions) => (await acts()).draft(options));
  group.command('list')
    .description('列出全部规则变更，新的在前')
    .option('--data <folder>', '数据目录')
    .option('--json', '输出一个 JSON 数组')
    .action(async (options: ReadOptions) => (await acts()).list(options));
  group.command('impact <id>')
    .description('影响清单：每个会变动的在办时限，原期限、新期限和原因')
    .option('--all', '连同期限不变的案件')
    .option('--data <folder>', '数据目录')
    .option('--json', '每个案件一行 JSON')
    .action(async (id: string, options: ReadOptions & { all?: boolean }) => (await acts()).impact(id, options));
  const step = (name: PersonStep, description: string): void => {
    group.command(`${name} <id>`)
      .description(description)
      .requiredOption('--as <post>', AS)
      .option('--reason <text>', '理由', '')
      .option('--data <folder>', '数据目录')
      .option('--json', '输出一个 JSON 对象')
      .action(async (id: string, options: ActOptions) => (await acts()).takeStep(name, id, options));
  };
  step('approve', '批准（须为起草人以外的人，批准的是当前这份影响清单）');
  step('recompute', '重新计算影响清单（清单算出后案件又有进展，尚未批准时）');
  step('apply', '实施：逐批适用于全部在办案件；中断后再次执行会接着进行');
  step('withdraw', '撤回尚未实施的变更');
}
