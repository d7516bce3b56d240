import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseConfig } from '../../../runtime/config';
import { describeConfig, hidePassword } from '../../../runtime/describe-config';
import { EnvironmentProblem } from '../../../runtime/problem';

const SECRET = 'a'.repeat(40);
const DATABASE = { DATABASE_URL: 'postgresql://app:geheim@db:5432/ancha', DATABASE_OWNER_URL: 'postgresql://own:geheim@db:5432/ancha' };

const refusal = (env: Record<string, string>): string => {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof EnvironmentProblem) return error.message;
    throw error;
  }
  return 'accepted';
};

describe('what stands when nothing is said', () => {
  const config = parseConfig({}, {}, '/srv/x');

  test('embedded servers, loopback, demonstration', () => {
    expect(config).toMatchObject({
      role: 'all', host: '127.0.0.1', port: 8080, demonstration: true, production: false,
      database: { mode: 'embedded' }, temporal: { mode: 'embedded' },
      namespaces: { live: 'ancha', simulation: 'ancha-simulation' }, taskQueue: 'ancha', trustedProxies: 0,
    });
    expect(config.dataFolder).toBe(path.join('/srv/x', '.ancha', 'data'));
  });

  test('an empty variable counts as not set', () => {
    expect(parseConfig({ PORT: '', DATABASE_URL: '', TEMPORAL_ADDRESS: '' }, {}, '/srv/x')).toEqual(config);
  });
});

test('a port for metrics, when it is set, is the workers’ and the next one the pages’; unset there are none', () => {
  expect(parseConfig({}).metrics).toBeUndefined();
  expect(parseConfig({ ANCHA_METRICS_PORT: '9464' }).metrics).toEqual({ worker: 9464, web: 9465 });
  expect(refusal({ ANCHA_METRICS_PORT: '65535' })).toContain('ANCHA_METRICS_PORT：应为 1–65534 之间的整数');
});

test('the command line goes over the environment', () => {
  const config = parseConfig({ PORT: '1111', ANCHA_DEMO: 'on', ANCHA_DATA: '/a' }, { port: '2222', demo: false, data: '/b' });
  expect(config).toMatchObject({ port: 2222, demonstration: false, dataFolder: '/b' });
});

describe('refusals name the variable and the rule', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['a port that is none', { PORT: '80a' }, /PORT：应为 1–65535/],
    ['a port out of range', { PORT: '70000' }, /PORT：应为 1–65535/],
    ['an unknown role', { ANCHA_ROLE: 'boss' }, /ANCHA_ROLE：应为 all、web、worker、migrate/],
    ['a database of another kind', { DATABASE_URL: 'mysql://a@b/c' }, /DATABASE_URL：应为 postgresql:/],
    ['a database URL without a database', { DATABASE_URL: 'postgresql://a@b' }, /DATABASE_URL：应为/],
    ['a database without its owner', { DATABASE_URL: DATABASE.DATABASE_URL }, /DATABASE_OWNER_URL：使用已有数据库时必须设置/],
    ['an owner without a database', { DATABASE_OWNER_URL: DATABASE.DATABASE_OWNER_URL }, /DATABASE_URL：设置了 DATABASE_OWNER_URL/],
    ['an address without a port', { TEMPORAL_ADDRESS: 'temporal' }, /TEMPORAL_ADDRESS：应为 主机:端口/],
    ['an API key without an address', { TEMPORAL_API_KEY: 'k' }, /TEMPORAL_ADDRESS：设置了 TEMPORAL_API_KEY/],
    ['half a client certificate', { TEMPORAL_ADDRESS: 't:7233', TEMPORAL_TLS_CERT: '/x' }, /必须成对/],
    ['a certificate that is not there', { TEMPORAL_ADDRESS: 't:7233', TEMPORAL_TLS_CA: '/no/such.pem' }, /TEMPORAL_TLS_CA：无法读取文件/],
    ['one namespace for both', { TEMPORAL_SIMULATION_NAMESPACE: 'ancha' }, /不能与 TEMPORAL_NAMESPACE 相同/],
    ['production without a session secret', { NODE_ENV: 'production' }, /SESSION_SECRET：NODE_ENV=production 时必须设置/],
    ['a short session secret', { SESSION_SECRET: 'short' }, /SESSION_SECRET：至少 32 个字符/],
    ['demonstration in production', { NODE_ENV: 'production', SESSION_SECRET: SECRET, ANCHA_DEMO: 'on' }, /ANCHA_DEMO：NODE_ENV=production 时不允许演示登录/],
    ['demonstration beyond loopback', { HOST: '0.0.0.0', ANCHA_DEMO: 'on' }, /ANCHA_DEMO：演示登录只允许监听本机回环地址/],
  ])('%s', (_, env, message) => {
    expect(refusal(env)).toMatch(message);
  });

  test('all faults at once', () => {
    const message = refusal({ PORT: 'x', TEMPORAL_ADDRESS: 'y' });
    expect(message).toMatch(/PORT/);
    expect(message).toMatch(/TEMPORAL_ADDRESS/);
  });
});

describe('demonstration', () => {
  test('is off in production and beyond loopback without being asked', () => {
    expect(parseConfig({ NODE_ENV: 'production', SESSION_SECRET: SECRET }).demonstration).toBe(false);
    expect(parseConfig({ HOST: '0.0.0.0' }).demonstration).toBe(false);
  });
});

describe('existing services', () => {
  test('a process that does not migrate needs no owner', () => {
    const config = parseConfig({ DATABASE_URL: DATABASE.DATABASE_URL, ANCHA_ROLE: 'worker' });
    expect(config.database).toEqual({ mode: 'existing', url: DATABASE.DATABASE_URL });
  });

  test('an API key switches TLS on, unless told otherwise', () => {
    const env = { TEMPORAL_ADDRESS: 'cloud:7233', TEMPORAL_API_KEY: 'key' };
    expect(parseConfig(env).temporal).toEqual({ mode: 'existing', address: 'cloud:7233', apiKey: 'key', tls: {} });
    expect(parseConfig({ ...env, TEMPORAL_TLS: 'off' }).temporal).toMatchObject({ tls: false });
  });

  test('certificates are read, in the shape the SDK takes', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-config-'));
    const file = path.join(folder, 'x.pem');
    fs.writeFileSync(file, 'PEM');
    const config = parseConfig({
      TEMPORAL_ADDRESS: 't:7233', TEMPORAL_TLS_CA: file, TEMPORAL_TLS_CERT: file, TEMPORAL_TLS_KEY: file, TEMPORAL_TLS_SERVER_NAME: 'inner',
    });
    fs.rmSync(folder, { recursive: true });
    const pem = Buffer.from('PEM');
    expect(config.temporal).toMatchObject({
      tls: { serverRootCACertificate: pem, clientCertPair: { crt: pem, key: pem }, serverNameOverride: 'inner' },
    });
  });
});

describe('what is shown', () => {
  test('holds no secret', () => {
    const config = parseConfig({ ...DATABASE, TEMPORAL_ADDRESS: 't:7233', TEMPORAL_API_KEY: 'geheim', SESSION_SECRET: `geheim${SECRET}` });
    const shown = describeConfig(config).join('\n');
    expect(shown).not.toContain('geheim');
    expect(shown).toContain('postgresql://app:***@db:5432/ancha');
  });

  test('hides a password in the query as well', () => {
    expect(hidePassword('postgresql://u@h/d?password=geheim')).not.toContain('geheim');
  });
});
