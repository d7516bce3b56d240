import { recordedCommands } from '../../domain/case-file/recorded-commands';
import { REFUSALS } from '../../domain/kernel/refusals';
import { withContainer } from '../../runtime/program';
import type { PlayOptions } from './play';
import { readOrExplain } from './read-file';

/** Takes the file into the live record, whole or not at all; from then on the case runs in real time. */
export async function importFile(path: string, options: Omit<PlayOptions, 'until'>): Promise<void> {
  const file = readOrExplain(path);
  if (!file) return;
  const caseId = options.id ?? file.id;
  const commands = recordedCommands(file, false);
  await withContainer({ data: options.data, log: (line) => process.stderr.write(`${line}\n`) }, async ({ container }) => {
    const outcome = await container.executeCommand({
      matterId: caseId, commandId: `import:${file.id}`, actor: { kind: 'file', source: file.id },
      command: { do: 'import', packs: file.packs, commands: commands.map((row) => row.command) },
    });
    if (outcome.outcome === 'accepted') {
      const lines = options.json ? JSON.stringify({ caseId, version: outcome.version }) : `已导入：/cases/${caseId}`;
      process.stdout.write(`${lines}\n`);
      return;
    }
    const { code, field = '', missing = [] } = outcome.refusal;
    const inFile = field.replace(/^commands\[(\d+)\]/, (_, index: string) => commands[Number(index)]?.path ?? '');
    process.stderr.write(`${path}: ${inFile}: ${REFUSALS[code].text}${missing.length ? `还缺：${missing.join('、')}` : ''}\n`);
    process.exitCode = 2;
  });
}
