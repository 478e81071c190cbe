import type { Need } from '../platform/needs.ts';
import { functionStem } from '../platform/aws/names.ts';
import type { ContextWiring, HandlerName, QueueWiring } from '../platform/wiring.ts';
import { type FunctionTrigger, functionsOf } from '../platform/wiring.functions.ts';
import type { FunctionSource, Variant } from './function-entry.ts';
import type { DeploymentOptions } from './options.ts';

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

/** API Gateway gives up after 30 seconds; nobody at a counter waits for half of that. */
const answerSeconds = 15;
const workSeconds = 60;

const queueOf = (wirings: readonly ContextWiring[], handler: HandlerName): QueueWiring | undefined =>
  wirings.flatMap(({ queues = [] }) => queues).find((queue) => queue.handler === handler);

/** Queues that keep order, of all contexts: a function may send to another context's queue. */
export const fifoQueuesOf = (wirings: readonly ContextWiring[]): readonly string[] =>
  wirings.flatMap(({ queues = [] }) => queues.filter(({ fifo }) => fifo).map(({ name }) => name));

const variantsOf = (
  wirings: readonly ContextWiring[],
  handler: HandlerName,
  options: DeploymentOptions,
): readonly (Variant | undefined)[] => {
  const http = wirings.flatMap((wiring) => wiring.http ?? []).find((entry) => entry.handler === handler);
  if (http?.functionPer === undefined) return [undefined];
  return Object.keys(options.channels).map((value): Variant => ({ parameter: 'channel', value }));
};

/** Every function of an installation. @throws Error for a function whose needs are not declared */
export const planFunctions = (
  wirings: readonly ContextWiring[],
  authorizer: HandlerName,
  needs: Readonly<Record<HandlerName, readonly Need[]>>,
  options: DeploymentOptions,
): readonly PlannedFunction[] =>
  functionsOf(wirings, authorizer).flatMap(({ handler, context, trigger }) =>
    variantsOf(wirings, handler, options).map((variant): PlannedFunction => {
      const channel = variant && options.channels[variant.value as keyof typeof options.channels];
      return {
        handler,
        context,
        trigger,
        stem: functionStem(handler, variant?.value),
        needs: needs[handler] ?? [],
        ...(variant === undefined ? {} : { variant }),
        fifoQueues: fifoQueuesOf(wirings),
        answering: trigger === 'http' || trigger === 'authorizer',
        // A message must not become visible again while it is being handled.
        timeoutSeconds:
          trigger === 'queue'
            ? (queueOf(wirings, handler)?.visibilitySeconds ?? workSeconds)
            : trigger === 'http' || trigger === 'authorizer'
              ? answerSeconds
              : workSeconds,
        ...(channel === undefined ? {} : { reservedConcurrency: channel.concurrency }),
      };
    }),
  );
