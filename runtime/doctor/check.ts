/** One thing the product needs or can use, as found on this machine. */
export interface Check {
  /** Stable name for programs. */
  id: string;
  title: string;
  /** missing: the product does not run without it · poor: it runs, something is worse for it. */
  state: 'ok' | 'poor' | 'missing';
  /** What was found, in Chinese, with versions. */
  found: string;
  /** What to do about it; only when not ok. */
  advice?: string;
}

export const ok = (id: string, title: string, found: string): Check => ({ id, title, state: 'ok', found });
export const poor = (id: string, title: string, found: string, advice: string): Check =>
  ({ id, title, state: 'poor', found, advice });
export const missing = (id: string, title: string, found: string, advice: string): Check =>
  ({ id, title, state: 'missing', found, advice });
