import type { Config } from './config';
import { MS_PER_MINUTE } from './config';

/** The configuration as it may be shown: passwords and keys replaced, one `name: value` per line. */
export function describeConfig(config: Config): string[] {
  const { database, temporal } = config;
  const secret = (value: string | undefined): string => (value === undefined ? '（未设置）' : '***');
  return [
    `运行部分：${config.role}${config.production ? '（生产）' : ''}`,
    `网址：http://${config.host}:${config.port}`,
    `数据目录：${config.dataFolder}`,
    `数据库：${database.mode === 'embedded' ? '内置 Postgres' : hidePassword(database.url)}`,
    ...(database.mode === 'existing' && database.ownerUrl !== undefined
      ? [`数据库属主：${hidePassword(database.ownerUrl)}`] : []),
    temporal.mode === 'embedded' ? 'Temporal：内置'
      : `Temporal：${temporal.address}（TLS ${temporal.tls === false ? '关' : '开'}，API 密钥 ${secret(temporal.apiKey)}）`,
    `命名空间：${config.namespaces.live}，推演 ${config.namespaces.simulation}`,
    `会话密钥：${config.sessionSecret === undefined ? '自动生成，存于数据目录' : '***'}`,
    `事后登记的宽限：${config.graceMs / MS_PER_MINUTE} 分钟（建议值 15）`,
    `演示数据与登录：${config.demonstration ? '开' : '关'}`,
    `指标：${config.metrics === undefined ? '关' : `http://127.0.0.1:${config.metrics.worker}/metrics（引擎）、:${config.metrics.web}（网页）`}`,
  ];
}

/** A connection URL without its password. */
export function hidePassword(url: string): string {
  const parsed = new URL(url);
  if (parsed.password !== '') parsed.password = '***';
  if (parsed.searchParams.has('password')) parsed.searchParams.set('password', '***');
  return parsed.toString();
}
