import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { TEMPORAL_VERSION } from '../../../runtime/temporal-binaries';

/** docker-compose.yml: checked by Docker itself where it is, and for what we rely on everywhere. */

const ROOT = path.join(__dirname, '../../..');
const text = fs.readFileSync(path.join(ROOT, 'docker-compose.yml'), 'utf8');

interface Service {
  image?: string;
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  ports?: string[];
  healthcheck?: object;
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
}
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const service = (name: string): Service => services[name] ?? {};

const SECRETS = ['POSTGRES_PASSWORD', 'ANCHA_PASSWORD', 'ANCHA_OWNER_PASSWORD', 'TEMPORAL_PASSWORD', 'SESSION_SECRET'];
const hasCompose = spawnSync('docker', ['compose', 'version'], { stdio: 'ignore' }).status === 0;

(hasCompose ? test : test.skip)('docker compose config accepts it', () => {
  const env = { ...process.env, ...Object.fromEntries(SECRETS.map((name) => [name, 'x'.repeat(32)])) };
  expect(() => execFileSync('docker', ['compose', 'config', '--quiet'], { cwd: ROOT, env, stdio: 'pipe' })).not.toThrow();
});

test('all parts are there, web and worker from one image', () => {
  expect(Object.keys(services)).toEqual(expect.arrayContaining(['postgres', 'temporal', 'temporal-ui', 'api', 'worker', 'migrate']));
  const images = ['api', 'worker', 'migrate'].map((name) => service(name).image);
  expect(new Set(images).size).toBe(1);
  expect(service('api').build).toBe('.');
  expect(service('api').command).toEqual(['--role', 'web']);
  expect(service('worker').command).toEqual(['--role', 'worker']);
});

test('the Temporal server and its schema tool have the version of the embedded one', () => {
  expect(service('temporal').image).toBe(`temporalio/server:${TEMPORAL_VERSION}`);
  expect(service('temporal-schema').image).toBe(`temporalio/admin-tools:${TEMPORAL_VERSION}`);
});

test('Temporal stands on the same Postgres as the record', () => {
  expect(service('temporal').environment?.['POSTGRES_SEEDS']).toBe('postgres');
  expect(service('api').environment?.['DATABASE_URL']).toContain('@postgres:5432/ancha');
});

test('whatever is published listens on loopback only', () => {
  const published = Object.values(services).flatMap(({ ports = [] }) => ports);
  expect(published.length).toBeGreaterThan(0);
  for (const port of published) expect(port).toMatch(/^127\.0\.0\.1:/);
});

test('a missing secret stops the start, and none is written down', () => {
  for (const name of SECRETS) expect(text).toContain(`\${${name}:?`);
  for (const [, value] of text.matchAll(/(?:PASSWORD|SECRET|_PWD): (.+)/g)) expect(value).toMatch(/^\$\{\w+:\?/);
});

test("only the migration has the owner's account", () => {
  const owners = Object.entries(services).filter(([, each]) => each.environment?.['DATABASE_OWNER_URL'] !== undefined);
  expect(owners.map(([name]) => name)).toEqual(['migrate']);
});

test('servers are asked for their health, and dependants wait for it', () => {
  for (const name of ['postgres', 'temporal', 'temporal-ui', 'api']) expect(service(name).healthcheck).toBeDefined();
  expect(service('temporal-schema').depends_on?.['postgres']?.condition).toBe('service_healthy');
  for (const name of ['api', 'worker']) {
    expect(service(name).depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
  }
});

test('files that are mounted exist, and only the simulation namespace may skip time', () => {
  const mounted = Object.values(services).flatMap(({ volumes = [] }) => volumes)
    .map((volume) => volume.split(':', 1)[0] ?? '').filter((source) => source.startsWith('./'));
  expect(mounted).toHaveLength(2);
  for (const file of mounted) expect(fs.existsSync(path.join(ROOT, file))).toBe(true);
  const dynamic = parse(fs.readFileSync(path.join(ROOT, 'runtime/compose/temporal-dynamic.yaml'), 'utf8')) as
    Record<string, { value: unknown; constraints?: object }[]>;
  expect(dynamic['frontend.WorkflowTimeSkippingEnabled']).toEqual([{ value: true, constraints: { namespace: 'ancha-simulation' } }]);
});

test('settings handed to our processes are settings they know', () => {
  const known = fs.readFileSync(path.join(ROOT, 'runtime/config.ts'), 'utf8');
  for (const name of ['api', 'worker', 'migrate']) {
    for (const variable of Object.keys(service(name).environment ?? {}).filter((each) => each !== 'TZ')) expect(known).toContain(variable);
  }
});
