import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '../../domain/time/instant';
import { DEMONSTRATION_PLACES } from '../../prisma/seed/demonstration';
import type { Person } from './person';
import { createPerson } from './person';
import type { Dice } from './random';
import { diceOf } from './random';

/** What the crowd wrote down of its work: what it was promised, and by when a limit of each case strikes. */
export interface Diary {
  acknowledged: { matterId: string; commandId: string; version: number }[];
  refused: { matterId: string; commandId: string; code: string }[];
  /** When the unit of a case has to report, which it never does. */
  pressed: { matterId: string; dueAt: Instant }[];
  /** Tries without an answer, by what came instead. */
  troubles: Record<string, number>;
  /** Answers that should not be. */
  strange: string[];
}

/** People who work at once, two in each of some counties, on the cases of their county. */
export interface Crowd {
  readonly diary: Diary;
  /** Resolves when so many more acts were acknowledged. @throws where that takes longer than a minute */
  more(acts: number): Promise<void>;
  /** Everybody finishes what he is at. */
  stop(): Promise<void>;
}

export interface CrowdOptions {
  address: string;
  people: number;
  seed: number;
  /** Distinguishes this crowd's command ids from those of others on the same record. */
  prefix: string;
}

const HOUR_MS = 3_600_000;
const KINDS = ['emergency-management', 'safety-committee-office'] as const;
/** Between two acts of one person. */
const THINKS_MS = { low: 100, high: 500 };
/** From registration until the limit that nobody meets. */
const PRESSED_MS = { low: 2_000, high: 30_000 };
/** A new case out of so many turns; one with so many acts is left alone from then on. */
const NEW_CASE = 10;
const MOST_ACTS = 40;
const PATIENCE_MS = 90_000;

interface CrowdCase { id: string; acts: number; appraisals: string[] }

type Turn = (one: CrowdCase, dice: Dice, name: string) => [command: string, body: object];

const receive: Turn = (one, dice, name) => {
  const running = one.appraisals.splice(dice.between(0, one.appraisals.length - 1), 1);
  return running[0] === undefined ? commission(one, dice, name) : ['receive-appraisal', { name: running[0] }];
};
const commission: Turn = (_, __, name) => ['commission-appraisal', { name }];

/** Acts that open, move and end processes and clocks, and one that only stands in the record. */
const TURNS: readonly Turn[] = [
  commission, commission, receive, receive,
  (_, dice) => ['record-counts', { counts: { minorInjuries: dice.between(0, 9) } }],
  () => ['notify-body', { body: 'union' }],
  () => ['form-team', { by: 'county' }],
  () => ['submit-report', {}],
  () => ['review-opinion', { stage: '应急管理部门', opinion: 'return' }],
];

export function startCrowd({ address, people, seed, prefix }: CrowdOptions): Crowd {
  const diary: Diary = { acknowledged: [], refused: [], pressed: [], troubles: {}, strange: [] };
  const counties = DEMONSTRATION_PLACES.slice(0, Math.ceil(people / KINDS.length)).map((region) => ({ region, cases: [] as CrowdCase[] }));
  let stopping = Infinity;

  async function give(person: Person, path: string, body: object, commandId: string, matterId: string): Promise<string | null> {
    const answered = await person.give(path, body, commandId);
    if (answered.outcome === 'accepted') {
      diary.acknowledged.push({ matterId: answered.caseId, commandId, version: answered.version });
      return answered.caseId;
    }
    if (answered.outcome === 'refused') diary.refused.push({ matterId, commandId, code: answered.code });
    else diary.strange.push(`${commandId} ${path}: ${answered.status} ${answered.text.slice(0, 200)}`);
    return null;
  }

  /** A case whose unit was told of the accident almost an hour ago: some seconds from now its report is late. */
  async function open(person: Person, region: string, dice: Dice, id: string): Promise<CrowdCase | null> {
    const dueAt = Date.now() + dice.between(PRESSED_MS.low, PRESSED_MS.high);
    const informedAt = dueAt - HOUR_MS;
    const matterId = await give(person, '/api/cases', {
      title: `${id}事故`, accident: { occurredAt: new Date(informedAt - 60_000).toISOString(), region, industry: 'general' },
    }, id, '');
    if (matterId === null) return null;
    await give(person, `/api/cases/${matterId}/commands/inform-unit-head`, { at: new Date(informedAt).toISOString() }, `${id}.informed`, matterId);
    diary.pressed.push({ matterId, dueAt });
    return { id: matterId, acts: 0, appraisals: [] };
  }

  async function work(index: number): Promise<void> {
    const county = counties[Math.floor(index / KINDS.length)];
    const kind = KINDS[index % KINDS.length];
    if (!county || kind === undefined) throw new Error('a person without a seat');
    const body = `${kind}-${county.region}`;
    const dice = diceOf(seed, prefix, index);
    const person = createPerson({
      address, postId: `demo-${body}@${body}`, isHopeless: () => Date.now() > stopping + PATIENCE_MS,
      onTrouble: (what) => { diary.troubles[what] = (diary.troubles[what] ?? 0) + 1; },
    });
    for (let turn = 0; stopping === Infinity; turn += 1) {
      const id = `${prefix}.${index}.${turn}`;
      const known = county.cases.filter(({ acts }) => acts < MOST_ACTS);
      if (known.length === 0 || dice.between(1, NEW_CASE) === 1) {
        const opened = await open(person, county.region, dice, id);
        if (opened) county.cases.push(opened);
      } else {
        const one = dice.pick(known);
        one.acts += 1;
        const [command, fields] = dice.pick(TURNS)(one, dice, id);
        const done = await give(person, `/api/cases/${one.id}/commands/${command}`, fields, id, one.id);
        if (done !== null && command === 'commission-appraisal') one.appraisals.push(id);
      }
      await delay(dice.between(THINKS_MS.low, THINKS_MS.high));
    }
  }

  const working = Promise.all(Array.from({ length: people }, (_, index) => work(index)));
  // Told to whoever stops the crowd; until then nobody waits for it.
  working.catch(() => undefined);

  return {
    diary,
    async more(acts) {
      const wanted = diary.acknowledged.length + acts;
      for (const until = Date.now() + PATIENCE_MS; diary.acknowledged.length < wanted;) {
        if (Date.now() > until) throw new Error(`no ${acts} acts were acknowledged within ${PATIENCE_MS / 1_000} s: ${JSON.stringify(diary.troubles)}`);
        await delay(20);
      }
    },
    async stop() {
      stopping = Date.now();
      await working;
    },
  };
}
