import { type Fault, WHOLE_FILE } from '../domain/case-file/faults';
import { type ParsedFactsFile, parseFactsFile } from '../domain/case-file/facts-file';
import { readTextFile } from './text-file';
import { readYamlText } from './yaml-text';

const refused = (faults: Fault[]): ParsedFactsFile => ({ ok: false, faults });

/** A file of trigger facts from its text. */
export function parseFactsText(text: string): ParsedFactsFile {
  const read = readYamlText(text);
  return 'faults' in read ? refused(read.faults) : parseFactsFile(read.value);
}

/** As `parseFactsText`, from disk; bounded, never throws. */
export function readFactsFile(path: string): ParsedFactsFile {
  const read = readTextFile(path);
  return 'reason' in read ? refused([{ path: WHOLE_FILE, reason: read.reason }]) : parseFactsText(read.text);
}
