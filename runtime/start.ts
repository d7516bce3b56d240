import { parseArgs } from 'node:util';
import { ServerStartError } from '../api/server';
import type { Config } from './config';
import { describeConfig, parseConfig } from './config';
import type { Container } from './container';
import { createContainer } from './container';
import { loadDemonstration } from './demonstration';
import { createLogger, installTemporalRuntime } from './logging';
import { isFree } from './ports';
import { EnvironmentProblem } from './problem';
import { prepareRecord } from './program';
import type { Services } from './services';
import { startServices } from './services';
import type { Shutdown } from './shutdown';
import { watchSignals } from './shutdown';
import type { Stages } from './stages';
import { createStages, Interrupted } from './stages';
import { startWeb } from './web';

const HELP = `用法：npm start -- [选项]

  --port 端口       网页端口，默认 8080
  --data 目录       数据目录，默认 .ancha/data
  --no-demo         不装入演示案件，不开放演示登录
  --role 部分       只运行一部分：all（默认）、web、worker、migrate
  --help            显示本说明

环境变量：HOST、PORT、ANCHA_DATA、ANCHA_DEMO、ANCHA_ROLE、DATABASE_URL、DATABASE_OWNER_URL、TEMPORAL_ADDRESS、
TEMPORAL_NAMESPACE、TEMPORAL_SIMULATION_NAMESPACE、TEMPORAL_TASK_QUEUE、TEMPORAL_API_KEY、TEMPORAL_TLS、
TEMPORAL_TLS_CA、TEMPORAL_TLS_CERT、TEMPORAL_TLS_KEY、TEMPORAL_TLS_SERVER_NAME、SESSION_SECRET、TRUSTED_PROXIES。
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
  const shutdown = watchSignals(print);
  const stages = createStages(print, shutdown.requested);
  print('安察 AnCha');
  for (const line of describeConfig(config)) print(`  ${line}`);
  try {
    await start(config, stages, shutdown);
    if (config.role !== 'migrate') await shutdown.asked;
  } catch (error) {
    if (!(error instanceof Interrupted) && !shutdown.requested()) throw error;
  } finally {
    await shutdown.close();
    if (shutdown.requested()) print('已停止。');
  }
}

/** Starts the parts of this role in order, each registered to be stopped in reverse. */
async function start(config: Config, stages: Stages, shutdown: Shutdown): Promise<void> {
  const { role } = config;
  const serves = role === 'all' || role === 'web';
  if (serves) await refuseBusyPort(config);
  const services = await stages.run('启动数据库与流程服务器', (log) => connect(config, shutdown, log));
  await stages.run('核对数据库结构', (log) => prepareRecord(config, services, log));
  if (role === 'migrate') return;
  const logger = createLogger(config);
  installTemporalRuntime(logger);
  const container = await stages.run('装配规则与组织', () => createContainer(config, services));
  shutdown.add('连接', () => container.close());
  if (role !== 'web') {
    const workers = await stages.run('启动流程工作者', () => container.startWorkers());
    shutdown.add('流程工作者', () => workers.stop());
    workers.ended.catch((error: unknown) => {
      print(`流程工作者意外停止：${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
      shutdown.ask();
    });
  }
  if (!serves) return print(`✓ 工作者已就绪，共用 ${stages.elapsed()}`);
  const web = await stages.run('启动网页', () => startWeb(config, services, container, logger));
  shutdown.add('网页', () => web.close());
  if (role === 'all' && config.demonstration) await stages.run('核对演示案件', (log) => demonstrate(config, container, shutdown, log));
  print(`\n✓ 已就绪，共用 ${stages.elapsed()}：${web.address}`);
  if (config.demonstration) print('  演示登录：打开上面的网址，选择一个“演示·…”岗位即可进入，无需密码。');
  print('  按 Ctrl-C 停止。');
}

/** The demonstration is no part of the product's duty: a case that cannot be played is reported and left out. */
async function demonstrate(
  config: Config, container: Container, shutdown: Shutdown, log: (line: string) => void,
): Promise<void> {
  const loading = loadDemonstration(container, config.namespaces.simulation, log).catch((error: unknown) => {
    if (!shutdown.requested()) log(`  演示案件未能全部装入：${error instanceof Error ? error.message : String(error)}`);
  });
  await Promise.race([loading, shutdown.asked]);
  if (shutdown.requested()) throw new Interrupted();
}

async function connect(config: Config, shutdown: Shutdown, log: (line: string) => void): Promise<Services> {
  const services = await startServices(config, { log });
  shutdown.add('数据库与流程服务器', () => services.stop());
  return services;
}

/** Said before anything slow begins; the listening itself is what decides. */
async function refuseBusyPort({ host, port }: Config): Promise<void> {
  if (await isFree(port, host)) return;
  throw new EnvironmentProblem(`端口 ${port} 已被占用。请停止占用它的程序，或用 --port 换一个端口。`);
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
    const startFault = error instanceof ServerStartError;
    console.error(code !== undefined || startFault ? (error as Error).message : error);
    process.exit(code ?? (startFault ? 3 : 1));
  },
);
