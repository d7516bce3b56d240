import { createHash } from 'node:crypto';
import { type Fault, WHOLE_FILE, faultsOf } from '../domain/case-file/faults';
import type { ChangeKind, ChangeSubject } from '../domain/rule-change/change';
import type { Pack } from '../domain/rule-pack/types';
import type { CalendarYear } from '../domain/time/calendar';
import { toCalendarYear } from './calendar';
import { parseCalendarText } from './local-calendar';
import { packSchema } from './schema/pack';
import { MAX_TEXT_FILE_BYTES } from './text-file';
import { readYamlText } from './yaml-text';

/** Texts of law as people hand them in: a calendar year, or a version of a pack. */

export interface ChangeText {
  subject: ChangeSubject;
  /** Set for a calendar year. */
  year: CalendarYear | null;
  /** Set for a pack. */
  pack: Pack | null;
}

export type ParsedChangeText = { ok: true; parsed: ChangeText } | { ok: false; faults: Fault[] };

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
const fault = (path: string, reason: string): ParsedChangeText => ({ ok: false, faults: [{ path, reason }] });

function parseYear(text: string): ParsedChangeText {
  const read = parseCalendarText(text);
  if (!read.ok) return read;
  const { calendar } = read;
  if (calendar.kind !== 'year') return fault(WHOLE_FILE, '须为一个年度的放假调休表（year: …）');
  const { year, sources } = calendar.table;
  return { ok: true, parsed: {
    subject: {
      kind: 'calendar', subject: String(year), edition: sources.map(({ notice }) => notice).join('、'),
      title: `${year}年放假调休`, sha256: sha256Of(text),
    },
    year: toCalendarYear(calendar.table), pack: null,
  } };
}

function parsePack(text: string): ParsedChangeText {
  const read = readYamlText(text);
  if ('faults' in read) return { ok: false, faults: read.faults };
  const result = packSchema.safeParse(read.value, { reportInput: true });
  if (!result.success) return { ok: false, faults: faultsOf(result.error.issues) };
  const pack: Pack = result.data;
  if (pack.status !== 'published') return fault('status', '只有已发布（published）的版本才能实施');
  return { ok: true, parsed: {
    subject: { kind: 'pack', subject: pack.id, edition: pack.version, title: pack.title, sha256: sha256Of(text) }, year: null, pack,
  } };
}

/** A calendar year or a pack from its text, or every fault of it with its path; never throws for bad text. */
export function parseChangeText(kind: ChangeKind, text: string): ParsedChangeText {
  if (Buffer.byteLength(text) > MAX_TEXT_FILE_BYTES) return fault(WHOLE_FILE, `超过 ${MAX_TEXT_FILE_BYTES} 字节`);
  return kind === 'calendar' ? parseYear(text) : parsePack(text);
}
