import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time';
import { SEARCH_ATTRIBUTES } from '../../domain/kernel/search-attributes';
import type { Config } from '../config';
import { EnvironmentProblem } from '../problem';
import type { TemporalTarget } from '../temporal';

/** Three years: a closed case stays open to inspection in Temporal until its one-year evaluation is long past. */
const RETENTION_MS = 3 * 365 * 86_400_000;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const PERMISSION_DENIED = 7;
/** The server's cache learns of new attributes only so often. */
const ATTRIBUTES_MS = 1_200;
/** As the API numbers them. */
const TYPE_NUMBERS = { KEYWORD: 2, DATETIME: 6 } as const;

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

/**
 * Waits until the server answers and makes sure that both namespaces exist, with the attributes operators search by.
 *
 * @throws EnvironmentProblem when it cannot be reached, or something is missing and may not be made
 */
export async function ensureNamespaces(target: TemporalTarget, namespaces: Config['namespaces']): Promise<void> {
  const connection = await connectWhenReady(target);
  try {
    const fresh = await Promise.all([namespaces.live, namespaces.simulation].map(async (namespace) => {
      await ensureNamespace(connection, namespace);
      return ensureAttributes(connection, namespace);
    }));
    if (fresh.includes(true)) await sleep(ATTRIBUTES_MS);
  } finally {
    await connection.close();
  }
}

async function connectWhenReady(target: TemporalTarget): Promise<Connection> {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await Connection.connect({ ...target, connectTimeout: '10s' });
    } catch (error) {
      if (Date.now() > until) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new EnvironmentProblem(
          `无法连接 Temporal 服务 ${target.address}：${reason}\n请检查 TEMPORAL_ADDRESS、TLS 与 API 密钥设置，以及网络。`,
        );
      }
      await sleep(50);
    }
  }
}

async function ensureNamespace(connection: Connection, namespace: string): Promise<void> {
  const exists = (): Promise<boolean> =>
    connection.workflowService.describeNamespace({ namespace }).then(() => true, () => false);
  if (await exists()) return;
  try {
    await connection.workflowService.registerNamespace({
      namespace, workflowExecutionRetentionPeriod: msToTs(RETENTION_MS),
    });
  } catch (error) {
    if (codeOf(error) === PERMISSION_DENIED) {
      throw new EnvironmentProblem(`Temporal 命名空间 ${namespace} 不存在，且当前账号无权创建：请管理员创建后重试。`);
    }
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
  for (let round = 0; round < 200; round += 1) {
    if (await exists()) return;
    await sleep(50);
  }
  throw new EnvironmentProblem(`Temporal 命名空间 ${namespace} 创建后 10 秒仍不可用，请查看服务器日志。`);
}

/** A namespace that was just made is not known to every part of the server at once. */
async function onceKnown<T>(ask: () => Promise<T>): Promise<T> {
  for (let round = 0; ; round += 1) {
    try {
      return await ask();
    } catch (error) {
      if (codeOf(error) !== NOT_FOUND || round >= 200) throw error;
      await sleep(50);
    }
  }
}

/** Returns whether any was new. */
async function ensureAttributes(connection: Connection, namespace: string): Promise<boolean> {
  const { customAttributes } = await onceKnown(() => connection.operatorService.listSearchAttributes({ namespace }));
  const missing = Object.entries(SEARCH_ATTRIBUTES).filter(([name]) => !(name in (customAttributes ?? {})));
  if (missing.length === 0) return false;
  try {
    await onceKnown(() => connection.operatorService.addSearchAttributes({
      namespace, searchAttributes: Object.fromEntries(missing.map(([name, type]) => [name, TYPE_NUMBERS[type]])),
    }));
  } catch (error) {
    if (codeOf(error) === PERMISSION_DENIED) {
      const wanted = missing.map(([name, type]) => `${name}（${type}）`).join('、');
      throw new EnvironmentProblem(`Temporal 命名空间 ${namespace} 缺少搜索属性 ${wanted}，且当前账号无权添加：请管理员添加后重试。`);
    }
    if (codeOf(error) !== ALREADY_EXISTS) throw error;
  }
  return true;
}

/** Under which a namespace keeps the id of the installation whose processes it runs. */
const OWNER = 'ancha.installation';

/**
 * Takes both namespaces for this installation, or sees that they are its own. Two records in one namespace would start and
 * signal each other's processes without a word.
 *
 * @param installation id of the record
 * @throws EnvironmentProblem when one belongs to another installation
 */
export async function claimNamespaces(target: TemporalTarget, { live, simulation }: Config['namespaces'], installation: string): Promise<void> {
  const connection = await connectWhenReady(target);
  try {
    for (const namespace of [live, simulation]) await claim(connection, namespace, installation);
  } finally {
    await connection.close();
  }
}

async function claim(connection: Connection, namespace: string, installation: string): Promise<void> {
  const owner = async (): Promise<string | undefined> =>
    (await onceKnown(() => connection.workflowService.describeNamespace({ namespace }))).namespaceInfo?.data?.[OWNER];
  if (!await owner()) {
    try {
      await connection.workflowService.updateNamespace({ namespace, updateInfo: { data: { [OWNER]: installation } } });
    } catch (error) {
      // Whoever may not mark it has had it made for him by somebody who knows whose it is.
      if (codeOf(error) === PERMISSION_DENIED) return;
      throw error;
    }
  }
  const found = await owner();
  if (found !== installation) {
    throw new EnvironmentProblem(
      `Temporal 命名空间 ${namespace} 属于另一套安察（${found ?? '未知'}），本套是 ${installation}：两套共用会互相启动和通知对方的流程，因此没有启动引擎。\n`
      + '请用 TEMPORAL_NAMESPACE、TEMPORAL_SIMULATION_NAMESPACE 为本套另设命名空间；确知那一套已经停用时，'
      + `请管理员把命名空间数据 ${OWNER} 改为本套的编号后重试。`,
    );
  }
}
