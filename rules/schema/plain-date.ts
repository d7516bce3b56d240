import { z } from 'zod';

/** A civil date that exists: `2021-02-30` is refused. */
export const plainDateSchema = z.string().refine(
  (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value),
  '须为存在的日期，写作 YYYY-MM-DD',
);
