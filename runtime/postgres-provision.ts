import { Client } from 'pg';
import type { Secrets } from './data-folder';
import { postgresUrl } from './postgres';

/**
 * Roles and databases of the installation, made if missing:
 * `ancha_owner` owns the record and migrates it; `ancha_app` (no login) carries the application's grants; `ancha`
 * signs in with them; `temporal` owns the two databases of the workflow server. None can read another's database.
 */
export async function provision(port: number, secrets: Secrets): Promise<void> {
  const client = new Client({ connectionString: postgresUrl('postgres', secrets.postgres, port, 'postgres') });
  await client.connect();
  try {
    const roles = new Set((await client.query<{ rolname: string }>('select rolname from pg_roles')).rows.map((r) => r.rolname));
    const role = async (name: string, definition: string): Promise<void> => {
      if (roles.has(name)) return;
      await client.query(`create role ${name} ${definition}`);
      await client.query(`alter role ${name} set timezone = 'UTC'`);
    };
    const login = (password: string): string => `login password ${client.escapeLiteral(password)}`;
    await role('ancha_app', 'nologin');
    await role('ancha_owner', login(secrets.ancha_owner));
    await role('ancha', `${login(secrets.ancha)} in role ancha_app`);
    await role('temporal', login(secrets.temporal));
    const databases = new Set(
      (await client.query<{ datname: string }>('select datname from pg_database')).rows.map((r) => r.datname),
    );
    for (const [name, owner] of [
      ['ancha', 'ancha_owner'], ['temporal', 'temporal'], ['temporal_visibility', 'temporal'],
    ] as const) {
      if (!databases.has(name)) await client.query(`create database ${name} owner ${owner}`);
    }
    await client.query(`
      revoke connect, temporary on database ancha, temporal, temporal_visibility from public;
      grant connect on database ancha to ancha_app;`);
  } finally {
    await client.end();
  }
}
