import { AsyncLocalStorage } from 'node:async_hooks';
import fs from 'node:fs';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool, types } from 'pg';
import type { QueryResult } from 'pg';

// Prisma's own engine for schemas, which ships as WebAssembly in a package, so that none has to be downloaded.

export const SCHEMA_FILE = path.join(__dirname, 'schema.prisma');
/** A migration that waits for a table makes everybody else wait behind it: it gives way soon, and may come again. */
const LOCK_TIMEOUT_MS = 3_000;

type Exports = Record<string, unknown>;
type Glue = typeof import('@prisma/schema-engine-wasm/schema_engine_bg') & { __wbg_set_wasm(exports: Exports): void };
/** What is used of it; its types belong to the browser's library, which this project does not load. */
declare const WebAssembly: { instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Exports } }> };

/**
 * Runs `work` with an engine on this database; its connections are closed afterwards.
 * @throws what the database said, where that is why it failed
 */
export async function withEngine<T>(url: string, work: (engine: SchemaEngine) => Promise<T>): Promise<T> {
  const pool = new Pool({ connectionString: url, max: 2, lock_timeout: LOCK_TIMEOUT_MS });
  const glue = await (loaded ??= loadEngine());
  let refusal: unknown;
  const adapter = bindMigrationAwareSqlAdapterFactory(adapterFor(pool, (error) => { refusal = error; }));
  const schema = fs.readFileSync(SCHEMA_FILE, 'utf8');
  try {
    const engine = await glue.SchemaEngine.new({ datamodels: [['schema.prisma', schema]] }, () => undefined, adapter);
    try {
      return await work(engine);
    } catch (error) {
      // The engine's own error says only that there was one.
      throw refusal ?? error;
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

/**
 * The ordinary adapter with two gaps closed. It cuts a script at every semicolon, also inside functions and comments;
 * Postgres takes a whole script, and then in one transaction. And it does not know the type `"char"` of the
 * catalogue tables, which the engine reads to compare schemas.
 */
function adapterFor(pool: Pool, onRefused: (error: unknown) => void): SqlMigrationAwareDriverAdapterFactory {
  const factory = new PrismaPg(pool);
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<QueryResult>;
  const charColumns = new AsyncLocalStorage<Set<number>>();
  const readable = async (...args: unknown[]): Promise<QueryResult> => {
    const result = await query(...args);
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID !== types.builtins.CHAR) continue;
      field.dataTypeID = types.builtins.TEXT;
      charColumns.getStore()?.add(index);
    }
    return result;
  };
  pool.query = readable as typeof pool.query;
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = (params) => charColumns.run(new Set(), async () => {
      const rows = await queryRaw(params);
      for (const index of charColumns.getStore() ?? []) rows.columnTypes[index] = ColumnTypeEnum.Character;
      return rows;
    });
    adapter.executeScript = async (script) => {
      await query(script).catch((error: unknown) => {
        onRefused(error);
        throw error;
      });
    };
    return adapter;
  };
  const { provider, adapterName } = factory;
  return { provider, adapterName, connect, connectToShadowDb: () => factory.connectToShadowDb() };
}

/** One for the whole program: what one engine leaves behind must not meet another's memory. */
let loaded: Promise<Glue> | undefined;

/** The package's own entry imports a .wasm file, which Node does not do; so it is put together by hand. */
async function loadEngine(): Promise<Glue> {
  const folder = path.dirname(require.resolve('@prisma/schema-engine-wasm'));
  // A module of the other kind; Node has taken it by `require` since 20.19, and so do tsx and Jest.
  const glue = require(path.join(folder, 'schema_engine_bg.js')) as Glue;
  const wasm = fs.readFileSync(path.join(folder, 'schema_engine_bg.wasm'));
  // The engine leaves a timer of ten seconds behind; it must not keep a finished program alive.
  const timers = Object.keys(glue).filter((name) => name.startsWith('__wbg_setTimeout'))
    .map((name) => [name, (work: () => void, ms: number) => setTimeout(work, ms).unref()] as const);
  const imports = { ...glue, ...Object.fromEntries(timers) };
  const { instance } = await WebAssembly.instantiate(wasm, { './schema_engine_bg.js': imports });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return glue;
}
