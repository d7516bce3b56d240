import type postgres from 'postgres';

/** Three single-row inserts into three tables in one transaction, each statement a round trip. */
export const createBareActivities = (sql: postgres.Sql) => ({
  async threeRows(id: string): Promise<void> {
    await sql.begin(async (tx) => {
      await tx`INSERT INTO bench_a (id, data) VALUES (${id}, '{}')`;
      await tx`INSERT INTO bench_b (id, data) VALUES (${id}, '{}')`;
      await tx`INSERT INTO bench_c (id, data) VALUES (${id}, '{}')`;
    });
  },
});

export type BareActivities = ReturnType<typeof createBareActivities>;
