import type { Command } from 'commander';
import type { CheckOptions } from '../calendar/check';
import type { CalendarOptions } from '../calendar/show';

/** The working calendar: what counts, what was imported, what is missing. */
export function registerCalendar(program: Command): void {
  const group = program.command('calendar').description('工作日历：年度放假调休和本机关的休息日');
  group.command('show <year>').description('列出一年的依据、每个放假日和调休上班日；没有公布的年份逐日标明暂定')
    .option('--data <folder>', '数据目录').option('--json', '每份年度表输出一行 JSON：现行的在前，已导入未生效的在后')
    .action(async (year: string, options: CalendarOptions) => (await import('../calendar/show')).showCalendar(year, options));
  group.command('import <file>').description('核对一份年度放假表（year: …）或本机关休息日表（overlay: …），存为尚未生效的日历')
    .option('--data <folder>', '数据目录').option('--json', '输出一个 JSON 对象')
    .action(async (file: string, options: CalendarOptions) => (await import('../calendar/import')).importCalendar(file, options));
  group.command('check').description('检查日历：缺少的年份（11 月 1 日起查下一年）、与法定节假日不符、调休天数不平、用了当年没有施行的规则；列出各规则何时起施行')
    .option('--as-of <instant>', '以哪一天为今天，默认为现在').option('--data <folder>', '数据目录').option('--json', '输出一个 JSON 对象')
    .action(async (options: CheckOptions) => (await import('../calendar/check')).checkCalendar(options));
}
