/** How a later row stands to the earlier one of the same code. `differs`: neither is stricter. */
export type Relation = 'same' | 'stricter' | 'looser' | 'differs';
