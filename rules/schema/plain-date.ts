import { z } from 'zod';
import { isPlainDate } from '../../domain/time/plain-date';

/** A civil date that exists: `2021-02-30` is refused. */
export const plainDateSchema = z.string().refine(isPlainDate, '须为存在的日期，写作 YYYY-MM-DD');
