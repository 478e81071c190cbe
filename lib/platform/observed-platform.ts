import type {
  BlobStore,
  Directory,
  EdgeCache,
  EventBus,
  Keys,
  Messages,
  Parameters,
  Platform,
  Queue,
  Secrets,
  Table,
  Timers,
  Workflows,
} from './ports.ts';

/** The ports that reach out of the process; clock, ids and hashes do not. */
export type ObservedPort =
  | 'ledger'
  | 'views'
  | 'vault'
  | 'bus'
  | 'queue'
  | 'workflows'
  | 'timers'
  | 'blobs'
  | 'keys'
  | 'secrets'
  | 'parameters'
  | 'models'
  | 'http'
  | 'directory'
  | 'edge'
  | 'messages'
  | 'training';

/** One call of a port, as it is made. */
export type PortCall = {
  readonly port: ObservedPort;
  readonly method: string;
  readonly args: readonly unknown[];
  /** Name of the queue, where the port is one. */
  readonly queue?: string;
};

export type PortObserver = {
  /** Runs before the call; what it throws is what the caller gets, and the call is not made. */
  readonly before?: (call: PortCall) => void;
  /** Runs once the call has succeeded. */
  readonly after?: (call: PortCall, result: unknown) => void;
};

// Each port's methods, checked against its interface, so that a method added later cannot slip past.
const tableMethods: Record<keyof Table, true> = {
  get: true,
  getMany: true,
  query: true,
  put: true,
  update: true,
  delete: true,
  transact: true,
  scan: true,
};
const busMethods: Record<keyof EventBus, true> = { publish: true };
const queueMethods: Record<Exclude<keyof Queue, 'looksAreFree'>, true> = {
  send: true,
  receive: true,
  acknowledge: true,
  changeVisibility: true,
  depth: true,
  browse: true,
  redrive: true,
};
const workflowMethods: Record<keyof Workflows, true> = {
  start: true,
  succeed: true,
  fail: true,
  heartbeat: true,
  stop: true,
  describe: true,
  list: true,
};
const timerMethods: Record<keyof Timers, true> = { schedule: true, cancel: true, dueAt: true };
const blobMethods: Record<keyof BlobStore, true> = { put: true, get: true, delete: true, list: true, listEntries: true };
const keyMethods: Record<keyof Keys, true> = { generateDataKey: true, unwrap: true, destroyRemains: true, mac: true };
const secretMethods: Record<keyof Secrets, true> = { get: true };
const parameterMethods: Record<keyof Parameters, true> = { get: true };
const directoryMethods: Record<Exclude<keyof Directory, 'issuer'>, true> = {
  invite: true,
  setEnabled: true,
  signOut: true,
  resetPassword: true,
  remove: true,
};

const edgeMethods: Record<keyof EdgeCache, true> = { purge: true };
const messageMethods: Record<keyof Messages, true> = { send: true };

type Method = (...args: unknown[]) => Promise<unknown>;

/** The same platform, with every call of a port shown to the observer. */
export const observePlatform = (platform: Platform, observer: PortObserver): Platform => {
  const observed = <T extends object>(port: T, methods: object, at: Pick<PortCall, 'port' | 'queue'>): T =>
    Object.fromEntries(
      Object.keys(methods).map((method) => [
        method,
        async (...args: unknown[]): Promise<unknown> => {
          const call: PortCall = { ...at, method, args };
          observer.before?.(call);
          const result = await (Reflect.get(port, method) as Method).apply(port, args);
          observer.after?.(call, result);
          return result;
        },
      ]),
    ) as T;
  const { directory, edge, messages, training } = platform;
  return {
    ...platform,
    ...(directory ? { directory: { ...observed(directory, directoryMethods, { port: 'directory' }), issuer: directory.issuer } } : {}),
    ...(edge ? { edge: observed(edge, edgeMethods, { port: 'edge' }) } : {}),
    ...(messages ? { messages: observed(messages, messageMethods, { port: 'messages' }) } : {}),
    ...(training
      ? {
          training: {
            ...observed(training, { start: true, ...(training.putUp ? { putUp: true } : {}) }, { port: 'training' }),
            microUsdPerSecond: training.microUsdPerSecond,
          },
        }
      : {}),
    ledger: observed(platform.ledger, tableMethods, { port: 'ledger' }),
    views: observed(platform.views, tableMethods, { port: 'views' }),
    vault: observed(platform.vault, tableMethods, { port: 'vault' }),
    bus: observed(platform.bus, busMethods, { port: 'bus' }),
    queue: (name) => {
      const queue = platform.queue(name);
      return { ...observed(queue, queueMethods, { port: 'queue', queue: name }), looksAreFree: queue.looksAreFree };
    },
    workflows: observed(platform.workflows, workflowMethods, { port: 'workflows' }),
    timers: observed(platform.timers, timerMethods, { port: 'timers' }),
    blobs: observed(platform.blobs, blobMethods, { port: 'blobs' }),
    keys: observed(platform.keys, keyMethods, { port: 'keys' }),
    secrets: observed(platform.secrets, secretMethods, { port: 'secrets' }),
    parameters: observed(platform.parameters, parameterMethods, { port: 'parameters' }),
    models: observed(platform.models, { invoke: true }, { port: 'models' }),
    http: observed(platform.http, { send: true }, { port: 'http' }),
  };
};
