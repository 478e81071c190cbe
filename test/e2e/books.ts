import { readFileSync } from 'node:fs';
import { projections } from '../../lambdas/projections.ts';
import { inventoryItemAggregate, type InventoryItemState } from '../../lib/inventory/index.ts';
import { createViewInspector } from '../../lib/operations/app/inspect-views.ts';
import { join } from 'node:path';
import { type CommitItem, decodeEvent, expand, isCommit, streamIdOf, firstVersionOf } from '../../lib/platform/event-store/commit.codec.ts';
import { findChainBreak } from '../../lib/kernel/hash-chain.ts';
import { logFileName } from '../../lib/platform/embedded/observability.local.ts';
import type { Runtime } from '../../lib/platform/embedded/runtime/runtime.ts';
import type { Item, Table } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';

type Units = Readonly<Record<string, number>>;

export const scanAll = async (table: Table): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

/** Commits of every stream of a table, oldest first. */
export const streamsOf = (items: readonly Item[]): ReadonlyMap<string, readonly CommitItem[]> => {
  const commits = items.filter(isCommit).sort((left, right) => firstVersionOf(left) - firstVersionOf(right));
  return Map.groupBy(commits, (commit) => commit.PK);
};

/** The state that the newest commit of an inventory item carries. */
const stockStateOf = (commits: readonly CommitItem[]): InventoryItemState | undefined => {
  const newest = commits.at(-1);
  const event = newest?.events.at(-1);
  return newest && event && inventoryItemAggregate.inline?.unpack(newest.state, decodeEvent(inventoryItemAggregate, event));
};

const buckets = ['on_hand', 'allocated', 'incoming', 'damaged', 'quality_control'] as const;

/** What is wrong with the books of one SKU at one location: each movement must lead to the balance beside it. */
const stockProblems = (PK: string, commits: readonly CommitItem[]): readonly string[] => {
  const problems: string[] = [];
  const sums: Record<string, number> = Object.fromEntries(buckets.map((bucket) => [bucket, 0]));
  for (const event of commits.flatMap((commit) => commit.events)) {
    const movement = event.payload['movement'] as Units;
    const balance = event.payload['balance'] as Units;
    for (const bucket of buckets) sums[bucket] = (sums[bucket] ?? 0) + (movement[bucket] ?? 0);
    const { on_hand: onHand = 0, allocated = 0, available = 0 } = balance;
    if (buckets.some((bucket) => sums[bucket] !== balance[bucket])) problems.push(`${PK}: ${event.type} does not add up`);
    if (allocated < 0 || allocated > onHand || available !== onHand - allocated)
      problems.push(`${PK}: ${event.type} leaves ${JSON.stringify(balance)}`);
  }
  const last = stockStateOf(commits);
  const reserved = last?.open.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0;
  if (last && reserved !== last.balance.allocated) problems.push(`${PK}: ${reserved} units reserved, ${last.balance.allocated} allocated`);
  return problems;
};

export type Books = {
  /** Contradictions in the ledger: sums, hash chains, views that say something else. */
  readonly problems: readonly string[];
  /** Reservations that still hold stock, by id. */
  readonly reservations: readonly string[];
  /** Names of executions that have not ended. */
  readonly running: readonly string[];
  readonly deadLetters: readonly string[];
  /** Lines of the log at level ERROR. */
  readonly errors: readonly string[];
};

/** Looks into every store of an installation. */
export const readBooks = async (runtime: Runtime, dataDir: string): Promise<Books> => {
  const { platform } = runtime;
  const streams = streamsOf(await scanAll(platform.ledger));
  const views = createViewInspector(platform, projections);
  const problems: string[] = [];
  const reservations: string[] = [];
  for (const row of await scanAll(platform.views)) {
    const surplus = await views.inspectRow(row);
    if (surplus) problems.push(`${row.PK} ${row.SK}: ${surplus.what.join(', ')}`);
  }
  for (const [PK, commits] of streams) {
    const chain = findChainBreak(
      platform.sha256,
      commits.flatMap((commit) => expand(commit, platform.sha256).records),
    );
    if (chain) problems.push(`${PK}: hash chain breaks at ${chain.index}`);
    const stream = streamIdOf(PK);
    const differences = stream ? await views.inspectStream(stream, -1) : [];
    problems.push(...differences.map(({ key, problem, what }) => `${PK}: ${key.PK} ${key.SK} ${problem} ${what.join(', ')}`));
    if (stream?.kind !== 'STOCK') continue;
    problems.push(...stockProblems(PK, commits));
    reservations.push(...(stockStateOf(commits)?.open ?? []).map(({ id }) => id));
  }
  return {
    problems,
    reservations,
    running: await runningNames(runtime),
    deadLetters: await deadLetterNames(runtime),
    errors: errorsLogged(dataDir),
  };
};

const runningNames = async ({ platform }: Runtime): Promise<readonly string[]> => {
  const machines = wirings.flatMap((wiring) => wiring.machines ?? []);
  const pages = await Promise.all(machines.map(({ name }) => platform.workflows.list({ machine: name, status: 'running', limit: 1_000 })));
  return pages.flatMap(({ executions }) => executions.map(({ name }) => name));
};

const deadLetterNames = async ({ platform }: Runtime): Promise<readonly string[]> => {
  const sources = wirings.flatMap((wiring) => [...(wiring.queues ?? []), ...(wiring.streams ?? [])].map(({ name }) => name));
  const found = await Promise.all(sources.map(async (name) => ({ name, depth: await platform.queue(`${name}-dlq`).depth() })));
  return found.filter(({ depth }) => depth.waiting + depth.inFlight > 0).map(({ name }) => name);
};

const errorsLogged = (dataDir: string): readonly string[] =>
  readFileSync(join(dataDir, logFileName), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"level":"ERROR"'));

/** Messages and records that somebody has still to handle. */
const backlog = async (runtime: Runtime): Promise<number> => {
  // Promises are looked at once more after a minute, in case the views were behind; nobody has to wait for that second look.
  const queues = wirings.flatMap((wiring) => wiring.queues ?? []).filter(({ name }) => name !== 'promise-renewals');
  const depths = await Promise.all(queues.map(({ name }) => runtime.platform.queue(name).depth()));
  const { ledger: feed } = runtime.embedded.feeds;
  const unread = wirings
    .flatMap((wiring) => wiring.streams ?? [])
    .map(async ({ name }) => {
      const after = feed.consumers.position(name);
      return (await feed.read({ ...(after === undefined ? {} : { after }), limit: 1 })).length;
    });
  return (
    depths.reduce((sum, { waiting, inFlight }) => sum + waiting + inFlight, 0) +
    (await Promise.all(unread)).reduce((sum, one) => sum + one, 0)
  );
};

/** Waits until every event has been followed and no workflow has anything left to do but wait. */
export const settled = async (runtime: Runtime, withinMs = 15_000): Promise<void> => {
  const deadline = performance.now() + withinMs;
  for (let calm = 0; calm < 2; ) {
    await runtime.embedded.workflows.settled();
    calm = (await backlog(runtime)) === 0 ? calm + 1 : 0;
    if (performance.now() > deadline) throw new Error(`not settled within ${withinMs} ms; ${await backlog(runtime)} messages are left`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
