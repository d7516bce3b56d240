import type { BodyKind } from '../organisation/body';
import type { Level } from '../organisation/level';

/** Who acts. A person always acts through a post in a body; the system acts as the process that woke up. */
export type Actor =
  | { kind: 'person'; personId: string; postId: string; bodyId: string; name: string; bodyName: string }
  | { kind: 'system'; process: string }
  | { kind: 'file'; source: string };

export const actorName = (actor: Actor): string => {
  switch (actor.kind) {
    case 'person': return `${actor.bodyName} ${actor.name}`;
    case 'system': return '系统';
    case 'file': return '案例文件';
  }
};

/** Who did an act: written into it by the record, never typed in. */
export interface Who {
  personId: string;
  postId: string;
  bodyId: string;
}

/** A person who acts now, with where his body sits above the place of the matter. */
export interface Author extends Who {
  /** Null for a body that the region tree does not have: it may do nothing. */
  kind: BodyKind | null;
  /** The levels whose body of that kind it is: a municipality's sits for city and province. Empty for a body of elsewhere. */
  sits: readonly Level[];
}

export const whoOf = ({ personId, postId, bodyId }: Who): Who => ({ personId, postId, bodyId });
