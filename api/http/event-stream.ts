import type { Response } from 'express';

/** An open page's end of a stream: `tell` names what happened, `end` closes it. */
export interface Listener {
  tell(event: string): void;
  end(): void;
}

const BEAT_MS = 25_000;
/** The browser comes back by itself and is asked again who it is. */
const LIFE_MS = 15 * 60_000;

/**
 * Server-sent events (WHATWG HTML §9.2): names without data, a comment as heartbeat so that no proxy takes the silence
 * for death.
 * @param open gets the listener and returns what to do when the stream is over.
 */
export function streamEvents(response: Response, open: (listener: Listener) => () => void): void {
  response.set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }).flushHeaders();
  const end = (): void => { response.end(); };
  const beat = setInterval(() => response.write(':\n\n'), BEAT_MS);
  const life = setTimeout(end, LIFE_MS);
  const stop = open({ tell: (event) => { if (!response.writableEnded) response.write(`event: ${event}\ndata:\n\n`); }, end });
  // Of the answer, not of the request: that one is closed as soon as it has been read.
  response.on('close', () => {
    clearInterval(beat);
    clearTimeout(life);
    stop();
  });
}
