// How a mistake is planted: around a function, around a port, or in the code itself.
import type { FaultKind } from '../../lib/platform/simulation/faults.ts';
import type { Decider, DomainEvent } from '../../lib/kernel/decider.ts';
import { orderProjection } from '../../lib/orders/app/order.projection.ts';
import type { Tamper } from '../../lib/platform/simulation/functions.ts';
import type { LambdaHandler } from '../../lib/platform/handlers/stack.ts';
import { type Platform, type Table, UnavailableError, type Write } from '../../lib/platform/ports.ts';

/** A mistake that somebody could make, planted into the running product. */
export type PlantedBug = {
  /** What went wrong, as its author would have to admit it. */
  readonly name: string;
  readonly tamper?: Tamper;
  /** Changes the code itself, where no port lies in between. @returns what undoes it */
  readonly plant?: () => () => void;
  /** What the broken invariant has to say, where another one could break as well. */
  readonly says?: RegExp;
  /** @default all of them */
  readonly faults?: ReadonlySet<FaultKind>;
  /** Orders in a run. @default 16 */
  readonly orders?: number;
  /** Where it was last found, so that it is looked for there first. @default 1 */
  readonly seed?: number;
};

export const quiet: ReadonlySet<FaultKind> = new Set();
export const answersLost: ReadonlySet<FaultKind> = new Set(['drop', 'lost-reply']);

export const inFunctions = (handlers: readonly string[], change: (platform: Platform) => Platform): Tamper => ({
  platform: (platform, handler) => (handlers.includes(handler) ? change(platform) : platform),
});

export const everywhere = (change: (platform: Platform) => Platform): Tamper => ({ platform: change });

export const withLedger =
  (change: (ledger: Table) => Partial<Table>) =>
  (platform: Platform): Platform => {
    const ledger = platform.ledger;
    const methods = ['get', 'getMany', 'query', 'put', 'update', 'delete', 'transact', 'scan'] as const;
    const same = Object.fromEntries(
      methods.map((name) => [name, (...args: never[]) => (ledger[name] as (...given: never[]) => unknown)(...args)]),
    );
    return { ...platform, ledger: { ...(same as unknown as Table), ...change(ledger) } };
  };

export const withHandler = (handlers: readonly string[], change: (run: LambdaHandler, platform: Platform) => LambdaHandler): Tamper => ({
  handler: (run, handler, platform) => (handlers.includes(handler) ? change(run, platform) : run),
});

/** Says that everything was handled, and does nothing. */
export const unhandled = (...handlers: readonly string[]): Tamper => withHandler(handlers, () => async () => ({ batchItemFailures: [] }));

/** Says that everything was handled, whatever became of it. */
export const errorsSwallowed = (...handlers: readonly string[]): Tamper =>
  withHandler(handlers, (run) => async (event, context) => {
    try {
      await run(event, context);
    } catch {
      // That is the mistake.
    }
    return { batchItemFailures: [] };
  });

export const isEvent = ({ SK }: { readonly SK: string }): boolean => SK.startsWith('E#');
export const isOf = (kind: string, { PK }: { readonly PK: string }): boolean => PK.split('#')[1] === kind;
export const keyOf = (write: Write): { readonly PK: string; readonly SK: string } => (write.kind === 'put' ? write.item : write.key);

/** Writes of one kind of record are left out. */
export const unwritten = (handlers: readonly string[], leavesOut: (key: { readonly PK: string; readonly SK: string }) => boolean): Tamper =>
  inFunctions(
    handlers,
    withLedger((ledger) => ({
      put: async (item, condition) => (leavesOut(item) ? undefined : ledger.put(item, condition)),
      transact: async (writes) => {
        const rest = writes.filter((write) => !leavesOut(keyOf(write)));
        if (rest.length > 0) await ledger.transact(rest);
      },
    })),
  );

export const withoutCondition = ({ condition: _condition, ...write }: Write): Write => write as Write;

export const mutateBody = (
  handler: string,
  mutate: (body: Record<string, unknown>, platform: Platform) => Record<string, unknown>,
): Tamper =>
  withHandler([handler], (run, platform) => (event, context) => {
    const request = event as { readonly body: string };
    return run({ ...request, body: JSON.stringify(mutate(JSON.parse(request.body) as Record<string, unknown>, platform)) }, context);
  });

/** Lets a decider's rule be another one. */
export const ruledBy =
  <State, Command, Event extends DomainEvent, Rejection>(
    decider: Decider<State, Command, Event, Rejection>,
    rule: (decide: typeof decider.decide) => typeof decider.decide,
  ) =>
  (): (() => void) => {
    const { decide } = decider;
    Object.assign(decider, { decide: rule(decide) });
    return () => void Object.assign(decider, { decide });
  };

/** The projection of orders forgets some of its rows, and so does whoever compares the views with it. */
export const withoutRows = (isForgotten: (PK: string) => boolean) => (): (() => void) => {
  const projection = orderProjection as { rows: typeof orderProjection.rows };
  const { rows } = projection;
  projection.rows = (view, tenantId) => rows(view, tenantId).filter(({ PK }) => !isForgotten(PK));
  return () => {
    projection.rows = rows;
  };
};

const [busCalls, busAnswers] = [40, 30];

/** Beside a mistake, of two calls of the functions one does what it is to do and is not heard of again, so that it is asked again. */
export const unheard = (handlers: readonly string[], tamper: Tamper): Tamper => ({
  ...tamper,
  handler: (run, handler, platform) => {
    const changed = tamper.handler?.(run, handler, platform) ?? run;
    if (!handlers.includes(handler)) return changed;
    let calls = 0;
    return async (event, context) => {
      const answer: unknown = await changed(event, context);
      calls += 1;
      if (calls % 2 === 1) throw new UnavailableError('The answer was lost');
      return answer;
    };
  },
});

/** Of forty calls of a process the bus answers thirty. */
export const silentNowAndThen = (platform: Platform): Platform => {
  let calls = 0;
  return {
    ...platform,
    bus: {
      publish: async (events) => {
        calls += 1;
        if (calls % busCalls > busAnswers) throw new UnavailableError('The bus does not answer');
        return platform.bus.publish(events);
      },
    },
  };
};
