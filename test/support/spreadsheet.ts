import { strFromU8, unzipSync } from 'fflate';

const unescape = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

/** What stands in the only sheet of an .xlsx file: its cells as text, row by row, and the XML behind them. */
export function readSpreadsheet(bytes: Uint8Array): { rows: string[][]; xml: string } {
  const files = unzipSync(bytes);
  const part = (name: string): string => strFromU8(files[name] ?? new Uint8Array());
  const strings = [...part('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([\s\S]*?)<\/t><\/si>/g)].map(([, text = '']) => unescape(text));
  const xml = part('xl/worksheets/sheet1.xml');
  const rows = [...xml.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row = '']) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(?:<v>([^<]*)<\/v>)?<\/c>)/g)].map(([, attributes = '', value = '']) =>
      (attributes.includes('t="s"') ? strings[Number(value)] ?? '' : value)));
  return { rows, xml };
}
