import { installationOf } from '../../prisma/repositories/installation';
import type { Config } from '../config';
import type { Container } from '../container';
import type { Services } from '../services';
import type { Engine } from './index';
import { startEngine } from './index';
import { claimNamespaces } from './namespaces';

/**
 * Finds or builds the engine, makes sure that it is this installation's, and starts workers and relay on it.
 *
 * @param signal ends what takes minutes
 * @throws EnvironmentProblem when something is missing, or the engine drives another installation
 */
export async function startOwnEngine(
  config: Config, services: Services, container: Container, log?: (line: string) => void, signal?: AbortSignal,
): Promise<Engine> {
  const target = await services.engine(log, signal);
  await claimNamespaces(target, config.namespaces, await installationOf(container.db));
  return startEngine(config, container, target);
}
