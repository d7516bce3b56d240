import { madeOnce } from '../../base/once';
import type { ActName } from './acts';
import type { Act } from './facts';
import { partyKey } from './party';

/** Some of the acts in their order, each with its place among all. */
interface Thread {
  acts: Act[];
  places: number[];
}

const NONE: Thread = { acts: [], places: [] };

/** The acts of a case by name and by party: guards and limits ask for a few of them, hundreds of times a command. */
export class Journal {
  private readonly byName = new Map<string, Thread>();
  private readonly byParty = new Map<string, Act[]>();

  constructor(readonly acts: readonly Act[]) {
    acts.forEach((act, place) => {
      let thread = this.byName.get(act.do);
      if (!thread) this.byName.set(act.do, (thread = { acts: [], places: [] }));
      thread.acts.push(act);
      thread.places.push(place);
      if (act.party === undefined) return;
      const key = partyKey(act.party);
      const own = this.byParty.get(key);
      if (own) own.push(act);
      else this.byParty.set(key, [act]);
    });
  }

  of(name: ActName): readonly Act[] {
    return (this.byName.get(name) ?? NONE).acts;
  }

  ofParty(party: string): readonly Act[] {
    return this.byParty.get(partyKey(party)) ?? [];
  }

  /** In the order of their first act, as it wrote them. */
  parties(): string[] {
    return [...this.byParty.values()].flatMap(([first]) => first?.party?.trim() ?? []);
  }

  /** Where the last such act stands among all; -1 where there is none. */
  lastPlace(name: ActName, fits: (act: Act) => boolean = () => true): number {
    const { acts, places } = this.byName.get(name) ?? NONE;
    return places[acts.findLastIndex(fits)] ?? -1;
  }

  /** All acts with one of these names, each given once, in the order of the acts. */
  named(names: Iterable<string>): readonly Act[] {
    const threads: Thread[] = [];
    for (const name of names) {
      const thread = this.byName.get(name);
      if (thread) threads.push(thread);
    }
    if (threads.length < 2) return (threads[0] ?? NONE).acts;
    return threads.flatMap(({ places }) => places).sort((a, b) => a - b).map((place) => this.acts[place] as Act);
  }
}

/** Made once for one list of acts, which nobody changes: every act that is done makes another list. */
export const journalOf: (acts: readonly Act[]) => Journal = madeOnce((acts: readonly Act[]) => new Journal(acts));
