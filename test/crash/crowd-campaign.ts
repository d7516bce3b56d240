import { setTimeout as delay } from 'node:timers/promises';
import type { ActsKept } from './acts-kept';
import { actsKept } from './acts-kept';
import { startCrowd } from './crowd';
import type { LimitsStruck } from './limits-struck';
import { limitsStruck, unstruckOf } from './limits-struck';
import type { CrowdVictim } from './plan';
import { planOf } from './plan';
import type { ProcessesAdopted } from './processes-adopted';
import { processesAdopted } from './processes-adopted';
import { killAll } from './rounds';
import type { Stage } from './stage';

/** All that is known of the rounds of one victim, as the campaign prints it. */
export interface CrowdVerdict extends ActsKept, LimitsStruck, ProcessesAdopted {
  victim: CrowdVictim;
  seed: number;
  rounds: number;
  hit: number;
  missed: number;
  /** Acts acknowledged while the victim was away. */
  meanwhile: number;
  refused: number;
  /** Tries without an answer, by what came instead. */
  troubles: Record<string, number>;
  strange: string[];
  seconds: number;
}

export interface CampaignOptions {
  victim: CrowdVictim;
  rounds: number;
  seed: number;
  people: number;
}

/** Limits of the last cases lie so far ahead; and what was held up strikes within so long. */
const LAST_LIMIT_MS = 32_000;
const STRIKE_PATIENCE_MS = 120_000;

async function limitsPassed({ container }: Stage, matters: readonly string[], lastDueAt: number): Promise<void> {
  await delay(Math.max(0, Math.min(LAST_LIMIT_MS, lastDueAt - Date.now())));
  for (const until = Date.now() + STRIKE_PATIENCE_MS; Date.now() < until; await delay(1_000)) {
    if (Date.now() > lastDueAt + 6_000 && await unstruckOf(container, matters, Date.now()) === 0) return;
  }
}

export async function crowdCampaign(stage: Stage, { victim, rounds, seed, people }: CampaignOptions): Promise<CrowdVerdict> {
  const began = Date.now();
  const crowd = startCrowd({ address: stage.address, people, seed, prefix: `${victim}-${seed}` });
  const fallen = await killAll(stage, crowd, planOf(victim, rounds, seed)).finally(() => crowd.stop());
  const { diary } = crowd;
  const matters = [...new Set(diary.acknowledged.map(({ matterId }) => matterId))];
  await limitsPassed(stage, matters, Math.max(0, ...diary.pressed.map(({ dueAt }) => dueAt)));
  const adopted = await processesAdopted(stage, matters);
  const kept = await actsKept(stage.container.db, diary);
  const struck = await limitsStruck(stage.container, diary, fallen, Date.now());
  return {
    victim, seed, rounds, hit: fallen.hit, missed: fallen.missed, meanwhile: fallen.meanwhile, ...kept, ...struck, ...adopted,
    refused: diary.refused.length, troubles: diary.troubles, strange: diary.strange, seconds: Math.round((Date.now() - began) / 1_000),
  };
}

/** What must be 0. */
const FAULTS = [
  'lost', 'doubled', 'answersOff', 'brokenChains', 'unfolded', 'off', 'struckTwice', 'unstruck', 'setAside', 'untold', 'missing', 'behind',
  'undead', 'alarms', 'missed',
] as const satisfies readonly (keyof CrowdVerdict)[];

/** Names of what went wrong; none where the victim's rounds were passed. */
export const faultsOf = (verdict: CrowdVerdict): string[] => [
  ...FAULTS.filter((name) => verdict[name] > 0), ...(verdict.strange.length ? ['strange'] : []), ...(verdict.acknowledged === 0 ? ['nothing acknowledged'] : []),
];
