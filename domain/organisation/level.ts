/** Levels of government, from the bottom up; `state` is the country. */
export const LEVELS = ['county', 'city', 'province', 'state'] as const;
export type Level = (typeof LEVELS)[number];
