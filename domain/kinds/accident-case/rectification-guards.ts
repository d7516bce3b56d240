import type { Facts } from './facts';
import { isDone } from './history';
import type { Refusal } from '../../kernel/refusals';
import { refuse } from '../../kernel/refusals';

export const needsPublishedEvaluation = (facts: Facts): Refusal | null =>
  (isDone(facts, 'publish-evaluation') ? null : refuse('EVALUATION_NOT_PUBLISHED'));
