import fs from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { GRACE_MS } from '../domain/kinds/accident-case/held';
import { EnvironmentProblem } from './problem';

/** Which part of the product a process runs. `all` is `npm start`; the others are for installations in parts. */
export const PROGRAM_ROLES = ['all', 'web', 'worker', 'migrate'] as const;
export type ProgramRole = (typeof PROGRAM_ROLES)[number];

/** In the shape the SDK takes; PEM texts, not paths. */
export interface TemporalTls {
  serverRootCACertificate?: Buffer;
  clientCertPair?: { crt: Buffer; key: Buffer };
  serverNameOverride?: string;
}

export type DatabaseSettings =
  | { mode: 'embedded' }
  /** `ownerUrl` runs migrations; processes that do not migrate leave it out. */
  | { mode: 'existing'; url: string; ownerUrl?: string };

export type TemporalSettings =
  | { mode: 'embedded' }
  | { mode: 'existing'; address: string; tls: TemporalTls | false; apiKey?: string };

export interface Config {
  role: ProgramRole;
  /** NODE_ENV is production: no demonstration sign-ins, secrets must be given. */
  production: boolean;
  host: string;
  port: number;
  /** Demonstration cases and sign-ins; only ever on loopback. */
  demonstration: boolean;
  /** Absolute. Holds the embedded databases, generated secrets and logs. */
  dataFolder: string;
  database: DatabaseSettings;
  temporal: TemporalSettings;
  /** `live` runs in real time; `simulation` is the only one that may skip time. */
  namespaces: { live: string; simulation: string };
  taskQueue: string;
  /** Undefined: generated once and kept in the data folder. */
  sessionSecret?: string;
  trustedProxies: number;
  /** Where Prometheus asks, on loopback: the engine's workers, and the pages. Undefined: nowhere. */
  metrics?: { worker: number; web: number };
  /** How long nobody is told of what was past when it came into the record, in milliseconds. */
  graceMs: number;
}

export const MS_PER_MINUTE = 60_000;

/** What holds where nobody says otherwise; 15 minutes are a suggestion (建议值), no source has a number. */
export const DEFAULTS = { graceMs: GRACE_MS };

/** What the command line may override; undefined leaves the environment's word. */
export interface ConfigOptions {
  port?: string | undefined;
  data?: string | undefined;
  demo?: boolean | undefined;
  role?: string | undefined;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const wholeNumber = (min: number, max: number, rule: string): z.ZodType<number> =>
  z.string().regex(/^\d+$/, rule).transform(Number).refine((n) => n >= min && n <= max, rule);
const postgresUrl = z.string().refine(isPostgresUrl, '应为 postgresql://用户:密码@主机:端口/库名');
const onOff = z.enum(['on', 'off'], '应为 on 或 off').transform((word) => word === 'on');
const namespace = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,254}$/i, '应由字母、数字、点、横线、下划线组成');

const schema = z.object({
  NODE_ENV: z.string().optional(),
  ANCHA_ROLE: z.enum(PROGRAM_ROLES, `应为 ${PROGRAM_ROLES.join('、')} 之一`).default('all'),
  HOST: z.string().min(1, '不能为空').default('127.0.0.1'),
  PORT: wholeNumber(1, 65_535, '应为 1–65535 之间的整数').default(8080),
  ANCHA_DATA: z.string().min(1, '不能为空').optional(),
  ANCHA_DEMO: onOff.optional(),
  DATABASE_URL: postgresUrl.optional(),
  DATABASE_OWNER_URL: postgresUrl.optional(),
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s:/]+:\d+$|^\[[0-9a-f:]+\]:\d+$/i, '应为 主机:端口，例如 temporal.example:7233').optional(),
  TEMPORAL_NAMESPACE: namespace.default('ancha'),
  TEMPORAL_SIMULATION_NAMESPACE: namespace.default('ancha-simulation'),
  TEMPORAL_TASK_QUEUE: namespace.default('ancha'),
  TEMPORAL_API_KEY: z.string().min(1, '不能为空').optional(),
  TEMPORAL_TLS: onOff.optional(),
  TEMPORAL_TLS_CA: z.string().optional(),
  TEMPORAL_TLS_CERT: z.string().optional(),
  TEMPORAL_TLS_KEY: z.string().optional(),
  TEMPORAL_TLS_SERVER_NAME: z.string().optional(),
  SESSION_SECRET: z.string().min(32, '至少 32 个字符，可用 openssl rand -hex 32 生成').optional(),
  TRUSTED_PROXIES: wholeNumber(0, 10, '应为 0–10 之间的整数').default(0),
  ANCHA_METRICS_PORT: wholeNumber(1, 65_534, '应为 1–65534 之间的整数').optional(),
  ANCHA_GRACE_MINUTES: wholeNumber(0, 1440, '应为 0–1440 之间的整数（分钟），0 为不等待').default(DEFAULTS.graceMs / MS_PER_MINUTE),
});
type Settings = z.infer<typeof schema>;

/**
 * The one place where settings are read: environment first, then command-line options over it.
 *
 * @throws EnvironmentProblem naming every variable that is wrong or missing, and the rule
 */
export function parseConfig(
  env: Record<string, string | undefined>, options: ConfigOptions = {}, repository = process.cwd(),
): Config {
  const parsed = schema.safeParse(dropUndefined({
    ...dropEmpty(env),
    PORT: options.port ?? env['PORT'],
    ANCHA_DATA: options.data ?? env['ANCHA_DATA'],
    ANCHA_DEMO: options.demo === undefined ? env['ANCHA_DEMO'] : options.demo ? 'on' : 'off',
    ANCHA_ROLE: options.role ?? env['ANCHA_ROLE'],
  }));
  if (!parsed.success) refuse(parsed.error.issues.map((issue) => `${issue.path.join('.')}：${issue.message}`));
  const settings = parsed.data;
  const faults = contradictions(settings);
  if (faults.length > 0) refuse(faults);
  const production = settings.NODE_ENV === 'production';
  return {
    role: settings.ANCHA_ROLE,
    production,
    host: settings.HOST,
    port: settings.PORT,
    demonstration: settings.ANCHA_DEMO ?? (!production && LOOPBACK.has(settings.HOST)),
    dataFolder: path.resolve(repository, settings.ANCHA_DATA ?? path.join('.ancha', 'data')),
    database: databaseSettings(settings),
    temporal: temporalSettings(settings),
    namespaces: { live: settings.TEMPORAL_NAMESPACE, simulation: settings.TEMPORAL_SIMULATION_NAMESPACE },
    taskQueue: settings.TEMPORAL_TASK_QUEUE,
    ...(settings.SESSION_SECRET === undefined ? {} : { sessionSecret: settings.SESSION_SECRET }),
    trustedProxies: settings.TRUSTED_PROXIES,
    ...metricsPorts(settings),
    graceMs: settings.ANCHA_GRACE_MINUTES * MS_PER_MINUTE,
  };
}

/** Rules that tie several settings together. */
function contradictions(settings: Settings): string[] {
  const faults: string[] = [];
  const production = settings.NODE_ENV === 'production';
  if (production && settings.SESSION_SECRET === undefined) {
    faults.push('SESSION_SECRET：NODE_ENV=production 时必须设置，至少 32 个字符，可用 openssl rand -hex 32 生成');
  }
  if (production && settings.ANCHA_DEMO === true) {
    faults.push('ANCHA_DEMO：NODE_ENV=production 时不允许演示登录，请去掉 ANCHA_DEMO=on');
  }
  if (settings.ANCHA_DEMO === true && !LOOPBACK.has(settings.HOST)) {
    faults.push(`ANCHA_DEMO：演示登录只允许监听本机回环地址，当前 HOST=${settings.HOST}`);
  }
  if (settings.DATABASE_OWNER_URL !== undefined && settings.DATABASE_URL === undefined) {
    faults.push('DATABASE_URL：设置了 DATABASE_OWNER_URL 时必须同时设置');
  }
  const migrates = settings.ANCHA_ROLE === 'all' || settings.ANCHA_ROLE === 'migrate';
  if (migrates && settings.DATABASE_URL !== undefined && settings.DATABASE_OWNER_URL === undefined) {
    faults.push('DATABASE_OWNER_URL：使用已有数据库时必须设置（建表、迁移用的属主账号，与 DATABASE_URL 的应用账号分开）');
  }
  if (settings.TEMPORAL_ADDRESS === undefined && settings.TEMPORAL_API_KEY !== undefined) {
    faults.push('TEMPORAL_ADDRESS：设置了 TEMPORAL_API_KEY 时必须同时设置');
  }
  if ((settings.TEMPORAL_TLS_CERT === undefined) !== (settings.TEMPORAL_TLS_KEY === undefined)) {
    faults.push('TEMPORAL_TLS_CERT、TEMPORAL_TLS_KEY：客户端证书与私钥必须成对设置');
  }
  if (settings.TEMPORAL_NAMESPACE === settings.TEMPORAL_SIMULATION_NAMESPACE) {
    faults.push('TEMPORAL_SIMULATION_NAMESPACE：不能与 TEMPORAL_NAMESPACE 相同，推演会跳过时间');
  }
  return faults;
}

const metricsPorts = ({ ANCHA_METRICS_PORT: port }: Settings): Pick<Config, 'metrics'> =>
  (port === undefined ? {} : { metrics: { worker: port, web: port + 1 } });

function databaseSettings(settings: Settings): DatabaseSettings {
  if (settings.DATABASE_URL === undefined) return { mode: 'embedded' };
  const owner = settings.DATABASE_OWNER_URL;
  return { mode: 'existing', url: settings.DATABASE_URL, ...(owner === undefined ? {} : { ownerUrl: owner }) };
}

function temporalSettings(settings: Settings): TemporalSettings {
  const address = settings.TEMPORAL_ADDRESS;
  if (address === undefined) return { mode: 'embedded' };
  const apiKey = settings.TEMPORAL_API_KEY;
  return { mode: 'existing', address, tls: tlsSettings(settings), ...(apiKey === undefined ? {} : { apiKey }) };
}

/** TLS is on when asked for, or when a certificate or an API key (which must not travel in the clear) is given. */
function tlsSettings(settings: Settings): TemporalTls | false {
  const { TEMPORAL_TLS_CA: ca, TEMPORAL_TLS_CERT: crt, TEMPORAL_TLS_KEY: key } = settings;
  const wanted = settings.TEMPORAL_TLS ?? (ca ?? crt ?? settings.TEMPORAL_API_KEY) !== undefined;
  if (!wanted) return false;
  const name = settings.TEMPORAL_TLS_SERVER_NAME;
  return {
    ...(ca === undefined ? {} : { serverRootCACertificate: pem('TEMPORAL_TLS_CA', ca) }),
    ...(crt === undefined || key === undefined
      ? {} : { clientCertPair: { crt: pem('TEMPORAL_TLS_CERT', crt), key: pem('TEMPORAL_TLS_KEY', key) } }),
    ...(name === undefined ? {} : { serverNameOverride: name }),
  };
}

function pem(variable: string, file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch {
    return refuse([`${variable}：无法读取文件 ${file}`]);
  }
}

function isPostgresUrl(text: string): boolean {
  const parsed = URL.canParse(text) ? new URL(text) : undefined;
  return parsed !== undefined && ['postgresql:', 'postgres:'].includes(parsed.protocol) && parsed.pathname.length > 1;
}

function refuse(faults: string[]): never {
  throw new EnvironmentProblem(['配置有误，未启动：', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
}

/** An empty variable counts as not set: that is what shells and compose files make of an unset one. */
function dropEmpty(env: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => !!entry[1]));
}

function dropUndefined(settings: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== ''));
}
