import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Observability } from '../observability.ts';
import type { ChangeFeed, Http, Ids, Place, Platform, Table, Timekeeper, Workflows } from '../ports.ts';
import type { ContextWiring } from '../wiring.ts';
import { openBlobStore } from './blob-store.sqlite.ts';
import { followOutside } from './change-feed.outside.ts';
import type { EmbeddedChangeFeed } from './change-feed.sqlite.ts';
import { systemClock } from '../system/clock.system.ts';
import { type EnvSource, openEnvSource } from './env-file.ts';
import { openEventBus } from './event-bus.embedded.ts';
import { createHttp } from '../system/http.fetch.ts';
import { createIds } from '../system/ids.system.ts';
import { openLocalKeys } from './keys.local.ts';
import { createOutbox } from './messages.outbox.ts';
import { createLocalModels, type LocalModel } from './model-endpoint.local.ts';
import { parametersFromEnv } from './parameters.env.ts';
import { deadLetterQueueOf } from '../rules/queue.rules.ts';
import { type EmbeddedQueues, openQueues } from './queue.sqlite.ts';
import { secretsFromEnv } from './secrets.env.ts';
import { createRemains, type Remains } from './remains.ts';
import { openStore, type Store } from './store.ts';
import { type EmbeddedTable, openTable } from './table.sqlite.ts';
import { type EmbeddedTimers, openTimers } from './timers.sqlite.ts';

/** Settings file of a data folder. */
export const envFileName = 'waybill.env';

/** What the workflow engine stands on. */
export type WorkflowParts = {
  /** Holds executions; nobody else writes to it. */
  readonly table: Table;
  readonly clock: Timekeeper;
  readonly ids: Ids;
  readonly sha256: (text: string) => string;
  /** Runs work apart from whatever began it. */
  readonly aside: <T>(work: () => T) => T;
};

/** The product's tables on another engine. That engine forgets expired records and old changes by itself. */
export type OutsideTables = {
  readonly ledger: Table;
  readonly views: Table;
  readonly vault: Table;
  readonly ledgerFeed: ChangeFeed;
};

export type EmbeddedPlatformOptions<W extends Workflows> = {
  readonly dataDir: string;
  readonly wirings: readonly ContextWiring[];
  readonly workflows: (parts: WorkflowParts) => W;
  readonly observability: Observability;
  readonly clock?: Timekeeper;
  readonly ids?: Ids;
  readonly http?: Http;
  /** Environment variables; they win over the data folder's settings file. None by default. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly models?: Readonly<Record<string, LocalModel>>;
  /** Take the place of the data folder's own tables; queues, timers, workflows and blobs stay in the folder. */
  readonly tables?: OutsideTables;
};

export type EmbeddedPlatform<W extends Workflows> = {
  readonly platform: Platform;
  readonly store: Store;
  /** Tables in the data folder, whose expired records somebody has to sweep. */
  readonly tables: readonly EmbeddedTable[];
  /** Change feeds of the streamed tables, for the runtime's stream readers. */
  readonly feeds: { readonly ledger: EmbeddedChangeFeed };
  readonly queues: EmbeddedQueues;
  readonly timers: EmbeddedTimers;
  readonly workflows: W;
  /** What is left in the files of keys that were destroyed. */
  readonly remains: Remains;
  /** Commits what is queued and closes the files. */
  close(): Promise<void>;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

type OpenedTables = {
  readonly used: { readonly ledger: Table; readonly views: Table; readonly vault: Table };
  readonly ledgerFeed: EmbeddedChangeFeed;
  readonly own: readonly EmbeddedTable[];
};

const openTables = (store: Store, outside: OutsideTables | undefined): OpenedTables => {
  if (outside) {
    const { ledger, ledgerFeed } = followOutside(store, 'ledger', outside.ledger, outside.ledgerFeed);
    return { used: { ledger, views: outside.views, vault: outside.vault }, ledgerFeed, own: [] };
  }
  const { table: ledger, feed } = openTable(store, { name: 'ledger', streamed: true });
  const { table: views } = openTable(store, { name: 'views' });
  const { table: vault } = openTable(store, { name: 'vault' });
  return { used: { ledger, views, vault }, ledgerFeed: feed as EmbeddedChangeFeed, own: [ledger, views, vault] };
};

/** Nobody outside is told of what a crash could still take back. */
const afterDurable = (http: Http, store: Store): Http => ({
  send: async (request) => {
    await store.durable();
    return http.send(request);
  },
});

/** Variable, also in the settings file, that says what the installation is for. */
export const environmentVariable = 'WAYBILL_ENVIRONMENT';

/** @throws Error that names what is allowed */
const environmentFrom = (settings: EnvSource): Place['environment'] => {
  const environment = settings.get(environmentVariable) ?? 'live';
  if (environment === 'live' || environment === 'sandbox') return environment;
  throw new Error(`${environmentVariable} is ${JSON.stringify(environment)}; allowed are live and sandbox`);
};

/** Everything the product needs of a machine, in one process and one folder. */
export const openEmbeddedPlatform = <W extends Workflows>(options: EmbeddedPlatformOptions<W>): EmbeddedPlatform<W> => {
  const { dataDir, wirings, clock = systemClock, ids = createIds(clock), env = {}, models = {}, http = createHttp() } = options;
  const store = openStore({ dataDir });
  const { used, ledgerFeed, own } = openTables(store, options.tables);
  const { table: runtime } = openTable(store, { name: 'runtime' });
  const queues = openQueues({
    store,
    clock,
    ids,
    definitions: wirings.flatMap((wiring) => wiring.queues ?? []),
    deadLetterQueues: wirings.flatMap((wiring) => wiring.streams ?? []).map((stream) => deadLetterQueueOf(stream.name)),
  });
  const timers = openTimers(store, queues, clock, ids);
  const settings = openEnvSource({ file: join(dataDir, envFileName), env });
  const workflows = options.workflows({ table: runtime, clock, ids, sha256, aside: store.pace.aside });
  const remains = createRemains(store, runtime, clock);
  const keys = openLocalKeys(dataDir, ids, () => remains.note());
  const platform: Platform = {
    ...used,
    bus: openEventBus(
      store,
      queues,
      clock,
      ids,
      wirings.flatMap((wiring) => wiring.subscriptions ?? []).filter(({ bus }) => bus !== 'aws'),
    ),
    queue: (name) => queues.get(name),
    workflows,
    timers,
    blobs: openBlobStore(store, clock),
    keys,
    secrets: secretsFromEnv(settings),
    parameters: parametersFromEnv(settings),
    models: createLocalModels(models),
    http: afterDurable(http, store),
    messages: createOutbox({ vault: used.vault, keys, clock }),
    clock,
    ids,
    sha256,
    place: { environment: environmentFrom(settings), stage: null },
    observability: options.observability,
  };
  return {
    platform,
    store,
    tables: [...own, runtime],
    remains,
    feeds: { ledger: ledgerFeed },
    queues,
    timers,
    workflows,
    close: () => store.close(),
  };
};
