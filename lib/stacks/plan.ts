import type { Need } from '../platform/needs.ts';
import { functionStem } from '../platform/aws/names.ts';
import type { Carried, ContextWiring, HandlerName, QueueWiring } from '../platform/wiring.ts';
import { type FunctionTrigger, functionsOf } from '../platform/wiring.functions.ts';
import type { FunctionSource } from './function-entry.ts';
import type { DeploymentOptions } from './options.ts';
import { workSecondsOf } from './work-queue.construct.ts';

/** One Lambda function as it will be deployed. */
export type PlannedFunction = FunctionSource & {
  /** Name without the installation's prefix, and name of its bundle. */
  readonly stem: string;
  readonly context: string;
  readonly trigger: FunctionTrigger;
  readonly timeoutSeconds: number;
  /** Invocations at once that are set aside for it alone. */
  readonly reservedConcurrency?: number;
};

/**
 * Deadlines by what waits. API Gateway gives up a function after 30 seconds and an authorizer after 10; a call to a table is
 * given up before, so that the answer is 503 and not a function that was killed.
 */
const secondsFor = { http: 25, authorizer: 9, task: 60, stream: 60, schedule: 60 } as const;

const queueOf = (wirings: readonly ContextWiring[], handler: HandlerName): QueueWiring | undefined =>
  wirings.flatMap(({ queues = [] }) => queues).find((queue) => queue.handler === handler);

/** Queues that keep order, of all contexts: a function may send to another context's queue. */
export const fifoQueuesOf = (wirings: readonly ContextWiring[]): readonly string[] =>
  wirings.flatMap(({ queues = [] }) => queues.filter(({ fifo }) => fifo).map(({ name }) => name));

/** Whether what serves one channel alone is part of the installation. */
export const isDeployed = ({ channel }: { readonly channel?: string }, { channels }: DeploymentOptions): boolean =>
  channel === undefined || Object.hasOwn(channels, channel);

/** A context without the doors of channels that are not deployed. Their queues stay, empty: who looks at all queues finds them. */
export const deployedPart = (wiring: ContextWiring, options: DeploymentOptions): ContextWiring =>
  wiring.http ? { ...wiring, http: wiring.http.filter((entry) => isDeployed(entry, options)) } : wiring;

/** What one function carries, whatever calls it. */
const carriedBy = (wirings: readonly ContextWiring[], handler: HandlerName): { readonly carries?: Carried } => {
  const entries = wirings.flatMap(({ http = [], queues = [], tasks = [], schedules = [] }) => [...http, ...queues, ...tasks, ...schedules]);
  const carries = entries.find((entry) => entry.handler === handler && entry.carries !== undefined)?.carries;
  return carries === undefined ? {} : { carries };
};

/** Every function of an installation. @throws Error for a function whose needs are not declared */
export const planFunctions = (
  wirings: readonly ContextWiring[],
  authorizer: HandlerName,
  needs: Readonly<Record<HandlerName, readonly Need[]>>,
  options: DeploymentOptions,
): readonly PlannedFunction[] =>
  functionsOf(wirings, authorizer).map(({ handler, context, trigger }): PlannedFunction => {
    const door = wirings.flatMap(({ http = [] }) => http).find((entry) => entry.handler === handler);
    // Behind webhooks only: whatever a queue holds waits in the queue.
    const channel = door?.channel;
    const reserved = channel === undefined ? undefined : options.channels[channel as keyof typeof options.channels];
    return {
      handler,
      context,
      trigger,
      stem: functionStem(handler),
      needs: needs[handler] ?? [],
      fifoQueues: fifoQueuesOf(wirings),
      answering: trigger === 'http' || trigger === 'authorizer',
      streaming: trigger === 'stream',
      ...carriedBy(wirings, handler),
      timeoutSeconds: trigger === 'queue' ? workSecondsOf(queueOf(wirings, handler) ?? {}) : secondsFor[trigger],
      ...(reserved === undefined ? {} : { reservedConcurrency: reserved.concurrency }),
    };
  });
