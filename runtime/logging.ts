import path from 'node:path';
import { DefaultLogger, makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import type { LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';
import pino from 'pino';
import type { Config } from './config';

/**
 * The program's log, as JSON lines: on standard output where a supervisor collects it, otherwise in the data folder,
 * because the terminal is for the person in front of it.
 */
export function createLogger(config: Config): Logger {
  if (config.role !== 'all') return pino({ level: 'info' });
  const destination = path.join(config.dataFolder, 'logs', 'ancha.log');
  return pino({ level: 'info' }, pino.destination({ dest: destination, mkdir: true, sync: false }));
}

const LEVELS: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = {
  TRACE: 'trace', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error',
};

const AS_PROMETHEUS_NAMES_THEM = { countersTotalSuffix: true, unitSuffix: true, useSecondsForDurations: true };

/**
 * Sets up the worker's native part; call once, before any worker or native connection is made. It takes its log, and
 * leaves signals to us: by itself it would stop the workers while requests are still coming in.
 *
 * @param metricsPort on loopback, where Prometheus asks how workers fare; absent: nowhere
 */
export function installTemporalRuntime(logger: Logger, metricsPort?: number): void {
  Runtime.install({
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => logger[LEVELS[level]]({ ...meta }, message)),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
      ...(metricsPort === undefined ? {} : { metrics: { prometheus: { bindAddress: `127.0.0.1:${metricsPort}`, ...AS_PROMETHEUS_NAMES_THEM } } }),
    },
    shutdownSignals: [],
  });
}
