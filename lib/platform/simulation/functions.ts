import type { Context } from 'aws-lambda';
import type { Functions } from '../embedded/runtime/functions.ts';
import type { LambdaHandler } from '../handlers/stack.ts';
import type { Platform } from '../ports.ts';
import type { HandlerName } from '../wiring.ts';
import type { Faults } from './faults.ts';
import { createProcess, type Process } from './process.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

type HandlerModule = { readonly create: (platform: Platform) => LambdaHandler };

/** A function of the product in the making: what tests plant into it to see whether it is found. */
export type Tamper = {
  readonly platform?: (platform: Platform, handler: HandlerName) => Platform;
  readonly handler?: (run: LambdaHandler, handler: HandlerName, platform: Platform) => LambdaHandler;
};

/** The process of a function has ended before it answered. Step Functions calls it so. */
export class FunctionDiedError extends Error {
  override readonly name = 'Lambda.Unknown';
}

export type FunctionsParts = {
  readonly machine: Platform;
  readonly handlersUrl: URL;
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly random: Random;
  readonly tamper: Tamper;
  /** How long a call of it may take. */
  readonly timeoutMs: (handler: HandlerName) => number;
};

export type ModelFunctions = Functions & {
  /** From now on new processes run the new code; those under way end what they do. */
  readonly deploy: (at: string) => void;
};

type Environment = { readonly process: Process; readonly run: LambdaHandler; readonly generation: number; die: () => void };

/** Calls functions as Lambda does: one call at a time in a process, processes kept warm, any of them ending at any moment. */
export const createModelFunctions = (parts: FunctionsParts): ModelFunctions => {
  const { scheduler, faults, random, tamper } = parts;
  const modules = new Map<HandlerName, HandlerModule>();
  const idle = new Map<HandlerName, Environment[]>();
  let started = 0;
  let generation = 0;
  let deployedAt: string | undefined;

  const open = (name: HandlerName): Environment => {
    started += 1;
    const module = modules.get(name);
    if (module === undefined) throw new Error(`The function ${name} was not loaded`);
    const process = createProcess({
      name: `${name}#${started}`,
      machine: parts.machine,
      scheduler,
      faults,
      random: random.fork(`process ${started}`),
      onDeath: () => environment.die(),
      deployedAt,
    });
    const platform = tamper.platform?.(process.platform, name) ?? process.platform;
    const run = module.create(platform);
    const environment: Environment = {
      process,
      run: tamper.handler?.(run, name, platform) ?? run,
      generation,
      die: () => undefined,
    };
    return environment;
  };

  // It does not say how much time is left: middy would set a timer by it, and that would count real time.
  const contextOf = (name: HandlerName): Omit<Context, 'getRemainingTimeInMillis'> => ({
    callbackWaitsForEmptyEventLoop: false,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${name.replaceAll('/', '-')}`,
    memoryLimitInMB: '512',
    awsRequestId: `${name}-${scheduler.steps()}`,
    logGroupName: `/waybill/${name}`,
    logStreamName: 'local',
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  });

  // A call that nobody waited for may have ended a process after its function had answered.
  const takeIdle = (name: HandlerName): Environment | undefined => {
    const waiting = idle.get(name) ?? [];
    for (let environment = waiting.pop(); environment !== undefined; environment = waiting.pop()) {
      if (!environment.process.isDead()) return environment;
    }
    return undefined;
  };

  const invoke = (name: HandlerName, event: unknown): Promise<unknown> => {
    const environment = takeIdle(name) ?? open(name);
    const { process } = environment;
    return new Promise((resolve, reject) => {
      let over = false;
      const end = (settle: () => void): void => {
        if (over) return;
        over = true;
        environment.die = () => undefined;
        callOff();
        if (!process.isDead() && environment.generation === generation) idle.set(name, [...(idle.get(name) ?? []), environment]);
        settle();
      };
      const callOff = scheduler.after(parts.timeoutMs(name), `${process.name} has had its time`, () => process.kill());
      environment.die = () => end(() => reject(new FunctionDiedError(`${process.name} ended before it answered`)));
      environment.run(event, contextOf(name) as Context).then(
        (answer) => end(() => resolve(answer)),
        (error: unknown) => end(() => reject(error as Error)),
      );
    });
  };

  return {
    invoke,
    preload: async (names) => {
      for (const name of names)
        if (!modules.has(name)) modules.set(name, (await import(new URL(`${name}.handler.ts`, parts.handlersUrl).href)) as HandlerModule);
    },
    deploy: (at) => {
      generation += 1;
      deployedAt = at;
      idle.clear();
    },
  };
};
