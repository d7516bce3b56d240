/** `410800` → `4108`: trailing pairs of zeros stand for everything below. */
export const stemOf = (region: string): string => region.replace(/(00)+$/, '');

/** `410800` covers `410802`. Both GB/T 2260 codes. */
export const isUnder = (locality: string, region: string): boolean => region.startsWith(stemOf(locality));
