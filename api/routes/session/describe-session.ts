import { z } from 'zod';
import { BODY_KINDS } from '../../../domain/organisation/body';
import { LEVELS } from '../../../domain/organisation/level';
import { csrfTokenOf } from '../../auth/session';
import { defineRoute } from '../../http/define-route';

const Session = z.strictObject({
  personName: z.string(), postTitle: z.string(),
  body: z.strictObject({ id: z.string(), name: z.string(), kind: z.enum(BODY_KINDS), level: z.enum(LEVELS), regionCode: z.string() }),
  csrfToken: z.string(),
});

/** Who the caller is, and the token its unsafe requests must carry in `X-CSRF-Token`. */
export const describeSession = defineRoute({
  method: 'get', path: '/api/session', access: 'signed-in', speaks: 'json', response: Session,
  async handle(_input, { request, user }) {
    const { id, name, kind, level, regionCode } = user.body;
    return {
      kind: 'json',
      body: { personName: user.actor.name, postTitle: user.postTitle, body: { id, name, kind, level, regionCode }, csrfToken: csrfTokenOf(request) },
    };
  },
});
