import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom, type Random } from '../../lib/platform/simulation/random.ts';
import type { Estate } from './estate.ts';
import type { DrillReport } from './report.ts';
import { firstDelivery, openShop, openTrade, type Trade } from './trade.ts';
import { auditProblems, judge } from './verdict.ts';

const hands = 8;
/** The longest that nothing may change while there is work left, and that finishing may take in all: in milliseconds. */
const standstillMsMax = 120_000;
const settleMsMax = 1_800_000;
const calmLooks = 5;
const lookEveryMs = 200;
/** Times that an operator sends dead letters back before they count as lost. */
const sendBacksMax = 5;
const cancelRoundsMax = 20;

type Round = { readonly ms: number; readonly acts: number; readonly killed: readonly string[] };

/** Several people act side by side until processes are killed under them. */
const liveAndDie = async (estate: Estate, trade: Trade, random: Random): Promise<Round> => {
  await estate.live();
  const ms = random.between(estate.lifeMs.from, estate.lifeMs.to);
  const death = new AbortController();
  let acts = 0;
  const people = Array.from({ length: hands }, async () => {
    while (!death.signal.aborted) {
      await trade.act(estate.ask);
      acts += 1;
    }
  });
  estate.disturb(random, ms);
  await sleep(ms);
  const killed = await estate.kill(random);
  death.abort();
  await Promise.all(people);
  return { ms, acts, killed };
};

type Status = {
  readonly pipeline: readonly unknown[];
  readonly queues: readonly { readonly waiting: number; readonly in_flight: number }[];
  readonly dead_letters: readonly { readonly queue: string; readonly waiting: number }[];
};

const statusOf = async ({ ask }: Estate): Promise<Status | undefined> => {
  const answer = await ask('GET', '/status');
  return answer?.status === 200 ? (answer.body as unknown as Status) : undefined;
};

const backlogOf = (status: Status): number => status.queues.reduce((sum, { waiting, in_flight: inFlight }) => sum + waiting + inFlight, 0);

/** Finishes what lies before anybody, until nothing moves any more. @returns what kept moving */
const settle = async (estate: Estate, trade: Trade): Promise<readonly string[]> => {
  const startedAt = performance.now();
  let seen = { picture: '', at: startedAt };
  for (let calm = 0; calm < calmLooks; ) {
    const worked = [await trade.finishAsking(estate.ask), await trade.workOff(estate.ask)].includes(true);
    const status = await statusOf(estate);
    calm = !worked && status && backlogOf(status) === 0 && (await estate.isQuiet()) ? calm + 1 : 0;
    const [now, picture] = [performance.now(), JSON.stringify([status?.pipeline, status?.queues])];
    if (picture !== seen.picture) seen = { picture, at: now };
    if (now - seen.at > standstillMsMax)
      return [`nothing has changed for ${standstillMsMax / 1_000} s, and there is work left: ${picture}`];
    if (now - startedAt > settleMsMax) return [`the work did not come to an end within ${settleMsMax / 1_000} s`];
    await sleep(lookEveryMs);
  }
  return [];
};

type SendingBack = { readonly sentBack: number; readonly problems: readonly string[] };

/** A message whose consumers were killed each time it was received is given up; an operator sends it back. */
const sendBackDeadLetters = async (estate: Estate, trade: Trade): Promise<SendingBack> => {
  let sentBack = 0;
  for (let round = 0; ; round += 1) {
    const letters = ((await statusOf(estate))?.dead_letters ?? []).filter(({ waiting }) => waiting > 0);
    if (letters.length === 0) return { sentBack, problems: [] };
    if (round === sendBacksMax) return { sentBack, problems: letters.map(({ queue, waiting }) => `${waiting} dead letters in ${queue}`) };
    for (const { queue } of letters) {
      const answer = await estate.ask('POST', `/dead-letters/${queue}/redrive`, {});
      sentBack += Number(answer?.body['redriven'] ?? 0);
    }
    const problems = await settle(estate, trade);
    if (problems.length > 0) return { sentBack, problems };
  }
};

/** Brings every order to its end: with stock for all of them, and by giving up those that every warehouse has refused. */
const finish = async (estate: Estate, trade: Trade): Promise<SendingBack> => {
  await trade.stockUp(estate.ask);
  const first = await settle(estate, trade);
  if (first.length > 0) return { sentBack: 0, problems: first };
  const back = await sendBackDeadLetters(estate, trade);
  let problems = back.problems;
  for (let rounds = 0; problems.length === 0 && rounds < cancelRoundsMax && (await trade.cancelWaiting(estate.ask)) > 0; rounds += 1)
    problems = await settle(estate, trade);
  return { sentBack: back.sentBack, problems };
};

export type DrillOptions = {
  readonly rounds: number;
  readonly seed: number;
  readonly estate: Estate;
  readonly tell: (line: string) => void;
};

/** Lives and dies `rounds` times, lives once more to finish everything, and is judged. The caller closes the estate. */
export const runDrill = async ({ rounds, seed, estate, tell }: DrillOptions): Promise<DrillReport> => {
  const random = createRandom(seed);
  const trade = openTrade(random);
  const killed: Record<string, number> = {};
  await estate.live();
  await openShop(estate.ask);
  for (let round = 1; round <= rounds; round += 1) {
    const life = await liveAndDie(estate, trade, random);
    for (const name of life.killed) killed[name] = (killed[name] ?? 0) + 1;
    tell(
      `round ${round}: ${life.killed.join(', ')} killed after ${life.ms} ms and ${life.acts} actions; ${trade.placed.size} orders acknowledged so far`,
    );
  }
  tell('everything is finished, and then looked into');
  await estate.live();
  const finishing = await finish(estate, trade);
  const restless = await estate.rest();
  const audit = await estate.audit();
  const { problems, ...findings } = await estate.inspect((platform) =>
    judge(platform, { placed: trade.placed, received: trade.received, firstDelivery }),
  );
  const found = auditProblems(audit);
  return {
    engine: estate.engine,
    rounds,
    seed,
    kills: Object.values(killed).reduce((sum, count) => sum + count, 0),
    killed,
    disturbances: estate.disturbances(),
    acknowledged: trade.placed.size,
    ...findings,
    sentBack: finishing.sentBack,
    audit: { ok: audit.ok, streams: audit.streams, events: audit.events, findings: found.length },
    problems: [...estate.mishaps(), ...trade.refusals, ...finishing.problems, ...restless, ...problems, ...found],
  };
};
