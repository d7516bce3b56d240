import { awaitingTexts } from '../activities/rule-change/awaiting';
import { ServerStartError } from '../api/server';
import type { Config } from './config';
import type { Container } from './container';
import { createContainer } from './container';
import { loadDemonstration } from './demonstration';
import { createLogger, installTemporalRuntime } from './logging';
import { EnvironmentProblem } from './problem';
import { prepareRecord } from './program';
import type { Services } from './services';
import { startServices } from './services';
import type { Shutdown } from './shutdown';
import type { Stages } from './stages';
import { Interrupted } from './stages';
import { startWeb } from './web';

/**
 * Starts the parts of this role in order, each registered to be stopped in reverse.
 *
 * @throws EnvironmentProblem when something is missing; Interrupted when the user asked to stop meanwhile
 */
export async function startProduct(config: Config, stages: Stages, shutdown: Shutdown, print: (line: string) => void): Promise<void> {
  const { role } = config;
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
  if (role === 'worker') return print(`✓ 工作者已就绪，共用 ${stages.elapsed()}`);
  const web = await stages.run('启动网页', () => listen(config, services, container, logger));
  shutdown.add('网页', () => web.close());
  if (role === 'all' && config.demonstration) await stages.run('核对演示案件', (log) => demonstrate(config, container, shutdown, log));
  print(`\n✓ 已就绪，共用 ${stages.elapsed()}：${web.address}`);
  if (config.demonstration) print('  演示登录：打开上面的网址，选择一个“演示·…”岗位即可进入，无需密码。');
  const awaiting = await awaitingTexts(container);
  if (awaiting.length > 0) print(`  随程序到达的${awaiting.map(({ title }) => title).join('、')}尚未适用于在办案件，请在“规则变更”起草。`);
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

async function listen(...args: Parameters<typeof startWeb>): ReturnType<typeof startWeb> {
  try {
    return await startWeb(...args);
  } catch (error) {
    if (error instanceof ServerStartError) throw new EnvironmentProblem(error.message);
    throw error;
  }
}
