import { FulfillmentOrderId, type OrderId, type TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { fulfillmentOrderStream } from '../../../fulfilment/index.ts';
import type { Execution, ExecutionStatus, Platform } from '../../../platform/ports.ts';
import { type Order, orderExists } from '../../domain/order.state.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import type { OrdersParts } from '../orders.parts.ts';
import { completionTimerName } from '../react-to-order.ts';
import { lifecycleName, shipmentName } from '../start-workflows.ts';

export type OrderExecution = {
  readonly name: string;
  readonly machine: string;
  readonly status: ExecutionStatus;
  readonly startedAt: Instant;
  readonly stoppedAt: Instant | null;
  /** Name of the error with which it ended. */
  readonly error: string | null;
  /** The fulfillment order that it is about; null for the order's own. */
  readonly fulfillmentOrderId: FulfillmentOrderId | null;
  /** Page that shows it; null where the machine has none. */
  readonly consoleUrl: string | null;
};

/** Something that has to happen before a workflow, or the order, goes on. */
export type OrderWaitingFor = {
  readonly kind: 'event' | 'timer';
  /** Such as `clearance`. */
  readonly name: string;
  readonly fulfillmentOrderId: FulfillmentOrderId | null;
  /** When the waiting began; null for a timer. */
  readonly since: Instant | null;
  /** When the timer is due; null where nobody knows when it will happen. */
  readonly due: Instant | null;
  readonly sentence: string;
};

export type OrderExecutions = { readonly executions: readonly OrderExecution[]; readonly waitingFor: readonly OrderWaitingFor[] };

// Further attempts are made when an execution breaks off, so a series is short. The first of an old order may be forgotten
// while a later one is not: Step Functions keeps what has ended for ninety days.
const attemptsMax = 20;
const missesMax = 3;

const sentences: Readonly<Record<string, string>> = {
  clearance: 'The order waits until its payment is secured and every hold on sourcing is closed.',
  stock: 'The order waits for stock: a receipt, a return or another order that gives units back calls it.',
  fulfilment: 'The order waits for its locations to send what they were given.',
  packed: 'The location has not packed this work yet.',
  shipped: 'The location has packed this work and not handed it over yet.',
};

const executionOf = (execution: Execution, fulfillmentOrderId: FulfillmentOrderId | null): OrderExecution => ({
  name: execution.name,
  machine: execution.machine,
  status: execution.status,
  startedAt: execution.startedAt,
  stoppedAt: execution.stoppedAt ?? null,
  error: execution.error ?? null,
  fulfillmentOrderId,
  consoleUrl: execution.pageUrl ?? null,
});

/** The workflows of an order and of its fulfillment orders, and what it waits for. */
export const createOrderExecutions = (
  parts: Pick<OrdersParts, 'store' | 'waits'> & { readonly platform: Pick<Platform, 'workflows' | 'timers'> },
) => {
  const { store, waits, platform } = parts;

  const series = async (
    machine: string,
    nameOf: (attempt: number) => string,
    fulfillmentOrderId: FulfillmentOrderId | null,
  ): Promise<readonly OrderExecution[]> => {
    const found: OrderExecution[] = [];
    for (let attempt = 1, misses = 0; attempt <= attemptsMax && misses < missesMax; attempt += 1) {
      const execution = await platform.workflows.describe({ machine, name: nameOf(attempt) });
      if (execution) found.push(executionOf(execution, fulfillmentOrderId));
      // Behind one that is there nothing is missing.
      else if (found.length > 0) break;
      else misses += 1;
    }
    return found;
  };

  const openWaits = async (tenantId: TenantId, order: Order): Promise<readonly OrderWaitingFor[]> => {
    const subjects = [
      { stream: orderStream(tenantId, order.orderId), fulfillmentOrderId: null },
      ...order.fulfillments.map(({ fulfillmentOrderId }) => ({
        stream: fulfillmentOrderStream(tenantId, fulfillmentOrderId),
        fulfillmentOrderId,
      })),
    ];
    const open = await Promise.all(
      subjects.map(async ({ stream, fulfillmentOrderId }) =>
        (await waits.list(stream)).map(
          ({ name, registeredAt }): OrderWaitingFor => ({
            kind: 'event',
            name,
            fulfillmentOrderId,
            since: registeredAt,
            due: null,
            sentence: sentences[name] ?? `The workflow waits for "${name}".`,
          }),
        ),
      ),
    );
    return open.flat();
  };

  const timers = async (orderId: OrderId): Promise<readonly OrderWaitingFor[]> => {
    const due = await platform.timers.dueAt(completionTimerName(orderId));
    if (due === undefined) return [];
    const sentence = 'The order is completed by itself when the time in which the customer may complain is over.';
    return [{ kind: 'timer', name: 'completion', fulfillmentOrderId: null, since: null, due, sentence }];
  };

  return async (tenantId: TenantId, orderId: OrderId): Promise<OrderExecutions | undefined> => {
    const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
    if (!orderExists(state)) return undefined;
    const [own, ofWork, waiting, due] = await Promise.all([
      series('order-lifecycle', (attempt) => lifecycleName(orderId, attempt), null),
      Promise.all(
        state.fulfillments.map(({ fulfillmentOrderId: id }) =>
          series('shipment-lifecycle', (attempt) => shipmentName(FulfillmentOrderId(id), attempt), id),
        ),
      ),
      openWaits(tenantId, state),
      timers(orderId),
    ]);
    const executions = [...own, ...ofWork.flat()].sort((left, right) => (left.startedAt < right.startedAt ? -1 : 1));
    return { executions, waitingFor: [...waiting, ...due] };
  };
};
