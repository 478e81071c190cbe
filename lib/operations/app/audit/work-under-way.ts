import type { Instant } from '../../../kernel/instant.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ContextWiring } from '../../../platform/wiring.ts';

/** Which workflows run and which streams some queued message is about, as of one moment. */
export type WorkUnderWay = {
  /** Start of the running lifecycle of an order. */
  readonly lifecycleOf: (tenantId: string, orderId: string) => Instant | undefined;
  /** Start of the running workflow of a fulfillment order. */
  readonly shipmentOf: (tenantId: string, fulfillmentOrderId: string) => Instant | undefined;
  /** True when a message about this stream waits in a queue, or when so many wait that not all could be looked at. */
  readonly isQueued: (tenantId: string, id: string) => boolean;
};

const keyOf = (tenantId: string, id: string): string => `${tenantId}#${id}`;

type Input = { readonly tenant_id?: string; readonly order_id?: string; readonly fulfillment_order_id?: string };

const runningBy = async (
  platform: Platform,
  machine: string,
  idOf: (input: Input) => string | undefined,
): Promise<ReadonlyMap<string, Instant>> => {
  const running = new Map<string, Instant>();
  let cursor: string | undefined;
  do {
    const page = await platform.workflows.list({ machine, status: 'running', limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    for (const { input, startedAt } of page.executions) {
      const id = idOf(input as Input);
      const { tenant_id: tenantId } = input as Input;
      if (tenantId !== undefined && id !== undefined) running.set(keyOf(tenantId, id), startedAt);
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return running;
};

const browseMax = 1_000;

type Addressed = Input & { readonly stream_id?: string; readonly detail?: Addressed };

const addressesIn = (body: string): readonly string[] => {
  let message: Addressed;
  try {
    message = JSON.parse(body) as Addressed;
  } catch {
    return [];
  }
  const about = message.detail ?? message;
  const { tenant_id: tenantId } = about;
  return tenantId === undefined
    ? []
    : [about.stream_id, about.order_id, about.fulfillment_order_id].flatMap((id) => (id === undefined ? [] : [keyOf(tenantId, id)]));
};

const readQueues = async (platform: Platform, wirings: readonly ContextWiring[]) => {
  const about = new Set<string>();
  let complete = true;
  for (const { name } of wirings.flatMap((wiring) => wiring.queues ?? [])) {
    const queue = platform.queue(name);
    if (!queue.looksAreFree) {
      const { waiting, inFlight } = await queue.depth();
      // Something is under way, and finding out what would bring it closer to the dead letters.
      if (waiting + inFlight > 0) complete = false;
      continue;
    }
    const messages = await queue.browse(browseMax);
    if (messages.length === browseMax) complete = false;
    for (const { body } of messages) for (const address of addressesIn(body)) about.add(address);
  }
  return { about, complete };
};

/** Reads what runs and what is queued. Holds one entry for each running workflow. */
export const readWorkUnderWay = async (platform: Platform, wirings: readonly ContextWiring[]): Promise<WorkUnderWay> => {
  const lifecycles = await runningBy(platform, 'order-lifecycle', (input) => input.order_id);
  const shipments = await runningBy(platform, 'shipment-lifecycle', (input) => input.fulfillment_order_id);
  const { about, complete } = await readQueues(platform, wirings);
  return {
    lifecycleOf: (tenantId, orderId) => lifecycles.get(keyOf(tenantId, orderId)),
    shipmentOf: (tenantId, fulfillmentOrderId) => shipments.get(keyOf(tenantId, fulfillmentOrderId)),
    isQueued: (tenantId, id) => !complete || about.has(keyOf(tenantId, id)),
  };
};
