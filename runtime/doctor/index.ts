import type { Config } from '../config';
import type { Check } from './check';
import { checkFolders } from './folders';
import { checkRecord } from './record';
import { checkDatabase, checkGo, checkPorts, checkTemporal } from './servers';
import { checkBrowser, checkNode, checkNpm, checkPackages } from './toolchain';

export type { Check } from './check';

/** Looks at everything the product needs or can use. Starts nothing and changes nothing but the browser's unpacking. */
export async function examine(config: Config): Promise<Check[]> {
  return [
    checkNode(), ...checkNpm(), ...checkPackages(),
    await checkDatabase(config), await checkTemporal(config), ...await checkRecord(config), checkGo(), await checkBrowser(),
    ...checkFolders(config), ...await checkPorts(config),
  ];
}
