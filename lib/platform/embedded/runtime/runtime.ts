import { mkdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { toEpochMs } from '../../../kernel/instant.ts';
import type { Directory, Http, Ids, Platform, Timekeeper, Training } from '../../ports.ts';
import type { ContextWiring, StreamWiring } from '../../wiring.ts';
import { feedTopic } from '../change-feed.sqlite.ts';
import { type EmbeddedPlatform, type OutsideTables, openEmbeddedPlatform } from '../embedded-platform.ts';
import { createLocalObservability, type LocalObservability } from '../observability.local.ts';
import { queueTopic } from '../queue.storage.ts';
import { timersTopic } from '../timers.sqlite.ts';
import { createLocalTraining } from '../training.local.ts';
import { driveWorkflows } from '../workflows/driver.ts';
import { createEmbeddedWorkflows, type EmbeddedWorkflows } from '../workflows/workflows.embedded.ts';
import { createEdgeCache } from './edge-cache.ts';
import { createFunctions, type FunctionPlatform, type Functions } from './functions.ts';
import { startHttpServer } from './http-server.ts';
import { type Pump, startPump } from './pump.ts';
import { createQueueStep } from './queue-source.ts';
import type { StaticPages } from './static-pages.ts';
import { createStreamStep } from './stream-source.ts';
import { machineSubstitution } from '../../wiring.functions.ts';

export type RuntimeOptions = {
  readonly dataDir: string;
  readonly wirings: readonly ContextWiring[];
  /** Folder of the `<context>/<verb>.handler.ts` files. */
  readonly handlersUrl: URL;
  /** Folder of the `.asl.json` files. */
  readonly machinesUrl: URL;
  /** Function that authorizes requests. */
  readonly authorizer: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Timekeeper;
  readonly ids?: Ids;
  readonly http?: Http;
  /** @default every function reaches the whole platform, and shares its caches with the others */
  readonly platformFor?: FunctionPlatform;
  readonly logLevel?: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
  /** Tables of another engine in place of the data folder's. */
  readonly tables?: OutsideTables;
  /** Where people sign in. @default with the product itself */
  readonly directory?: Directory;
  /** Where models are trained. @default programs beside this process */
  readonly training?: (platform: Pick<Platform, 'blobs' | 'queue'>) => Training;
};

export type ListenOptions = {
  readonly host: string;
  readonly port: number;
  readonly requestsPerSecond?: number;
  /** Folders of pages beside the API. @default none */
  readonly pages?: readonly StaticPages[];
};

export type Runtime = {
  readonly platform: Platform;
  readonly embedded: EmbeddedPlatform<EmbeddedWorkflows>;
  readonly observability: LocalObservability;
  readonly functions: Functions;
  /** Starts readers of queues, streams and timers, and takes up workflows where they stopped. */
  readonly start: () => Promise<void>;
  readonly listen: (options: ListenOptions) => Promise<{ readonly url: string }>;
  /**
   * Resolves when the disk could not keep what had been written: nothing more is taken in, and the process has to end and to
   * begin anew from what is durable.
   */
  readonly failed: Promise<Error>;
  /** Ends what is under way, commits, and closes the files. */
  readonly stop: () => Promise<void>;
};

const idlePollMs = 200;
/** After the start, so that the process is ready to be called back. */
const firstCallMs = 1_000;
const maintenanceEveryMs = 60_000;
const feedTrimRecords = 50_000;
const sweptRecords = 5_000;
const cautiousMs = 10_000;
const requestsPerSecondDefault = 5_000;

/** Opens the product in one process over one folder. Nothing runs until `start`. */
export const openRuntime = (options: RuntimeOptions): Runtime => {
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  const observability = createLocalObservability({ dataDir: options.dataDir, ...(options.logLevel ? { level: options.logLevel } : {}) });
  const { logger } = observability;
  // Workflows call functions and functions need the platform that holds the workflows; both exist before either is used.
  const invoke = (name: string, event: unknown): Promise<unknown> => loaded.invoke(name, event);
  const embedded = openEmbeddedPlatform<EmbeddedWorkflows>({
    dataDir: options.dataDir,
    wirings: options.wirings,
    observability,
    ...(options.env ? { env: options.env } : {}),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.ids ? { ids: options.ids } : {}),
    ...(options.http ? { http: options.http } : {}),
    ...(options.tables ? { tables: options.tables } : {}),
    workflows: (parts) =>
      createEmbeddedWorkflows({
        ...parts,
        invoke,
        onError: (error, executionId) => logger.error('workflow step failed', { execution_id: executionId, error: error as Error }),
      }),
  });
  const edge = createEdgeCache(embedded.platform);
  const platform: Platform = {
    ...embedded.platform,
    edge: edge.port,
    training: (options.training ?? createLocalTraining)(embedded.platform),
    ...(options.directory ? { directory: options.directory } : {}),
  };
  const loaded = createFunctions(platform, options.handlersUrl, options.platformFor);

  const pumps: Pump[] = [];
  const closers: (() => Promise<void> | void)[] = [];
  const byTopic = new Map<string, Pump>();
  const onError = (name: string) => (error: unknown) => logger.error('pump failed', { pump: name, error: error as Error });
  const addPump = (name: string, topic: string | undefined, step: () => Promise<boolean>, concurrency = 1): void => {
    const pump = startPump({ step: () => embedded.store.pace.aside(step), concurrency, idleMs: idlePollMs, onError: onError(name) });
    pumps.push(pump);
    if (topic !== undefined) byTopic.set(topic, pump);
  };

  const addStream = async (wiring: StreamWiring): Promise<void> => {
    const { ledger: feed } = embedded.feeds;
    await feed.consumers.register(wiring.name);
    const position = {
      read: () => Promise.resolve(feed.consumers.position(wiring.name)),
      save: (sequence: string) => feed.consumers.save(wiring.name, sequence),
    };
    const step = createStreamStep({ platform, functions: loaded, wiring, feed, position, sleep: (ms) => sleep(ms) });
    addPump(wiring.name, undefined, step);
  };

  const start = async (): Promise<void> => {
    await loaded.preload(handlerNames(options.wirings, options.authorizer));
    await registerMachines(options, embedded.workflows);
    for (const stream of options.wirings.flatMap((wiring) => wiring.streams ?? [])) await addStream(stream);
    // Every reader of the ledger sleeps until the ledger has changed.
    const streamPumps = [...pumps];
    // A message that ends the process does so again soon after the next start; by then its receipt has to be on the disk, or
    // it would never be given up.
    const cautiousUntil = performance.now() + cautiousMs;
    const counted = (): Promise<void> => (performance.now() < cautiousUntil ? embedded.store.durable() : Promise.resolve());
    await embedded.queues.takeBack();
    // Tables of another engine are durable at once: what is noted here must not lag behind them.
    if (options.tables === undefined) embedded.store.runAhead();
    for (const queue of options.wirings.flatMap((wiring) => wiring.queues ?? [])) {
      addPump(queue.name, queueTopic(queue.name), createQueueStep(platform, loaded, queue, counted), queue.concurrency ?? 4);
    }
    addPump('timers', timersTopic, async () => (await embedded.timers.moveDue(100)) === 100);
    for (const schedule of options.wirings.flatMap((wiring) => wiring.schedules ?? [])) {
      const call = (): void =>
        void invoke(schedule.handler, { source: 'aws.scheduler', name: schedule.name }).catch(onError(schedule.name));
      // Whatever was due while the process was not there is due now.
      const first = setTimeout(call, firstCallMs);
      const timer = setInterval(call, schedule.everySeconds * 1000);
      closers.push(() => {
        clearTimeout(first);
        clearInterval(timer);
      });
    }
    const maintenance = setInterval(() => void maintain(embedded).catch(onError('maintenance')), maintenanceEveryMs);
    closers.push(() => clearInterval(maintenance));
    closers.push(
      embedded.store.onChanged((topics) => {
        for (const topic of topics) byTopic.get(topic)?.wake();
        if (topics.has(feedTopic('ledger'))) for (const pump of streamPumps) pump.wake();
      }),
    );
    const { executions } = await embedded.workflows.resume();
    closers.push(driveWorkflows(embedded.workflows, platform.clock, { onError: onError('workflows') }));
    logger.info('runtime started', { executions_resumed: executions });
  };

  return {
    platform,
    embedded,
    observability,
    functions: loaded,
    failed: new Promise((resolve) => {
      embedded.store.onFailed((error) => {
        logger.error('the database failed', { error });
        resolve(error);
      });
    }),
    start,
    listen: async ({ host, port, requestsPerSecond = requestsPerSecondDefault, pages = [] }) => {
      const routes = options.wirings.flatMap((wiring) => wiring.http ?? []);
      const server = await startHttpServer({
        platform,
        functions: loaded,
        routes,
        authorizer: options.authorizer,
        host,
        port,
        requestsPerSecond,
        pages,
        edge,
        serve: (work) =>
          embedded.store.pace.first(async () => {
            const answer = await work();
            await embedded.store.durable();
            return answer;
          }),
      });
      closers.unshift(server.close);
      return { url: server.url };
    },
    stop: async () => {
      for (const close of closers) await close();
      await Promise.all(pumps.map((pump) => pump.stop()));
      await embedded.workflows.close();
      await embedded.close();
      await observability.close();
    },
  };
};

/** What DynamoDB does by itself: forgets stream records that every reader has passed, and records whose time is over. */
const maintain = async ({ feeds, tables, platform, remains }: EmbeddedPlatform<EmbeddedWorkflows>): Promise<void> => {
  const nowSeconds = Math.floor(toEpochMs(platform.clock.now()) / 1_000);
  await feeds.ledger.trim(feedTrimRecords);
  for (const table of tables) await table.sweepExpired(nowSeconds, sweptRecords);
  await remains.destroy();
};

const handlerNames = (wirings: readonly ContextWiring[], authorizer: string): readonly string[] => [
  authorizer,
  ...wirings.flatMap((wiring) =>
    [wiring.http, wiring.queues, wiring.streams, wiring.tasks, wiring.schedules].flatMap((entries) =>
      (entries ?? []).map((entry) => entry.handler),
    ),
  ),
];

/** Machines get the names of our handlers and of each other where AWS puts ARNs. */
const registerMachines = async (options: RuntimeOptions, workflows: EmbeddedWorkflows): Promise<void> => {
  const machines = options.wirings.flatMap((wiring) => wiring.machines ?? []);
  const tasks = options.wirings.flatMap((wiring) => wiring.tasks ?? []).map((task): [string, string] => [task.name, task.handler]);
  const substitutions = Object.fromEntries([
    ...tasks,
    ...machines.map((machine): [string, string] => [machineSubstitution(machine.name), machine.name]),
  ]);
  for (const machine of machines) {
    const definition = readFileSync(new URL(machine.definition, options.machinesUrl), 'utf8');
    await workflows.register(machine.name, { definition, substitutions });
  }
};
