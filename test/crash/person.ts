import { setTimeout as delay } from 'node:timers/promises';
import { Visitor } from '../support/web-client';

/** What came of one command, once there was an answer. */
export type Answered =
  | { outcome: 'accepted'; caseId: string; version: number }
  | { outcome: 'refused'; code: string }
  /** An answer that nobody in the crowd should ever get, or none at all. */
  | { outcome: 'strange'; status: number; text: string };

/** A person at a program of his own: sends a command under one id until it is answered, as a careful client does. */
export interface Person {
  give(path: string, body: object, commandId: string): Promise<Answered>;
}

export interface PersonOptions {
  address: string;
  postId: string;
  /** Told of every try that got no answer: the status, `connection` or `signing in`. */
  onTrouble(what: string): void;
  /** True when he should give up: nobody answers any more. */
  isHopeless(): boolean;
}

const AGAIN_MS = 150;

interface Said { type?: string; caseId?: string; version?: number }
interface Desk { visitor: Visitor; token: string }

function read(status: number, text: string): Answered {
  const { type = '', caseId, version } = JSON.parse(text) as Said;
  if (status < 300 && caseId !== undefined && version !== undefined) return { outcome: 'accepted', caseId, version };
  return status === 409 || status === 422 ? { outcome: 'refused', code: type } : { outcome: 'strange', status, text };
}

export function createPerson({ address, postId, onTrouble, isHopeless }: PersonOptions): Person {
  let desk: Desk | null = null;

  async function signIn(): Promise<Desk> {
    const visitor = new Visitor(address);
    const { status } = await visitor.submit('/sign-in', '/sign-in', { postId });
    if (status !== 303) throw new Error(`signing in answers ${status}`);
    return { visitor, token: await visitor.csrfToken() };
  }

  /** One try. Null where it is not known what came of it. */
  async function send(path: string, body: object, commandId: string): Promise<Answered | null> {
    try {
      desk ??= await signIn();
      const { status, text } = await desk.visitor.send('POST', path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', 'x-csrf-token': desk.token, 'idempotency-key': commandId },
      });
      const isSignedOut = status === 401 || status === 403;
      if (status < 500 && !isSignedOut) return read(status, text);
      onTrouble(String(status));
      if (isSignedOut) desk = null;
    } catch (error) {
      // `fetch` throws TypeError where there is no connection, or where it broke before the whole answer was there.
      onTrouble(desk !== null || error instanceof TypeError ? 'connection' : 'signing in');
    }
    return null;
  }

  return {
    async give(path, body, commandId) {
      for (;;) {
        const answered = await send(path, body, commandId);
        if (answered) return answered;
        if (isHopeless()) return { outcome: 'strange', status: 0, text: 'no answer any more' };
        await delay(AGAIN_MS);
      }
    },
  };
}
