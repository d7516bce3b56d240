import { Command } from 'commander';
import { registerCalendar } from './commands/calendar';
import { registerCase } from './commands/case';
import { registerDeadlines } from './commands/deadlines';
import { registerDoctor } from './commands/doctor';
import { registerPack } from './commands/pack';
import { registerTriggers } from './commands/triggers';

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

for (const register of [registerDoctor, registerDeadlines, registerCalendar, registerCase, registerPack, registerTriggers]) register(program);

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof Error && error.name === 'EnvironmentProblem' ? 3 : 1;
});
