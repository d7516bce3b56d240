import { type Fault, WHOLE_FILE } from '../domain/case-file/faults';
import { type ParsedCaseFile, parseCaseFile } from '../domain/case-file/parse';
import { loadRules } from './index';
import { MAX_TEXT_FILE_BYTES, readTextFile } from './text-file';
import { readYamlText } from './yaml-text';

/** Reading of case files from YAML or JSON text; what the text may say is checked in domain/case-file. */

export const MAX_CASE_FILE_BYTES = MAX_TEXT_FILE_BYTES;

const whole = (reason: string): { faults: Fault[] } => ({ faults: [{ path: WHOLE_FILE, reason }] });

/** What the text says, not yet checked to be a case file. */
function rawCaseFileText(text: string): { value: unknown } | { faults: Fault[] } {
  return Buffer.byteLength(text) > MAX_CASE_FILE_BYTES ? whole(`超过 ${MAX_CASE_FILE_BYTES} 字节`) : readYamlText(text);
}

/** As `rawCaseFileText`, from disk; a file that cannot be read is a fault like any other. */
export function readRawCaseFile(path: string): { value: unknown } | { faults: Fault[] } {
  const read = readTextFile(path);
  return 'reason' in read ? whole(read.reason) : rawCaseFileText(read.text);
}

/** A case file from what its text says. `packs` are checked against those on board. */
export const checkCaseFile = (value: unknown): ParsedCaseFile => parseCaseFile(value, { isKnownPack: loadRules().has });

const checked = (raw: { value: unknown } | { faults: Fault[] }): ParsedCaseFile =>
  ('faults' in raw ? { ok: false, faults: raw.faults } : checkCaseFile(raw.value));

export const parseCaseFileText = (text: string): ParsedCaseFile => checked(rawCaseFileText(text));

export const readCaseFile = (path: string): ParsedCaseFile => checked(readRawCaseFile(path));
