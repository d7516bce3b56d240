import { codeOf, isAway, isSlow, RecordUnavailable } from './transaction';

/** Whether the record did not answer, whichever of the three drivers says so (commands, pages, sessions). */

/** Prisma: unreachable, timed out, closed, no connection to be had. */
const PRISMA_AWAY = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024']);
/** What its adapter names by kind and not by code. */
const ADAPTER_AWAY = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);
/** What `pg` says without any code. */
const WORDS_AWAY = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;

interface DriverError {
  message?: unknown;
  syscall?: unknown;
  meta?: { driverAdapterError?: { cause?: { kind?: unknown; originalCode?: unknown } } };
}

/** A file that is missing is no database that is missing. */
const isOfFile = (error: DriverError): boolean => codeOf(error) === 'ENOENT' && error.syscall !== 'connect';

export function isUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  if (error instanceof RecordUnavailable || isSlow(error) || PRISMA_AWAY.has(codeOf(error))) return true;
  const { message, meta } = error as DriverError;
  const { kind, originalCode: code } = meta?.driverAdapterError?.cause ?? {};
  return (isAway(error) && !isOfFile(error)) || (typeof message === 'string' && WORDS_AWAY.test(message))
    || (typeof kind === 'string' && ADAPTER_AWAY.has(kind)) || isAway({ code }) || isSlow({ code });
}
