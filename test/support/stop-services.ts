import fs from 'node:fs';

/** Stops the servers of the run and removes their folder. */
export default async function stop(): Promise<void> {
  const running = globalThis.anchaTestServices;
  if (running === undefined) return;
  globalThis.anchaTestServices = undefined;
  await running.services.stop();
  fs.rmSync(running.folder, { recursive: true, force: true });
}
