/** By what operators find processes in the engine's own lists; registered once a namespace, none of them names a person or a unit. */
export const SEARCH_ATTRIBUTES = {
  /** Kind of the matter. */
  Kind: 'KEYWORD',
  /** GB/T 2260 code. */
  Region: 'KEYWORD',
  /** Stage of the process, as its file names it. */
  Stage: 'KEYWORD',
  /** Who has the ball, by level and kind of body. */
  Ball: 'KEYWORD',
  /** When the act it waits for is due, in workflow time. */
  NextDue: 'DATETIME',
} as const;
export type SearchAttribute = keyof typeof SEARCH_ATTRIBUTES;
