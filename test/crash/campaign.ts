import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { crowdCampaign, faultsOf } from './crowd-campaign';
import { CROWD_VICTIMS } from './plan';
import { playCampaign } from './play-campaign';
import { ruleChangeCampaign } from './rule-change-campaign';
import type { Stage } from './stage';
import { openStage } from './stage';

/**
 * kill -9 of each part of the product under people at work: nothing that was acknowledged is lost, nothing is there twice,
 * every process knows what the record knows, every limit strikes once at its legal instant, every chain holds.
 * Run: npm run faults -- [--rounds 20] [--seed 1] [--victim web|relay|worker|temporal|postgres|play|rule-change]
 * Prints one line of JSON a victim and at last `N passed, N failed`; `--keep` leaves the folder with logs and databases.
 */

const VICTIMS = [...CROWD_VICTIMS, 'play', 'rule-change'] as const;
type Victim = (typeof VICTIMS)[number];
const PEOPLE = 10;
/** Out of so many rounds of the others, one of those that take minutes. */
const LONG_ONES = 4;

interface Options { rounds: number; seed: number; victims: readonly Victim[]; keep: boolean }

function readOptions(): Options {
  const { values } = parseArgs({ options: {
    rounds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' }, victim: { type: 'string' }, keep: { type: 'boolean', default: false },
  } });
  const [rounds, seed] = [Number(values.rounds), Number(values.seed)];
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds：应为大于 0 的整数');
  if (!Number.isInteger(seed)) throw new Error('--seed：应为整数');
  const victims = VICTIMS.filter((name) => values.victim === undefined || name === values.victim);
  if (victims.length === 0) throw new Error(`--victim：应为 ${VICTIMS.join('、')} 之一`);
  return { rounds, seed, victims, keep: values.keep };
}

interface Line { verdict: object; faults: string[] }

/** One victim's line. */
async function run(stage: Stage, victim: Victim, { rounds, seed }: Options): Promise<Line> {
  const few = Math.ceil(rounds / LONG_ONES);
  if (victim === 'play') return playCampaign(stage, few, seed);
  if (victim === 'rule-change') return ruleChangeCampaign(stage, few, seed);
  const verdict = await crowdCampaign(stage, { victim, rounds, seed, people: PEOPLE });
  return { verdict, faults: faultsOf(verdict) };
}

async function main(): Promise<void> {
  const options = readOptions();
  const data = fs.mkdtempSync(path.join(os.tmpdir(), 'ancha-faults-'));
  fs.chmodSync(data, 0o711);
  const stage = await openStage({ data, log: (line) => console.error(line) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stage.close().finally(() => process.exit(130)));
  let passed = 0;
  try {
    for (const victim of options.victims) {
      const { verdict, faults } = await run(stage, victim, options)
        .catch((error: unknown): Line => ({ verdict: { victim, error: String(error) }, faults: ['error'] }));
      if (faults.length === 0) passed += 1;
      console.log(JSON.stringify({ ...verdict, faults }));
    }
  } finally {
    await stage.close();
    if (!options.keep) fs.rmSync(data, { recursive: true, force: true });
  }
  const failed = options.victims.length - passed;
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

// Without workers of its own, the workflow runtime would keep this program waiting for ever.
main().then(() => process.exit(), (error: unknown) => {
  console.error(error);
  process.exit(1);
});
