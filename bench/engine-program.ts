import { once } from 'node:events';
import { startEngine } from '../runtime/engine';
import { createLogger, installTemporalRuntime } from '../runtime/logging';
import { withContainer } from '../runtime/program';

/** The engine of the measurements, a program of its own as in production; ends when its parent goes. */
async function main(): Promise<void> {
  await withContainer({ data: process.env['ANCHA_DATA'] }, async ({ config, services, container }) => {
    const target = await services.engine(() => undefined);
    installTemporalRuntime(createLogger(config));
    const engine = await startEngine(config, container, target);
    process.send?.('ready');
    await once(process, 'disconnect');
    await engine.stop();
  });
}

main().then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
