/** For the end of a fold: types hold that nothing comes here, and what comes all the same stops the fold. */
export const unknownEvent = (event: never): Error => new Error(`cannot fold an event of unknown type ${String((event as { type?: unknown }).type)}`);
