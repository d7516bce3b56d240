/** Work that takes long has a queue of its own, so that it never stands before a clock. */
export const longQueueOf = (taskQueue: string): string => `${taskQueue}-long`;
