import { missingTexts, missingWords } from '../activities/missing-texts';
import { awaitingTexts } from '../activities/rule-change/awaiting';
import { ServerStartError } from '../api/server';
import type { Config } from './config';
import type { Container } from './container';
import { createContainer } from './container';
import { loadDemonstration } from './demonstration';
import { startEngineBeside } from './engine/beside';
import { createLogger, installTemporalRuntime } from './logging';
import { EnvironmentProblem } from './problem';
import { prepareRecord } from './program';
import type { Services } from './services';
import { startServices } from './services';
import type { Shutdown } from './shutdown';
import { SERVERS_LIMIT_MS } from './shutdown';
import type { Stages } from './stages';
import { startWeb } from './web';

/**
 * Starts the parts of this role in order, each registered to be stopped in reverse. Pages open as soon as the record
 * stands; the engine comes beside them when it can.
 *
 * @throws EnvironmentProblem when something is missing; Interrupted when the user asked to stop meanwhile
 */
export async function startProduct(config: Config, stages: Stages, shutdown: Shutdown, print: (line: string) => void): Promise<void> {
  const { role } = config;
  const services = await stages.run('启动数据库', (log) => connect(config, shutdown, log));
  await stages.run('核对数据库结构', (log) => prepareRecord(config, services, log));
  if (role === 'migrate') return;
  const logger = createLogger(config);
  const container = await stages.run('装配规则与组织', () => createContainer(services, config));
  shutdown.add('连接', () => container.close());
  await sayMissing(container, print);
  if (role !== 'worker') {
    const web = await stages.run('启动网页', () => listen(config, services, container, logger));
    shutdown.add('网页', () => web.close());
    if (role === 'all' && config.demonstration) await stages.run('核对演示案件', (log) => demonstrate(container, log));
    await welcome(config, container, `✓ 页面可用，共用 ${stages.elapsed()}：${web.address}`, print);
  }
  if (role === 'web') return;
  installTemporalRuntime(logger, config.metrics?.worker);
  print('· 在旁启动流程引擎（在此之前页面照常可用，提醒暂停）……');
  const beside = startEngineBeside(config, services, container, print);
  shutdown.add('流程引擎', () => beside.stop());
  void beside.running.then(() => print(`✓ 流程引擎已就绪，共用 ${stages.elapsed()}；到期的提醒正在补上。`));
}

/** Cases whose law nobody has stand still, the others go on: whoever starts the program hears of it. */
async function sayMissing(container: Container, print: (line: string) => void): Promise<void> {
  const texts = await missingTexts(container);
  if (texts.length === 0) return;
  print(`! 缺少在办案件所用的规则，这些案件的时限暂不能计算：${texts.map(missingWords).join('、')}。`);
  print('  请换回登记时的程序版本启动一次（规则文本随即存入案卷库），或补回规则包文件。');
}

async function welcome(config: Config, container: Container, line: string, print: (line: string) => void): Promise<void> {
  print(`\n${line}`);
  if (config.demonstration) print('  演示登录：打开上面的网址，选择一个“演示·…”岗位即可进入，无需密码。');
  const awaiting = await awaitingTexts(container);
  if (awaiting.length > 0) print(`  随程序到达的${awaiting.map(({ title }) => title).join('、')}尚未适用于在办案件，请在“规则变更”起草。`);
  print('  按 Ctrl-C 停止。');
}

/** The demonstration is no part of the product's duty: a case that cannot be played is reported and left out. */
const demonstrate = (container: Container, log: (line: string) => void): Promise<unknown> =>
  loadDemonstration(container, log).catch((error: unknown) => {
    log(`  演示案件未能全部装入：${error instanceof Error ? error.message : String(error)}`);
  });

async function connect(config: Config, shutdown: Shutdown, log: (line: string) => void): Promise<Services> {
  const services = await startServices(config, { log });
  shutdown.add('数据库与流程服务器', () => services.stop(), SERVERS_LIMIT_MS);
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
