import writeXlsx, { type Cell, type Row } from 'write-excel-file/node';
import type { PlainDate } from '../../domain/time/instant';

/** A list as it is seen, for Excel. */
export interface Spreadsheet {
  /** Of the sheet, and without its ending of the file. */
  name: string;
  /** Width in characters. */
  columns: readonly { title: string; width: number }[];
  rows: readonly (readonly SheetValue[])[];
}

/** Text stays text, whatever it begins with: no cell is ever a formula. A date can be sorted and filtered as one. */
export type SheetValue = string | number | { date: PlainDate };

/** More rows than anybody reads; whoever wants others narrows the list. */
export const MOST_ROWS = 10_000;
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What Excel refuses to open. */
const MOST_CHARACTERS = 32_767;
const MOST_NAME_CHARACTERS = 31;
const DATE_FORMAT = 'yyyy"年"m"月"d"日"';

function cellOf(value: SheetValue): Cell {
  if (typeof value === 'number') return { type: Number, value };
  if (typeof value === 'string') return { type: String, value: value.slice(0, MOST_CHARACTERS), wrap: value.includes('\n'), alignVertical: 'top' };
  return { type: Date, value: new Date(`${value.date}T00:00:00Z`), format: DATE_FORMAT, alignVertical: 'top' };
}

/** Bytes of an .xlsx file with one sheet whose headings stay in sight. */
export function writeSpreadsheet({ name, columns, rows }: Spreadsheet): Promise<Buffer> {
  const head: Row = columns.map(({ title }) => ({ type: String, value: title, fontWeight: 'bold' }));
  const sheet = name.replace(/[\\/?*[\]:]/g, ' ').slice(0, MOST_NAME_CHARACTERS);
  return writeXlsx([head, ...rows.map((row) => row.map(cellOf))], {
    sheet, stickyRowsCount: 1, columns: columns.map(({ width }) => ({ width })),
  }).toBuffer();
}
