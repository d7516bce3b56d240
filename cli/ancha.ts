#!/usr/bin/env node
import '../runtime/utc';
import { Command } from 'commander';

/** Only the command that is called is loaded: what the others are made of takes longer to read than a limit to reckon. */
const COMMANDS: Readonly<Record<string, () => (program: Command) => void>> = {
  doctor: () => (require('./commands/doctor') as typeof import('./commands/doctor')).registerDoctor,
  deadlines: () => (require('./commands/deadlines') as typeof import('./commands/deadlines')).registerDeadlines,
  calendar: () => (require('./commands/calendar') as typeof import('./commands/calendar')).registerCalendar,
  case: () => (require('./commands/case') as typeof import('./commands/case')).registerCase,
  change: () => (require('./commands/change') as typeof import('./commands/change')).registerChange,
  pack: () => (require('./commands/pack') as typeof import('./commands/pack')).registerPack,
  triggers: () => (require('./commands/triggers') as typeof import('./commands/triggers')).registerTriggers,
};

const EXIT_CODES = `
退出码：0 成功 · 1 执行失败 · 2 输入有误 · 3 缺少运行条件（服务、权限、端口）`;

// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('ancha')
  .description('安察：生产安全事故调查处理与责任追究')
  .helpCommand('help [command]', '显示某个命令的用法')
  .helpOption('-h, --help', '显示用法')
  .addHelpText('after', EXIT_CODES)
  .showHelpAfterError('（加 --help 查看用法）')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const wanted = process.argv[2] ?? '';
const names = Object.hasOwn(COMMANDS, wanted) ? [wanted] : Object.keys(COMMANDS);
for (const name of names) COMMANDS[name]?.()(program);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Error && error.name === 'EnvironmentProblem' ? 3 : 1;
});
