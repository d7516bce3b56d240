/** Levels of government, from the bottom up; `state` is the country. */
export const LEVELS = ['county', 'city', 'province', 'state'] as const;
export type Level = (typeof LEVELS)[number];
export const isLevel = (value: string | undefined): value is Level => LEVELS.some((level) => level === value);
