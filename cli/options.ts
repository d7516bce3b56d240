import { InvalidArgumentError } from 'commander';
import type { Instant } from '../domain/time/instant';

const WITH_OFFSET = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** An instant on the command line; the offset is demanded, as in case files. */
export function parseInstantOption(text: string): Instant {
  const at = WITH_OFFSET.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('应为带时区的时刻，例如 2022-01-01T00:00+08:00。');
  return at;
}
