import type { Fault } from '../../domain/case-file/faults';
import type { ReadValue, TextChange } from '../../domain/what-if/set-path';
import { type LocalCalendarFile, readCalendarFile } from '../../rules/local-calendar';
import { readYamlText } from '../../rules/yaml-text';

/** `--set` and `--unset` as changes; `calendar` stands for no place in the file but for a table to count with. */
export interface WantedChanges {
  changes: TextChange[];
  calendars: LocalCalendarFile[];
}

const CALENDAR = 'calendar';

function splitSet(text: string): TextChange | Fault {
  const sign = text.indexOf('=');
  return sign > 0 ? { path: text.slice(0, sign).trim(), text: text.slice(sign + 1).trim() }
    : { path: `--set ${text.slice(0, 60)}`, reason: '须写作 路径=值，如 events[3].at=2021-06-15T09:00+08:00' };
}

function calendarOf(file: string): LocalCalendarFile | Fault[] {
  const read = readCalendarFile(file);
  return read.ok ? read.calendar : read.faults.map(({ path, reason }) => ({ path: `${file}: ${path}`, reason }));
}

/** What the options ask for, or every fault of them. */
export function readChanges(set: readonly string[], unset: readonly string[]): WantedChanges | { faults: Fault[] } {
  const wanted: WantedChanges = { changes: [], calendars: [] };
  const faults: Fault[] = [];
  for (const one of set.map(splitSet)) {
    if ('reason' in one) faults.push(one);
    else if (one.path !== CALENDAR) wanted.changes.push(one);
    else {
      const calendar = calendarOf(one.text ?? '');
      if (Array.isArray(calendar)) faults.push(...calendar);
      else wanted.calendars.push(calendar);
    }
  }
  wanted.changes.push(...unset.map((path) => ({ path, text: null })));
  return faults.length ? { faults } : wanted;
}

/** A value as it is typed on a command line, read as YAML: `12`, `[national, zhangzhou-2016]`, `{ at: …, do: approve }`. */
export const readTypedValue: ReadValue = (text) => {
  const read = readYamlText(text);
  return 'value' in read ? read : { reason: read.faults[0]?.reason ?? '无法读取' };
};
