import { RecordUnavailable } from '../../prisma/repositories/transaction';
import { isUnavailable } from '../../prisma/repositories/unavailable';
import type { AppDeps } from '../deps';
import { problem } from '../http/problems';

/**
 * Gives something to be written. Where the record does not answer, the caller hears honestly whether it may have been done:
 * what never reached the record was not; anything else may be sent again with the same id.
 */
export async function deciding<T>({ logger }: Pick<AppDeps, 'logger'>, give: () => Promise<T>): Promise<T> {
  try {
    return await give();
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    logger.error({ err: error }, 'the record did not answer a decision');
    throw problem(error instanceof RecordUnavailable && error.outcome === 'undone' ? 'record-unavailable' : 'outcome-unknown');
  }
}
