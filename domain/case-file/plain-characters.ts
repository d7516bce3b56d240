/**
 * Characters that text may not hold: control characters (NUL, ESC …), line and paragraph separators, marks that turn the
 * direction of writing, lone halves of surrogate pairs, and non-characters. They command terminals or hide what is written,
 * and a database keeps not all of them.
 */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u;
const EVERY_UNSEEN = new RegExp(UNSEEN.source, 'gu');
const LINE_BREAKS = /[\n\t]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The first such character as `\u001b`, or null. `lines`: text of several lines, where line breaks and tabs are at home. */
export function unseenIn(text: string, { lines = false } = {}): string | null {
  const found = UNSEEN.exec(lines ? text.replace(LINE_BREAKS, '') : text);
  return found ? escaped(found[0]) : null;
}

/** The text on one line and harmless to a terminal; the escapes are JSON's, so that JSON stays the same value. */
export const printable = (line: string): string => line.replace(EVERY_UNSEEN, escaped);

/** As `printable`, for text of several lines. */
export const printableLines = (text: string): string => text.split('\n').map(printable).join('\n');
