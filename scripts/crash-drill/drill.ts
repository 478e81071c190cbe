import { setTimeout as sleep } from 'node:timers/promises';
import { type Life, startLife } from './installation.ts';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import { firstDelivery, openShop, openTrade, type Trade } from './trade.ts';
import { type DrillReport, judge } from './verdict.ts';

export type { DrillReport } from './verdict.ts';

const hands = 8;
const lifeMs = { from: 150, to: 1_200 };
const settleMsMax = 120_000;

/** Several people act side by side until the process is killed under them. */
const liveAndDie = async (life: Life, trade: Trade, random: Random): Promise<{ readonly ms: number; readonly acts: number }> => {
  const ms = random.between(lifeMs.from, lifeMs.to);
  const death = new AbortController();
  let acts = 0;
  const people = Array.from({ length: hands }, async () => {
    while (!death.signal.aborted) {
      await trade.act(life);
      acts += 1;
    }
  });
  await sleep(ms);
  await life.kill();
  death.abort();
  await Promise.all(people);
  return { ms, acts };
};

type Status = {
  readonly queues: readonly { readonly waiting: number; readonly in_flight: number }[];
  readonly dead_letters: readonly { readonly queue: string; readonly waiting: number }[];
};

const statusOf = async (life: Life): Promise<Status | undefined> => {
  const answer = await life.ask('GET', '/status');
  return answer?.status === 200 ? (answer.body as unknown as Status) : undefined;
};

const backlogOf = (status: Status): number => status.queues.reduce((sum, { waiting, in_flight: inFlight }) => sum + waiting + inFlight, 0);

/** Finishes all work, and waits until nothing moves any more. @returns dead letters left */
const finish = async (life: Life, trade: Trade): Promise<readonly string[]> => {
  const deadline = performance.now() + settleMsMax;
  for (let calm = 0; calm < 5; ) {
    const worked = [await trade.finishAsking(life), await trade.workOff(life)].includes(true);
    const status = await statusOf(life);
    calm = !worked && status && backlogOf(status) === 0 ? calm + 1 : 0;
    if (performance.now() > deadline) return ['the installation did not come to rest'];
    await sleep(200);
  }
  const status = await statusOf(life);
  return (status?.dead_letters ?? [])
    .filter(({ waiting }) => waiting > 0)
    .map(({ queue, waiting }) => `${waiting} dead letters in ${queue}`);
};

/** Lives and dies `rounds` times, lives once more to finish everything, and is judged. */
export const runDrill = async (options: {
  readonly rounds: number;
  readonly seed: number;
  readonly dataDir: string;
  readonly tell: (line: string) => void;
}): Promise<DrillReport> => {
  const random = createRandom(options.seed);
  const trade = openTrade(random);
  const opening = await startLife(options.dataDir);
  await openShop(opening);
  await opening.stop();
  for (let round = 1; round <= options.rounds; round += 1) {
    const life = await startLife(options.dataDir);
    const { ms, acts } = await liveAndDie(life, trade, random);
    options.tell(`round ${round}: killed after ${ms} ms and ${acts} actions; ${trade.placed.size} orders acknowledged so far`);
  }
  const last = await startLife(options.dataDir);
  const leftovers = await finish(last, trade);
  await last.stop();
  const report = await judge(options.dataDir, trade.placed, trade.received, firstDelivery);
  return { ...report, violations: [...trade.refusals, ...leftovers, ...report.violations] };
};
