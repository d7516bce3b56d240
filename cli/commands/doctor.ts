import type { Command } from 'commander';
import type { Check } from '../../runtime/doctor';

interface Options {
  json?: boolean;
  data?: string;
  port?: string;
}

const MARK = { ok: '✓', poor: '!', missing: '✗' } as const;

function asText(checks: readonly Check[]): string {
  const lines = checks.flatMap(({ state, title, found, advice }) =>
    [`${MARK[state]} ${title}：${found}`, ...(advice === undefined ? [] : [`    → ${advice}`])]);
  const lacking = checks.filter(({ state }) => state === 'missing').length;
  return [...lines, '', lacking === 0 ? '可以运行。' : `缺少 ${lacking} 项必要条件。`].join('\n');
}

async function doctor({ json, data, port }: Options): Promise<void> {
  // Loaded when called: it knows servers and browsers, and most commands do without them.
  const [{ parseConfig }, { examine }] = await Promise.all([import('../../runtime/config'), import('../../runtime/doctor')]);
  const checks = await examine(parseConfig(process.env, { data, port }));
  const healthy = checks.every(({ state }) => state !== 'missing');
  process.stdout.write(json === true ? `${JSON.stringify({ ok: healthy, checks })}\n` : `${asText(checks)}\n`);
  if (!healthy) process.exitCode = 3;
}

export function registerDoctor(program: Command): void {
  program.command('doctor')
    .description('检查本机：工具与版本、Postgres、Temporal、浏览器、目录、磁盘、端口；数据库可连接时还看流程引擎、待传达、没有完成的系统工作、未触发的时限、缺少的规则；缺少必要条件时退出码为 3')
    .option('--data <folder>', '数据目录')
    .option('--port <port>', '网页端口')
    .option('--json', '输出一个 JSON 对象')
    .action(doctor);
}
