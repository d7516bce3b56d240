import { checkYear } from '../../rules/calendar-check';
import { loadStatutory } from '../../rules/calendar';
import { localCalendarFolder, readCalendarFile, saveDraft } from '../../rules/local-calendar';
import type { CalendarOptions } from './show';
import { differingDays } from './show';

const EXIT_BAD_INPUT = 2;

/** Files a year or an overlay as a draft after every check; nothing is stored where there is a fault. */
export function importCalendar(path: string, { json, data }: CalendarOptions): void {
  const read = readCalendarFile(path);
  if (!read.ok) {
    for (const fault of read.faults) process.stderr.write(`${path}: ${fault.path}: ${fault.reason}\n`);
    process.exitCode = EXIT_BAD_INPUT;
    return;
  }
  const folder = localCalendarFolder(data);
  const { calendar } = read;
  const remarks = calendar.kind === 'year' ? checkYear(calendar.table, loadStatutory()) : [];
  const differing = calendar.kind === 'year' ? differingDays(calendar.table, folder) : null;
  const saved = saveDraft(folder, read);
  if (json) {
    process.stdout.write(`${JSON.stringify({ file: calendar.file, kind: calendar.kind, sha256: calendar.sha256, inForce: false, differingDays: differing, warnings: remarks })}\n`);
    return;
  }
  const what = calendar.kind === 'year' ? `${calendar.table.year}年放假调休，与现行日历相差${differing}天` : `休息日表“${calendar.table.title}”`;
  process.stdout.write([
    `已导入${what}，尚未生效：${saved}`, `SHA-256 ${calendar.sha256}`, ...remarks.map(({ text }) => `提示：${text}`),
    `先看影响：ancha deadlines 文件 --compare --set calendar=${saved}`, '',
  ].join('\n'));
}
