import type { Command } from 'commander';
import type { PlayOptions } from '../case/play';
import { parseInstantOption } from '../options';

/** What an act needs is loaded when it is called: the services are heavy, and most commands do without them. */
export function registerCase(program: Command): void {
  const group = program.command('case').description('案件：推演或导入案例文件');
  group.command('play <file>')
    .description('让案例文件走完真实的流程：按记录的时间逐步办理，其间到期的时限照常提醒、升级，直到没有任何事情可以发生')
    .option('--until <instant>', '只推演到这个时刻（带时区的 ISO 8601，例如 2022-01-01T00:00+08:00）', parseInstantOption)
    .option('--id <id>', '案件标识；同一标识再次推演会接着上次继续')
    .option('--data <folder>', '数据目录')
    .option('--json', '输出一个 JSON 对象')
    .option('--keep-going', '有办理被拒绝也以 0 退出；被拒绝的照常写入台账')
    .action(async (file: string, options: PlayOptions) => (await import('../case/play')).playFile(file, options));
  group.command('import <file>')
    .description('把案例文件整体导入正式案卷：每一步按当时的规则核对，有一步不成立就全部不导入；导入后按真实时间运行')
    .option('--id <id>', '案件标识，默认用文件里的 id')
    .option('--data <folder>', '数据目录')
    .option('--json', '输出一个 JSON 对象')
    .option('--keep-going', '有办理被拒绝也以 0 退出；被拒绝的照常写入台账')
    .action(async (file: string, options: PlayOptions) => (await import('../case/import')).importFile(file, options));
}
