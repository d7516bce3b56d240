import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../../domain/kernel/refusals';
import { refusalText } from '../../domain/kernel/refusals';

/** The one edge at which a refusal, a value everywhere else, becomes a failure that the client can read. */
export const refused = (refusal: Refusal): ApplicationFailure =>
  ApplicationFailure.create({ message: refusalText(refusal.code), type: refusal.code, details: [refusal], nonRetryable: true });
