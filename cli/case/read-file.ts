import type { CaseFile } from '../../domain/case-file/parse';
import { readCaseFile } from '../../rules/case-file-reader';

/** The file, or null after its faults were printed and the exit code for bad input was set. */
export function readOrExplain(path: string): CaseFile | null {
  const parsed = readCaseFile(path);
  if (parsed.ok) {
    for (const warning of parsed.warnings) process.stderr.write(`${path}: ${warning.text}\n`);
    return parsed.file;
  }
  for (const fault of parsed.faults) process.stderr.write(`${path}: ${fault.path}: ${fault.reason}\n`);
  process.exitCode = 2;
  return null;
}
