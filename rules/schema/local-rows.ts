import { z } from 'zod';
import { GRADES } from '../../domain/vocabulary/grade';
import { LEVELS } from '../../domain/organisation/level';
import { BODY_KINDS } from '../../domain/organisation/body';
import {
  DUTY_SCOPES, LISTED_MATTERS, PARTIES, PARTY_OCCASIONS, PARTY_ROLES, PERIODS, PUBLIC_SUBJECTS, STAGE_SCOPES,
} from '../../domain/rule-pack/local-rows';
import { length, rowHead } from './row-parts';

/** Schemas of the rows that localities bring: reviews, parties, publicity, listers, duties. */

const keyOf = <T extends Record<string, unknown>>(words: T) => z.enum(Object.keys(words) as [keyof T & string, ...(keyof T & string)[]]);
const grades = z.array(z.enum(GRADES)).min(1).optional();
const place = z.strictObject({ kind: z.enum(BODY_KINDS), level: z.enum([...LEVELS, 'investigator', 'grade', 'superior']) });

const reviewChain = z.strictObject({
  ...rowHead, kind: z.literal('review-chain'), title: z.string().min(2), scope: keyOf(STAGE_SCOPES), grades,
  stages: z.array(z.strictObject({
    stage: z.string().regex(/^[a-z]+(-[a-z]+)*$/), title: z.string().min(2), body: place,
  })).min(1),
}).superRefine(({ stages }, ctx) => {
  if (new Set(stages.map(({ stage }) => stage)).size < stages.length) {
    ctx.addIssue({ code: 'custom', path: ['stages'], message: '同一条审核链里有两环同名' });
  }
});

const partyRole = z.strictObject({
  ...rowHead, kind: z.literal('party-role'), party: keyOf(PARTIES), role: keyOf(PARTY_ROLES), occasion: keyOf(PARTY_OCCASIONS),
});

const publicity = z.strictObject({
  ...rowHead, kind: z.literal('publicity'), subject: keyOf(PUBLIC_SUBJECTS), within: length.optional(), grades,
  channel: z.string().min(2).optional(),
});

const lister = z.strictObject({
  ...rowHead, kind: z.literal('lister'), matter: keyOf(LISTED_MATTERS), scope: z.string().min(2), body: place,
  consent: z.strictObject({ kind: z.enum(BODY_KINDS), level: z.enum(LEVELS) }).optional(),
});

const duty = z.strictObject({
  ...rowHead, kind: z.literal('duty'), title: z.string().min(2), who: z.string().min(2),
  times: z.strictObject({ per: keyOf(PERIODS), atLeast: z.number().int().positive() }).optional(),
  by: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/).optional(),
  dayOfMonth: z.number().int().min(1).max(28).optional(),
  after: z.strictObject({ event: z.string().min(2), length }).optional(),
  scope: keyOf(DUTY_SCOPES).optional(),
});

export const LOCAL_ROWS = [reviewChain, partyRole, publicity, lister, duty] as const;
