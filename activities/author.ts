import { madeOnce } from '../domain/base/once';
import type { Actor, Author } from '../domain/kernel/actor';
import { whoOf } from '../domain/kernel/actor';
import type { Body } from '../domain/organisation/body';
import { LEVELS } from '../domain/organisation/level';
import type { Organisation, Place } from '../domain/organisation/organisation';
import { resolveBody } from '../domain/organisation/organisation';

const byId = madeOnce(({ bodies }: Organisation) => new Map([...bodies.values()].map((body) => [body.id, body])));

function isSeatOf({ id, kind }: Body, level: (typeof LEVELS)[number], place: Place, organisation: Organisation): boolean {
  const lookup = resolveBody({ kind, level }, place, organisation);
  return lookup.found && lookup.body.id === id;
}

/** A person as the decider asks about him, looked up from where the accident lies; undefined for clocks and files. */
export function authorOf(actor: Actor, place: Place, organisation: Organisation): Author | undefined {
  if (actor.kind !== 'person') return undefined;
  const body = byId(organisation).get(actor.bodyId);
  const who = whoOf(actor);
  return body ? { ...who, kind: body.kind, sits: LEVELS.filter((level) => isSeatOf(body, level, place, organisation)) } : { ...who, kind: null, sits: [] };
}
