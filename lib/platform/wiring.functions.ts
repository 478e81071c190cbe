import type { ContextWiring, HandlerName } from './wiring.ts';

/** What calls a function, which decides its deadline and its alarms. */
export type FunctionTrigger = 'authorizer' | 'http' | 'queue' | 'stream' | 'task' | 'schedule';

export type FunctionUse = { readonly handler: HandlerName; readonly context: string; readonly trigger: FunctionTrigger };

/** Every function of the product, once. A handler may be named by the wiring of another context than its own folder's. */
export const functionsOf = (wirings: readonly ContextWiring[], authorizer: HandlerName): readonly FunctionUse[] => {
  const uses = wirings.flatMap(({ context, http = [], queues = [], streams = [], tasks = [], schedules = [] }) =>
    (
      [
        ['http', http],
        ['queue', queues],
        ['stream', streams],
        ['task', tasks],
        ['schedule', schedules],
      ] as const
    ).flatMap(([trigger, entries]) => entries.map(({ handler }): FunctionUse => ({ handler, context, trigger }))),
  );
  const all: readonly FunctionUse[] = [{ handler: authorizer, context: 'access', trigger: 'authorizer' }, ...uses];
  return [...new Map(all.map((use) => [use.handler, use])).values()];
};

/** Name under which definitions refer to a machine, such as `${ShipmentLifecycle}` for `shipment-lifecycle`. */
export const machineSubstitution = (machine: string): string =>
  machine
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
