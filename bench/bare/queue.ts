/** Of the bare updates alone. */
export const BARE_QUEUE = 'bench';
