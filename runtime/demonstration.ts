import path from 'node:path';
import { onRecord, play } from '../api/simulation/player';
import { recordedCommands } from '../domain/case-file/recorded-commands';
import type { Instant } from '../domain/time/instant';
import { readCaseFile } from '../rules/case-file-reader';
import type { Container } from './container';

/**
 * Demonstration cases: real accidents of `examples/`, each left standing in another phase. Their record clocks stand
 * where the play stopped and tick on from there.
 */
interface DemonstrationCase {
  file: string;
  /** Where the play stops: an instant of the case, `now`, or `end` when nothing is left to happen. */
  until: Instant | 'now' | 'end';
}

const at = (iso: string): Instant => Date.parse(`${iso}+08:00`);

const CASES: readonly DemonstrationCase[] = [
  { file: 'shiyan-2021-06-13', until: at('2021-06-13T12:30') },
  { file: 'qingdao-2026-09-10', until: 'now' },
  { file: 'yongju-2023-11-16', until: at('2024-03-01T10:00') },
  { file: 'xinyu-2024-01-24', until: at('2024-09-03T10:00') },
  { file: 'xiangan-2024-07-27', until: at('2024-12-10T10:00') },
  { file: 'liaoyang-2025-04-29', until: 'now' },
  { file: 'weihai-2024-12-07', until: 'now' },
  { file: 'full-life', until: 'end' },
];

const EXAMPLES = path.join(__dirname, '../examples');

function stopOf({ until }: DemonstrationCase): { until?: Instant } {
  if (until === 'end') return {};
  return { until: until === 'now' ? Date.now() : until };
}

/** A case is whole when each of its commands up to the stop is in the record. */
async function isLoaded(container: Container, matterId: string, commandIds: readonly string[]): Promise<boolean> {
  const found = await container.db.client.command.count({ where: { matterId, commandId: { in: [...commandIds] } } });
  return found === commandIds.length;
}

/**
 * Plays the demonstration cases that are not in the record yet, on the record alone; an interrupted one is played on.
 * Their processes start when the engine comes.
 * @returns how many were played
 */
export async function loadDemonstration(container: Container, log: (line: string) => void): Promise<number> {
  const { db, executeCommand } = container;
  const deps = { db, executeCommand, drive: onRecord(executeCommand, db) };
  let played = 0;
  for (const demonstration of CASES) {
    const parsed = readCaseFile(path.join(EXAMPLES, `${demonstration.file}.yaml`));
    if (!parsed.ok) throw new Error(`examples/${demonstration.file}.yaml: ${parsed.faults.map((f) => `${f.path}: ${f.reason}`).join('; ')}`);
    const stop = stopOf(demonstration);
    const commands = recordedCommands(parsed.file, true).filter((c) => c.at <= (stop.until ?? Infinity));
    const matterId = `demo-${demonstration.file}`;
    if (await isLoaded(container, matterId, commands.map((c) => c.commandId))) continue;
    log(`  装入演示案件：${parsed.file.title}`);
    await play(deps, { matterId, commands, source: `examples/${demonstration.file}.yaml`, ...stop });
    played += 1;
  }
  return played;
}
