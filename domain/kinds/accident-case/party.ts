const KEYS = new Map<string, string>();
const MOST_KEPT = 10_000;

/**
 * What makes two writings of a name one party: trimmed, and full-width forms and brackets read as plain ones (NFKC). What
 * was written is kept as it was.
 */
export function partyKey(name: string): string {
  const known = KEYS.get(name);
  if (known !== undefined) return known;
  if (KEYS.size >= MOST_KEPT) KEYS.clear();
  const key = name.normalize('NFKC').trim();
  KEYS.set(name, key);
  return key;
}

export const sameParty = (a: string | undefined, b: string | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && partyKey(a) === partyKey(b));
