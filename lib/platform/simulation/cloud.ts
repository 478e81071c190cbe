import { hash } from 'node:crypto';
import type { Instant } from '../../kernel/instant.ts';
import { deadLetterQueueOf } from '../rules/queue.rules.ts';
import {
  type Blob,
  type ChangeFeed,
  type EdgeCache,
  type Http,
  type ModelEndpoint,
  ModelUnavailableError,
  type Place,
  type Platform,
  type Table,
  UnavailableError,
} from '../ports.ts';
import { createOutbox } from '../embedded/messages.outbox.ts';
import { createEdgeCache, type RuntimeEdgeCache } from '../embedded/runtime/edge-cache.ts';
import { createIds } from '../system/ids.system.ts';
import type { ContextWiring, HandlerName } from '../wiring.ts';
import type { EmbeddedWorkflows } from '../embedded/workflows/workflows.embedded.ts';
import { createModelBus } from './event-bus.model.ts';
import { createFaults, type FaultKind, type Faults } from './faults.ts';
import { createModelFunctions, type ModelFunctions, type Tamper } from './functions.ts';
import { createGateway, type SimulatedGateway } from './gateway.ts';
import { createModelObservability, type LogLine } from './observability.model.ts';
import { createModelQueues, type ModelQueues } from './queue.model.ts';
import { createRandom, mix, type Random } from './random.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';
import { createModelBlobs, createModelKeys, createModelTimers, type ModelTimers } from './services.model.ts';
import { startQueues, startSchedules, startStreams } from './sources.ts';
import type { TableLimits } from './table.capacity.ts';
import { type Committed, createModelTable, type ModelTable } from './table.model.ts';
import { createModelWorkflows } from './workflows.model.ts';

/** What whoever watches over a run is told as it happens. */
export type Watch = {
  readonly onCommitted: (table: 'ledger' | 'views' | 'vault', changes: readonly Committed[]) => void;
  readonly onBlob: (key: string, blob: Blob) => void;
  /** A message got into a queue, with everything that travels outside the tables. */
  readonly onSent: (queue: string, body: string) => void;
  readonly onHandled: (queue: string, body: string) => void;
  readonly onLog: (line: LogLine) => void;
};

export type CloudOptions = {
  readonly seed: number;
  readonly start: Instant;
  readonly faults: ReadonlySet<FaultKind>;
  readonly wirings: readonly ContextWiring[];
  readonly authorizer: HandlerName;
  readonly handlersUrl: URL;
  readonly machinesUrl: URL;
  readonly secrets: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly models: ModelEndpoint;
  /** @default that of no installation */
  readonly place?: Place;
  /** What lies outside. @default nothing answers */
  readonly http?: Http;
  readonly watch: Watch;
  readonly tamper?: Tamper;
};

export type Cloud = {
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
  /** The machine itself: calls go straight through, without faults. For setting up and for looking. */
  readonly machine: Platform;
  readonly workflows: EmbeddedWorkflows;
  readonly queues: ModelQueues;
  readonly request: SimulatedGateway;
  /** New code and new machines take over. */
  readonly deploy: () => Promise<void>;
  readonly ledgerFeed: ChangeFeed;
  /** Lets the ledger look as if another release had written it. For when nothing is under way. */
  readonly rewriteLedger: ModelTable['rewrite'];
};

const shardCount = 4;
const busMs = { from: 10, to: 300 } as const;
const reorderMs = { from: 300, to: 20_000 } as const;
/** Under the `throttle` fault, so that some fifty orders meet the limits that DynamoDB sets to thousands. */
const tightLimits: TableLimits = { writeUnitsPerSecond: 25, readUnitsPerSecond: 150, transactionMs: 15 };
const wideLimits: TableLimits = { writeUnitsPerSecond: 1_000, readUnitsPerSecond: 3_000, transactionMs: 5 };

const sha256 = (text: string): string => hash('sha256', text);

/** What an endpoint says that serves another model than the one that was meant. */
export const strangeModelVersion = 'ffffffffffffffff';

/** A model endpoint whose provider has bad days. */
const unreliable = (models: ModelEndpoint, faults: Faults, random: Random, scheduler: Scheduler): ModelEndpoint => ({
  invoke: async (request) => {
    if (!faults.strikes('provider')) return models.invoke(request);
    const how = random.pick(['late', 'down', 'nonsense', 'another'] as const);
    if (how === 'nonsense') return { answer: 42 };
    if (how === 'another') return { ...((await models.invoke(request)) as object), model_version: strangeModelVersion };
    if (how === 'late') await scheduler.sleep(request.deadlineMs, 'the model is late');
    throw new ModelUnavailableError(`The endpoint is ${how}`);
  },
});

const silence: Http = {
  send: async () => {
    throw new UnavailableError('Nothing outside answers');
  },
};

const farMs = { from: 20, to: 250 } as const;

/** The way to others and back. */
const outside = (http: Http, random: Random, scheduler: Scheduler): Http => ({
  send: async (request) => {
    const name = `${request.method} ${new URL(request.url).pathname}`;
    await scheduler.sleep(random.between(farMs.from, farMs.to), `${name} goes out`);
    const answer = await http.send(request);
    await scheduler.sleep(random.between(farMs.from, farMs.to), `${name} is answered ${answer.status}`);
    return answer;
  },
});

const forgetMs = { from: 500, to: 20_000 } as const;

/** As CloudFront it takes a purge at once and is done with it later, and refuses when too much is under way. */
const slowToForget = (edge: EdgeCache, faults: Faults, random: Random, scheduler: Scheduler): EdgeCache => ({
  purge: async (purge) => {
    if (faults.strikes('throttle')) throw new UnavailableError('Too much is being thrown out of the cache already');
    scheduler.after(
      random.between(forgetMs.from, forgetMs.to),
      `the cache forgets ${purge.paths.length} paths`,
      () => void edge.purge(purge),
    );
  },
});

const openTables = (scheduler: Scheduler, faults: Faults, watch: Watch, onShard: (shard: number) => void) => {
  const limits = (): TableLimits => (faults.isActive('throttle') ? tightLimits : wideLimits);
  // The limits change when the fault phase ends, so the model looks them up each time.
  const live: TableLimits = {
    get writeUnitsPerSecond() {
      return limits().writeUnitsPerSecond;
    },
    get readUnitsPerSecond() {
      return limits().readUnitsPerSecond;
    },
    get transactionMs() {
      return limits().transactionMs;
    },
  };
  const open = (name: 'ledger' | 'views' | 'vault') =>
    createModelTable({
      nowMs: scheduler.nowMs,
      limits: live,
      shards: shardCount,
      onCommitted: (changes) => {
        watch.onCommitted(name, changes);
        if (name !== 'ledger') return;
        const touched = changes.map(({ newImage, oldImage }) => mix(0x811c9dc5, (newImage ?? oldImage)?.PK ?? '') % shardCount);
        for (const shard of new Set(touched)) onShard(shard);
      },
    });
  return { ledger: open('ledger'), views: open('views').table, vault: open('vault').table };
};

const openQueues = (
  options: CloudOptions,
  scheduler: Scheduler,
  faults: Faults,
  random: Random,
  onChanged: (queue: string) => void,
): ModelQueues =>
  createModelQueues({
    nowMs: scheduler.nowMs,
    ids: createIds(scheduler.clock, random.fork('messages').bytes),
    definitions: options.wirings.flatMap((wiring) => wiring.queues ?? []),
    deadLetterQueues: options.wirings.flatMap((wiring) => wiring.streams ?? []).map(({ name }) => deadLetterQueueOf(name)),
    deliversTwice: () => faults.strikes('duplicate'),
    onChanged,
  });

const openBus = (
  options: CloudOptions,
  { scheduler, faults, random, queues }: Pick<Cloud, 'scheduler' | 'faults' | 'random' | 'queues'>,
) => {
  const carry = (queue: string, body: string): void => {
    const lateMs = faults.strikes('reorder') ? random.between(reorderMs.from, reorderMs.to) : 0;
    scheduler.after(lateMs + random.between(busMs.from, busMs.to), `the bus delivers to ${queue}`, () => {
      options.watch.onSent(queue, body);
      void queues.get(queue).send([{ body }]);
    });
  };
  return createModelBus({
    nowMs: scheduler.nowMs,
    ids: createIds(scheduler.clock, random.fork('bus').bytes),
    subscriptions: options.wirings.flatMap((wiring) => wiring.subscriptions ?? []).filter(({ bus }) => bus !== 'aws'),
    refuses: () => faults.strikes('throttle'),
    deliver: (queue, body) => {
      carry(queue, body);
      if (faults.strikes('duplicate')) carry(queue, body);
    },
  });
};

const openTimers = (scheduler: Scheduler, queues: ModelQueues): ModelTimers => {
  let armedForMs = Number.POSITIVE_INFINITY;
  const timers = createModelTimers(queues, scheduler.nowMs, () => {
    const dueMs = timers.nextDueMs();
    if (dueMs === undefined || dueMs >= armedForMs) return;
    armedForMs = dueMs;
    scheduler.after(dueMs - scheduler.nowMs(), 'timers fire', () => {
      armedForMs = Number.POSITIVE_INFINITY;
      void timers.fire();
    });
  });
  return timers;
};

type Services = { readonly ledger: Table; readonly views: Table; readonly vault: Table; readonly edge: EdgeCache } & Pick<
  Platform,
  'bus' | 'queue' | 'workflows' | 'timers'
>;

const openMachine = (options: CloudOptions, scheduler: Scheduler, faults: Faults, random: Random, services: Services): Platform => {
  const { secrets, parameters, watch } = options;
  const ids = createIds(scheduler.clock, random.fork('machine').bytes);
  const keys = createModelKeys(createIds(scheduler.clock, random.fork('keys').bytes));
  return {
    ...services,
    blobs: createModelBlobs(scheduler.nowMs, watch.onBlob),
    keys,
    messages: createOutbox({ vault: services.vault, keys, clock: scheduler.clock }),
    secrets: {
      get: async (name) => {
        const current = secrets[name];
        return current === undefined ? undefined : { current };
      },
    },
    parameters: { get: async (name) => parameters[name] },
    models: unreliable(options.models, faults, random.fork('provider'), scheduler),
    http: outside(options.http ?? silence, random.fork('outside'), scheduler),
    clock: scheduler.clock,
    ids,
    sha256,
    observability: createModelObservability(watch.onLog),
    ...(options.place ? { place: options.place } : {}),
  };
};

const timeoutMsDefault = 30_000;

/** A function behind a queue may take as long as its messages stay out of sight. */
const timeoutsOf = (wirings: readonly ContextWiring[]): ((handler: HandlerName) => number) => {
  const ofQueues = wirings.flatMap(({ queues = [] }) =>
    queues.flatMap(({ handler, visibilitySeconds }) =>
      visibilitySeconds === undefined ? [] : [[handler, visibilitySeconds * 1_000] as const],
    ),
  );
  const known = new Map(ofQueues);
  return (handler) => known.get(handler) ?? timeoutMsDefault;
};

const handlerNames = ({ wirings, authorizer }: CloudOptions): readonly HandlerName[] => [
  authorizer,
  ...wirings.flatMap((wiring) =>
    [wiring.http, wiring.queues, wiring.streams, wiring.tasks, wiring.schedules].flatMap((entries) =>
      (entries ?? []).map((entry) => entry.handler),
    ),
  ),
];

/** The product's region: its functions, queues, streams, workflows and tables on one seeded schedule with virtual time. */
export const openCloud = async (options: CloudOptions): Promise<Cloud> => {
  const { seed, wirings, watch } = options;
  const scheduler = createScheduler(options.start);
  const random = createRandom(seed);
  const faults = createFaults(options.faults, random.fork('faults'));
  const wakes: { queue: (name: string) => void; shard: (shard: number) => void } = { queue: () => undefined, shard: () => undefined };
  const tables = openTables(scheduler, faults, watch, (shard) => wakes.shard(shard));
  const queues = openQueues(options, scheduler, faults, random, (name) => wakes.queue(name));
  const timers = openTimers(scheduler, queues);
  const edge: RuntimeEdgeCache = createEdgeCache(scheduler);
  const { workflows, release } = createModelWorkflows({
    scheduler,
    faults,
    random: random.fork('workflows'),
    ids: createIds(scheduler.clock, random.fork('executions').bytes),
    sha256,
    functions: () => functions,
    wirings,
    machinesUrl: options.machinesUrl,
    onError: (error) => scheduler.note(`workflow step failed: ${String(error)}`),
  });
  const machine = openMachine(options, scheduler, faults, random, {
    ledger: tables.ledger.table,
    views: tables.views,
    vault: tables.vault,
    bus: openBus(options, { scheduler, faults, random: random.fork('deliveries'), queues }),
    queue: queues.get,
    workflows,
    timers,
    edge: slowToForget(edge.port, faults, random.fork('edge'), scheduler),
  });
  const functions: ModelFunctions = createModelFunctions({
    machine,
    handlersUrl: options.handlersUrl,
    scheduler,
    faults,
    random: random.fork('functions'),
    tamper: options.tamper ?? {},
    timeoutMs: timeoutsOf(wirings),
  });
  await functions.preload(handlerNames(options));
  await release(1);
  const sources = { machine, functions, scheduler, faults, random: random.fork('sources') };
  const queueWirings = wirings.flatMap((wiring) => wiring.queues ?? []);
  wakes.queue = startQueues({ ...sources, queues, wirings: queueWirings, onHandled: watch.onHandled });
  const streamWirings = wirings.flatMap((wiring) => wiring.streams ?? []);
  wakes.shard = startStreams({ ...sources, shards: tables.ledger.shards, wirings: streamWirings });
  startSchedules({ ...sources, wirings: wirings.flatMap((wiring) => wiring.schedules ?? []) });
  const routes = wirings.flatMap((wiring) => wiring.http ?? []);
  let releases = 1;
  return {
    scheduler,
    faults,
    random,
    machine,
    workflows,
    queues,
    ledgerFeed: tables.ledger.feed,
    rewriteLedger: tables.ledger.rewrite,
    request: createGateway({ functions, routes, authorizer: options.authorizer, scheduler, faults, random: random.fork('gateway'), edge }),
    deploy: async () => {
      releases += 1;
      functions.deploy(scheduler.clock.now());
      await release(releases);
    },
  };
};
