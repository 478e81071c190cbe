// What each function needs of the machine, as plain data. Its role in AWS allows exactly that, its bundle carries only the
// clients for that, and the end-to-end suites refuse it anything else on the embedded engine too.
import type { Platform, Write } from './ports.ts';
import { observePlatform, type PortCall } from './observed-platform.ts';

/**
 * One right, as `<port>:<what>`:
 * - `ledger:`, `views:`, `vault:` with `get`, `getMany`, `query`, `scan`, `put`, `update`, `delete`, `check` (alone or in a transaction)
 * - `bus:publish`
 * - `queue:<name>:` with `send`, `receive`, `acknowledge`, `changeVisibility`, `depth`, `browse`, `redrive`
 * - `workflows:<machine>:` with `start`, `describe`, `list`, `stop`; `workflows:tasks:answer` for any task token
 * - `timers:schedule:<queue>`, `timers:cancel`, `timers:dueAt`
 * - `blobs:` with `put`, `get`, `delete`, `list`
 * - `keys:` with `generateDataKey`, `unwrap`, `mac`
 * - `edge:purge`
 * - `messages:send`
 * - `training:start`, `training:putUp`
 * - `directory:` with `invite`, `setEnabled`, `signOut`, `resetPassword`, `remove`
 * - `secrets:get` for those that operators put in, `secrets:<name>` for the deployment's own, `parameters:get`, `models:<endpoint>`, `http:send`
 */
export type Need = string;

/** A function called a port beyond what is declared for it. */
export class NeedNotDeclaredError extends Error {
  override readonly name = 'NeedNotDeclaredError';
}

type Describe = (call: PortCall) => readonly Need[];

const table: Describe = ({ port, method, args }) =>
  method === 'transact' ? (args[0] as readonly Write[]).map((write) => `${port}:${write.kind}`) : [`${port}:${method}`];

const workflows: Describe = ({ method, args }) => {
  const first = args[0] as { readonly machine?: string } | string;
  if (typeof first !== 'string') return [`workflows:${first.machine}:${method}`];
  if (method === 'describe' || method === 'stop') return [`workflows:${machineOf(first)}:${method}`];
  return ['workflows:tasks:answer'];
};

/** Execution ids end in `<machine>:<name>` on both engines; AWS puts its prefix before the machine's name. */
const machineOf = (executionId: string): string => executionId.split(':').at(-2) ?? executionId;

const byMethod: Describe = ({ port, method }) => [`${port}:${method}`];

const describe: Readonly<Record<PortCall['port'], Describe>> = {
  ledger: table,
  views: table,
  vault: table,
  bus: byMethod,
  queue: ({ queue, method }) => [`queue:${queue}:${method}`],
  workflows,
  timers: ({ method, args }) => [
    method === 'schedule' ? `timers:schedule:${(args[0] as { readonly queue: string }).queue}` : `timers:${method}`,
  ],
  // Both listings are one right.
  blobs: ({ port, method }) => [`${port}:${method === 'listEntries' ? 'list' : method}`],
  // Destroying what remains of a key is the engine's own upkeep.
  keys: (call) => (call.method === 'destroyRemains' ? [] : byMethod(call)),
  // The deployment's own secrets are each a right of their own.
  secrets: ({ args }) => [String(args[0]).startsWith('internal/') ? `secrets:${String(args[0])}` : 'secrets:get'],
  parameters: byMethod,
  models: ({ args }) => [`models:${(args[0] as { readonly endpoint: string }).endpoint}`],
  http: byMethod,
  directory: byMethod,
  edge: byMethod,
  messages: byMethod,
  training: byMethod,
};

/** The rights that a call takes. */
export const needsOf = (call: PortCall): readonly Need[] => describe[call.port](call);

/** The platform with exactly the rights named; every use is reported. @throws NeedNotDeclaredError from the port's method */
export const restrictPlatform = (
  platform: Platform,
  who: string,
  allowed: ReadonlySet<Need>,
  onUse: (need: Need) => void = () => undefined,
): Platform =>
  observePlatform(platform, {
    before: (call) => {
      for (const need of needsOf(call)) {
        onUse(need);
        if (!allowed.has(need)) throw new NeedNotDeclaredError(`${who} uses ${need}, which is not declared for it`);
      }
    },
  });
