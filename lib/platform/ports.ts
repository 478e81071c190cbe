// The machine as the product sees it. Two engines stand behind these ports: `platform/embedded` (one process, SQLite)
// and `platform/aws`. Each port has one contract suite in test/contract that every engine passes. What a port is about says
// in which file below `ports/` it stands; everybody imports it from here.
import type { Observability } from './observability.ts';
import type { Directory } from './ports/directory.ts';
import type { EventBus, Queue } from './ports/messages.ts';
import type { ModelEndpoint, Training } from './ports/models.ts';
import type { EdgeCache, Http, Messages } from './ports/outbound.ts';
import type { Keys, Parameters, Secrets } from './ports/secrets.ts';
import type { BlobStore } from './ports/storage.ts';
import type { Table } from './ports/tables.ts';
import type { Ids, Timekeeper } from './ports/time-and-ids.ts';
import type { Timers, Workflows } from './ports/workflows.ts';

export type * from './ports/directory.ts';
export * from './ports/errors.ts';
export type * from './ports/messages.ts';
export * from './ports/models.ts';
export * from './ports/outbound.ts';
export * from './ports/secrets.ts';
export type * from './ports/storage.ts';
export * from './ports/tables.ts';
export type * from './ports/time-and-ids.ts';
export * from './ports/workflows.ts';

/** Which installation this is, for those who look at it. */
export type Place = {
  /** API keys are good in the environment that they were made in. */
  readonly environment: 'live' | 'sandbox';
  /** In AWS. */
  readonly stage: string | null;
  /**
   * What makes an item one that many want, where that is not what usually does: in a simulation a few orders stand for thousands.
   * Rates are reservations in a second; an item with fewer free units than `fromUnits` gets no buckets, another one `slots`.
   */
  readonly busyItems?: {
    readonly fromPerSecond: number;
    readonly belowPerSecond: number;
    readonly slots: number;
    readonly fromUnits: number;
  };
};

/** Everything a handler may reach of the machine. */
export type Platform = {
  /** Event store, and beside the streams their receipts, master data, access rows and open task tokens. Nothing personal. */
  readonly ledger: Table;
  /** Everything derivable from the ledger. */
  readonly views: Table;
  /** Personal data and its wrapped keys. */
  readonly vault: Table;
  readonly bus: EventBus;
  /** @throws Error for a queue that no wiring declares */
  readonly queue: (name: string) => Queue;
  readonly workflows: Workflows;
  readonly timers: Timers;
  readonly blobs: BlobStore;
  readonly keys: Keys;
  readonly secrets: Secrets;
  readonly parameters: Parameters;
  readonly models: ModelEndpoint;
  /** Absent where nothing can be trained, as in a simulation. */
  readonly training?: Training;
  readonly http: Http;
  /** Absent where nobody can be texted. */
  readonly messages?: Messages;
  /** Absent where the product keeps passwords and signs tokens itself, as on the embedded engine. */
  readonly directory?: Directory;
  /** Absent where nothing keeps answers, or nothing can be thrown out: then answers are as old as they say they may be. */
  readonly edge?: EdgeCache;
  readonly clock: Timekeeper;
  readonly ids: Ids;
  readonly sha256: (text: string) => string;
  /** @default a live installation that is no stage */
  readonly place?: Place;
  readonly observability: Observability;
};
