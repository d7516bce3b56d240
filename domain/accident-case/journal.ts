import { madeOnce } from '../kernel/once';
import type { ActName } from './acts';
import type { Act } from './facts';

/** Some of the acts in their order, each with its place among all. */
interface Thread {
  acts: Act[];
  places: number[];
}

const NONE: Thread = { acts: [], places: [] };

function put<K>(threads: Map<K, Thread>, key: K, act: Act, place: number): void {
  let thread = threads.get(key);
  if (!thread) threads.set(key, (thread = { acts: [], places: [] }));
  thread.acts.push(act);
  thread.places.push(place);
}

/** The acts of a case by name and by party: guards and limits ask for a few of them, hundreds of times a command. */
export class Journal {
  private readonly byName = new Map<ActName, Thread>();
  private readonly byParty = new Map<string, Thread>();

  constructor(readonly acts: readonly Act[]) {
    for (const [place, act] of acts.entries()) {
      put(this.byName, act.do, act, place);
      if (act.party !== undefined) put(this.byParty, act.party, act, place);
    }
  }

  of(name: ActName): readonly Act[] {
    return (this.byName.get(name) ?? NONE).acts;
  }

  ofParty(party: string): readonly Act[] {
    return (this.byParty.get(party) ?? NONE).acts;
  }

  /** In the order of their first act. */
  parties(): string[] {
    return [...this.byParty.keys()];
  }

  /** Where the last such act stands among all; -1 where there is none. */
  lastPlace(name: ActName, fits: (act: Act) => boolean = () => true): number {
    const { acts, places } = this.byName.get(name) ?? NONE;
    return places[acts.findLastIndex(fits)] ?? -1;
  }

  /** All acts with one of these names, in their order. */
  named(names: Iterable<ActName>): readonly Act[] {
    const threads = [...new Set(names)].flatMap((name) => this.byName.get(name) ?? []);
    if (threads.length < 2) return (threads[0] ?? NONE).acts;
    return threads.flatMap(({ places }) => places).sort((a, b) => a - b).map((place) => this.acts[place] as Act);
  }
}

/** Made once for one list of acts, which nobody changes: every act that is done makes another list. */
export const journalOf: (acts: readonly Act[]) => Journal = madeOnce((acts: readonly Act[]) => new Journal(acts));
