import net from 'node:net';
import { Connection } from '@temporalio/client';
import { Client } from 'pg';
import { pendingMigrations } from '../../prisma/migrate';
import type { Config } from '../config';
import { hidePassword } from '../describe-config';
import { runningServices } from '../embedded-services';
import { isFree } from '../ports';
import { postgresBinaries } from '../postgres-binaries';
import { existingTarget } from '../temporal';
import { compareVersions, findTemporal, goSuffices, goVersion, onPath, TEMPORAL_VERSION, versionOf } from '../temporal-binaries';
import type { Check } from './check';
import { missing, ok, poor } from './check';

const MIN_POSTGRES = 14;

export async function checkDatabase({ database }: Config): Promise<Check> {
  const [id, title] = ['postgres', 'Postgres'];
  if (database.mode === 'embedded') {
    try {
      return ok(id, title, `内置 ${postgresBinaries().version}`);
    } catch (error) {
      return missing(id, title, '无', messageOf(error));
    }
  }
  const where = hidePassword(database.url);
  const client = new Client({ connectionString: database.url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('show server_version');
    const version = rows[0]?.server_version ?? '';
    const pending = await pendingMigrations(database.url);
    if (Number.parseInt(version, 10) < MIN_POSTGRES) return missing(id, title, `${version}（${where}）`, `需要 ${MIN_POSTGRES} 或更高`);
    return pending.length === 0 ? ok(id, title, `${version}（${where}）`)
      : poor(id, title, `${version}（${where}），缺少迁移 ${pending.join('、')}`, '以 --role migrate 运行一次');
  } catch (error) {
    return missing(id, title, `${where} 无法连接：${messageOf(error)}`, '请检查 DATABASE_URL 与网络');
  } finally {
    await client.end().catch(() => undefined);
  }
}

export async function checkTemporal(config: Config): Promise<Check> {
  const [id, title] = ['temporal', 'Temporal 服务器'];
  if (config.temporal.mode === 'existing') return checkExistingTemporal(config.temporal);
  const found = findTemporal();
  if (found !== undefined) return ok(id, title, `${versionOf(found.server) ?? '未知版本'}（${found.source}：${found.server}）`);
  const advice = '首次启动时自动构建，约 5 分钟';
  if (goSuffices(goVersion())) return poor(id, title, `尚未构建 ${TEMPORAL_VERSION}`, advice);
  if ((onPath('python3') ?? onPath('python')) !== undefined) {
    return poor(id, title, `尚未构建 ${TEMPORAL_VERSION}，没有合适的 Go`, `${advice}；构建用的 Go 将从 Python 软件源安装`);
  }
  return missing(id, title, '未找到，也没有可用来构建的 Go', '设置 TEMPORAL_ADDRESS，或安装 Go，或把 temporal-server 放入 PATH');
}

async function checkExistingTemporal(settings: Extract<Config['temporal'], { mode: 'existing' }>): Promise<Check> {
  const [id, title] = ['temporal', 'Temporal 服务器'];
  try {
    const connection = await Connection.connect({ ...existingTarget(settings), connectTimeout: '5s' });
    const { serverVersion } = await connection.workflowService.getSystemInfo({});
    await connection.close();
    const found = `${serverVersion}（${settings.address}）`;
    return compareVersions(serverVersion, '1.32') >= 0 ? ok(id, title, found)
      : poor(id, title, found, '低于 1.32 的服务器不能跳过时间：案件推演不可用');
  } catch (error) {
    return missing(id, title, `${settings.address} 无法连接：${messageOf(error)}`, '请检查 TEMPORAL_ADDRESS、TLS 与 API 密钥');
  }
}

/** Only of use where a server has yet to be built. */
export function checkGo(): Check {
  const version = goVersion();
  if (goSuffices(version)) return ok('go', 'Go', version ?? '');
  const advice = '已有 Temporal 服务器时不需要';
  return poor('go', 'Go', version === undefined ? '未找到' : `${version}，构建需要更高版本`, advice);
}

/** Whether the web port can be had, and what runs on the data folder already. */
export async function checkPorts(config: Config): Promise<Check[]> {
  const running = await runningServices(config.dataFolder);
  const web = `${config.host}:${config.port}`;
  const free = await isFree(config.port, config.host);
  const mine = !free && running.users.length > 0 && await answersReady(config);
  return [
    free ? ok('port', '网页端口', `${web} 空闲`)
      : mine ? ok('port', '网页端口', `${web} 由运行中的安察使用`)
        : poor('port', '网页端口', `${web} 已被占用`, '停止占用它的程序，或用 --port 换一个端口'),
    ok('running', '运行中的服务', running.lines.length === 0 ? '无' : running.lines.join('，')),
  ];
}

/** Whether what listens there is this product. */
async function answersReady({ host, port }: Config): Promise<boolean> {
  try {
    const name = net.isIPv6(host) ? `[${host}]` : host;
    const response = await fetch(`http://${name}:${port}/readyz`, { signal: AbortSignal.timeout(3000) });
    return 'ready' in (await response.json() as object);
  } catch {
    return false;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
