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
