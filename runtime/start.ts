import './utc';
import { parseArgs } from 'node:util';
import type { Config } from './config';
import { parseConfig } from './config';
import { describeConfig } from './describe-config';
import { isFree } from './ports';
import { EnvironmentProblem } from './problem';
import { watchSignals } from './shutdown';
import { createStages, Interrupted } from './stages';

const HELP = `用法：npm start -- [选项]

  --port 端口       网页端口，默认 8080
  --data 目录       数据目录，默认 .ancha/data
  --no-demo         不装入演示案件，不开放演示登录
  --role 部分       只运行一部分：all（默认）、web、worker、migrate
  --help            显示本说明

环境变量：HOST、PORT、ANCHA_DATA、ANCHA_DEMO、ANCHA_ROLE、DATABASE_URL、DATABASE_OWNER_URL、TEMPORAL_ADDRESS、
TEMPORAL_NAMESPACE、TEMPORAL_SIMULATION_NAMESPACE、TEMPORAL_TASK_QUEUE、TEMPORAL_API_KEY、TEMPORAL_TLS、
TEMPORAL_TLS_CA、TEMPORAL_TLS_CERT、TEMPORAL_TLS_KEY、TEMPORAL_TLS_SERVER_NAME、SESSION_SECRET、TRUSTED_PROXIES、
ANCHA_METRICS_PORT（Prometheus 指标，只在本机：引擎用这个端口，网页用下一个；不设即关）、ANCHA_GRACE_MINUTES。
退出码：0 正常停止，1 运行出错，2 选项有误，3 环境不满足。`;

/** Wrong words on the command line. */
class UsageError extends Error {
  readonly exitCode = 2;
}

const print = (line: string): void => console.log(line);

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') return print(HELP);
  const config = parseConfig(process.env, options);
  await refuseBusyPorts(config);
  const shutdown = watchSignals(print);
  const stages = createStages(print, shutdown.requested);
  print('安察 AnCha');
  for (const line of describeConfig(config)) print(`  ${line}`);
  try {
    // Loaded only now: the whole product takes seconds to load, and a wrong option should be told at once.
    const { startProduct } = require('./product') as typeof import('./product');
    await startProduct(config, stages, shutdown, print);
    if (config.role !== 'migrate') await shutdown.asked;
  } catch (error) {
    if (!(error instanceof Interrupted) && !shutdown.requested()) throw error;
  } finally {
    await shutdown.close();
    if (shutdown.requested()) print('已停止。');
  }
}

/** Said before anything slow begins; the listening itself is what decides. */
async function refuseBusyPorts({ role, host, port, metrics }: Config): Promise<void> {
  if (role === 'migrate') return;
  if (role !== 'worker' && !await isFree(port, host)) {
    throw new EnvironmentProblem(`端口 ${port} 已被占用。请停止占用它的程序，或用 --port 换一个端口。`);
  }
  const own = metrics === undefined ? [] : [...(role === 'web' ? [] : [metrics.worker]), ...(role === 'worker' ? [] : [metrics.web])];
  for (const each of own) {
    if (!await isFree(each)) throw new EnvironmentProblem(`指标端口 ${each} 已被占用。请用 ANCHA_METRICS_PORT 换一个：同一台机器上每个进程各用各的。`);
  }
}

interface Options {
  port?: string | undefined;
  data?: string | undefined;
  demo?: boolean | undefined;
  role?: string | undefined;
}

function readOptions(args: string[]): Options | 'help' {
  try {
    const { values } = parseArgs({
      args, allowNegative: true,
      options: {
        port: { type: 'string' }, data: { type: 'string' }, demo: { type: 'boolean' }, role: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values.help === true ? 'help' : values;
  } catch (error) {
    throw new UsageError(`选项有误：${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  }
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    const code = error instanceof Error && 'exitCode' in error && typeof error.exitCode === 'number' ? error.exitCode : undefined;
    console.error(code === undefined ? error : (error as Error).message);
    process.exit(code ?? 1);
  },
);
