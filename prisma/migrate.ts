import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DiffTarget, MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Client } from 'pg';
import { SCHEMA_FILE, withEngine } from './schema-engine';

// Migrations without Prisma's downloaded engine (see schema-engine.ts). They write the ordinary `_prisma_migrations`
// table, so `prisma migrate` works on the same folder wherever it can be had.

const MIGRATIONS_FOLDER = path.join(__dirname, 'migrations');
const FILTERS = { externalTables: [], externalEnums: [] };
/** Number of the advisory lock that lets only one program migrate a database at a time. */
const LOCK = 2_107_001;
/** How often one that gave way comes again. */
const TRIES = 5;
const PAUSE_MS = 1_500;
const LOCK_NOT_AVAILABLE = '55P03';

/** The database and this folder disagree about what was applied. `message` says how, in Chinese. */
export class MigrationProblem extends Error {
  override readonly name = 'MigrationProblem';
  readonly exitCode = 3;
}

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

/** The migrations of this version of the product, oldest first. */
export function listMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
  return fs.readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = fs.readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings a database to this version's schema; a few milliseconds when it already is.
 *
 * @param ownerUrl connection as the owner of the schema
 * @returns names of the migrations applied now
 * @throws MigrationProblem when the database has migrations this version does not know, or changed or failed ones
 */
export async function migrate(ownerUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const migrations = listMigrations();
    const pending = pendingOf(migrations, await appliedOf(client));
    if (pending.length === 0) return [];
    await applyAll(ownerUrl, client, migrations);
    return pending;
  } finally {
    await client.end();
  }
}

async function applyAll(ownerUrl: string, client: Client, migrations: readonly Migration[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await withEngine(ownerUrl, (engine) => engine.applyMigrations({ migrationsList: asList(migrations), filters: FILTERS }));
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== LOCK_NOT_AVAILABLE) throw error;
      const waiting = await takeBack(client);
      if (attempt >= TRIES) {
        throw new MigrationProblem(`迁移 ${waiting.join('、')} 没有执行：所需的表一直被其他程序占用，数据库没有改变。请先停止旧版本的程序，或稍后再试。`);
      }
      await delay(PAUSE_MS);
    }
  }
}

/** A script is one transaction: of one that gave way nothing is left but the note that it began. */
async function takeBack(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'update _prisma_migrations set rolled_back_at = now() where finished_at is null and rolled_back_at is null returning migration_name as name');
  return rows.map(({ name }) => name);
}

/** How many migrations a database still lacks. Reads only, also as the application role. @throws MigrationProblem */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return pendingOf(listMigrations(), await appliedOf(client));
  } finally {
    await client.end();
  }
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

async function appliedOf(client: Client): Promise<Applied[]> {
  const { rows } = await client.query<{ exists: boolean }>(`select to_regclass('_prisma_migrations') is not null as exists`);
  if (rows[0]?.exists !== true) return [];
  const applied = await client.query<Applied>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  );
  return applied.rows;
}

function pendingOf(migrations: readonly Migration[], applied: readonly Applied[]): string[] {
  const known = new Map(migrations.map((each) => [each.name, each]));
  for (const { migration_name: name, checksum, finished_at: finished } of applied) {
    const ours = known.get(name);
    if (ours === undefined) throw new MigrationProblem(`数据库比程序新（含未知迁移 ${name}）：请升级程序，或换用对应的数据库。`);
    if (finished === null) throw new MigrationProblem(`迁移 ${name} 上次执行失败：请查看数据库日志，处理后用 prisma migrate resolve 标记。`);
    if (ours.checksum !== checksum) throw new MigrationProblem(`已执行的迁移 ${name} 内容被改动：请恢复原文件，改动须写成新的迁移。`);
  }
  const done = new Set(applied.map((each) => each.migration_name));
  return migrations.filter((each) => !done.has(each.name)).map((each) => each.name);
}

/**
 * The SQL that leads to prisma/schema.prisma.
 *
 * @param ownerUrl the database it starts from, normally one at the last migration
 * @param from `nothing` leaves the tables of that database out of account
 */
export async function diff(ownerUrl: string, from: 'database' | 'nothing' = 'database'): Promise<string> {
  return withEngine(ownerUrl, async (engine) => {
    const files = [{ path: SCHEMA_FILE, content: fs.readFileSync(SCHEMA_FILE, 'utf8') }];
    const start: DiffTarget = from === 'nothing' ? { tag: 'empty' } : { tag: 'schemaDatasource', files, configDir: __dirname };
    const to: DiffTarget = { tag: 'schemaDatamodel', files };
    const result = await engine.diff({ from: start, to, script: true, exitCode: null, filters: FILTERS });
    return result.stdout ?? '';
  });
}

function asList(migrations: readonly Migration[]): MigrationList {
  const lockfile = path.join(MIGRATIONS_FOLDER, 'migration_lock.toml');
  return {
    baseDir: MIGRATIONS_FOLDER,
    lockfile: { path: 'migration_lock.toml', content: fs.readFileSync(lockfile, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** `npx tsx prisma/migrate.ts apply | diff [nothing]`, on the database DATABASE_OWNER_URL. */
async function main([command, from]: string[]): Promise<void> {
  const ownerUrl = process.env['DATABASE_OWNER_URL'];
  if (ownerUrl === undefined) throw new MigrationProblem('DATABASE_OWNER_URL：必须设置（数据库属主账号）');
  if (command === 'diff') {
    process.stdout.write(await diff(ownerUrl, from === 'nothing' ? 'nothing' : 'database'));
  } else if (command === 'apply') {
    const applied = await migrate(ownerUrl);
    console.log(applied.length === 0 ? '数据库已是最新' : `已执行迁移：${applied.join('、')}`);
  } else {
    throw new MigrationProblem('用法：npx tsx prisma/migrate.ts apply | diff [nothing]');
  }
}

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    console.error(error instanceof MigrationProblem ? error.message : error);
    process.exitCode = error instanceof MigrationProblem ? error.exitCode : 1;
  });
}
