/**
 * Makes what follows from a value when it is first asked for, and keeps it as long as the value itself is kept. Only for
 * values that nobody changes.
 */
export function madeOnce<K extends object, V extends object>(make: (from: K) => V): (from: K) => V {
  const made = new WeakMap<K, V>();
  return (from) => {
    const known = made.get(from);
    if (known) return known;
    const fresh = make(from);
    made.set(from, fresh);
    return fresh;
  };
}
