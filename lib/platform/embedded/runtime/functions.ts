import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import type { LambdaHandler } from '../../handlers/stack.ts';
import type { Platform } from '../../ports.ts';
import type { HandlerName } from '../../wiring.ts';

type HandlerModule = { readonly create: (platform: Platform) => LambdaHandler };

/** Loads and calls the real handlers, as Lambda would. */
export type Functions = {
  readonly invoke: (name: HandlerName, event: unknown) => Promise<unknown>;
  /** Imports every handler named, so that a missing module fails at start and not at the first request. */
  readonly preload: (names: readonly HandlerName[]) => Promise<void>;
};

const timeoutMs = 30_000;

/** What a function reaches of the platform: all of it, or no more than is declared for it. */
export type FunctionPlatform = (platform: Platform, name: HandlerName) => Platform;

export const createFunctions = (platform: Platform, handlersUrl: URL, platformFor: FunctionPlatform = (whole) => whole): Functions => {
  const loaded = new Map<HandlerName, Promise<LambdaHandler>>();
  const load = (name: HandlerName): Promise<LambdaHandler> => {
    let found = loaded.get(name);
    if (!found) {
      found = (import(new URL(`${name}.handler.ts`, handlersUrl).href) as Promise<HandlerModule>).then((module) =>
        module.create(platformFor(platform, name)),
      );
      loaded.set(name, found);
    }
    return found;
  };
  return {
    invoke: async (name, event) => (await load(name))(event, lambdaContext(name)),
    preload: async (names) => {
      await Promise.all(names.map(load));
    },
  };
};

const lambdaContext = (name: string): Context => {
  const startedAt = performance.now();
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name.replaceAll('/', '-')}`,
    memoryLimitInMB: '512',
    awsRequestId: randomUUID(),
    logGroupName: `/waybill/${name}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, timeoutMs - (performance.now() - startedAt)),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
};
