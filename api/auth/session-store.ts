import { createHash } from 'node:crypto';
import connectPgSimple from 'connect-pg-simple';
import session, { Store, type SessionData } from 'express-session';

const PgStore = connectPgSimple(session);

const PRUNE_SECONDS = 900;
/** A database that does not answer must not hold up a page that could say so. */
const PATIENCE = { connectionTimeoutMillis: 5_000, query_timeout: 8_000 };

const keyOf = (id: string): string => createHash('sha256').update(id).digest('base64url');

/**
 * Sessions in Postgres (table `session`), so that any web process serves them and one DELETE ends them. The table knows
 * only a hash of each id: whoever reads it, or a backup of it, can sign in as nobody.
 */
class HashedStore extends Store {
  constructor(private readonly rows: InstanceType<typeof PgStore>) {
    super();
  }

  override get(id: string, callback: (error: unknown, session?: SessionData | null) => void): void {
    this.rows.get(keyOf(id), callback);
  }

  override set(id: string, data: SessionData, callback?: (error?: unknown) => void): void {
    this.rows.set(keyOf(id), data, callback);
  }

  override destroy(id: string, callback?: (error?: unknown) => void): void {
    this.rows.destroy(keyOf(id), callback);
  }

  /** One that could not be prolonged ends a little sooner; the answer that it came with is worth more. */
  override touch(id: string, data: SessionData, callback?: () => void): void {
    this.rows.touch(keyOf(id), data, () => callback?.());
  }

  close(): void {
    this.rows.close();
  }
}

/**
 * The store behind the sessions. Its pool belongs to the caller: `close` ends it.
 * @param url of the application role; @param onError told of background failures (pruning).
 */
export const createSessionStore = (url: string, onError: (error: unknown) => void): Store & { close(): void } => new HashedStore(new PgStore({
  conObject: { connectionString: url, ...PATIENCE }, tableName: 'session', createTableIfMissing: false, pruneSessionInterval: PRUNE_SECONDS,
  errorLog: (...details: unknown[]) => onError(details),
}));
