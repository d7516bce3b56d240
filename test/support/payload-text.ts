/** A history as text, with what its payloads say: as JSON they are base64. */
export const payloadText = (value: unknown): string => JSON.stringify(value, (key: string, each: unknown) =>
  (key === 'data' && typeof each === 'string' ? Buffer.from(each, 'base64').toString('utf8') : each));
