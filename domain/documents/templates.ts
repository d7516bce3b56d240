import { clockProofSchema } from './clock-proof-schema';
import { SUPERVISION_NOTICE } from './supervision-notice';
import { supervisionNoticeSchema } from './supervision-notice-schema';

export const CLOCK_PROOF = 'clock-proof.v1';

/** Every paper that can be made: name with version, and the schema its data is held to before anything is printed. */
export const DOCUMENT_SCHEMAS = {
  [SUPERVISION_NOTICE]: supervisionNoticeSchema,
  [CLOCK_PROOF]: clockProofSchema,
} as const;

export type DocumentTemplate = keyof typeof DOCUMENT_SCHEMAS;
export const isDocumentTemplate = (name: string): name is DocumentTemplate => Object.hasOwn(DOCUMENT_SCHEMAS, name);
