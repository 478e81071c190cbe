// What the ledger says has left of orders and come back of them, and what is kept of people who never agreed to that.
import type { CommitItem } from '../../lib/platform/event-store/commit.codec.ts';
import type { Item } from '../../lib/platform/ports.ts';

type Event = CommitItem['events'][number];
type Line = { readonly line_id: string; readonly sku: string | null; readonly quantity: number };
type Told = { readonly line_id: string; readonly shipped_quantity: number };

/** One order, its units by line. */
export type ReturnedOrder = {
  /** As `<tenant>#<order>`. */
  readonly name: string;
  readonly tenant: string;
  readonly orderId: string;
  /** Null while the order has not been created, and for one of nobody. */
  personId: string | null;
  readonly skus: Map<string, string | null>;
  /** What fulfillment orders say has left. */
  readonly left: Map<string, number>;
  /** What the order itself has been told of that, by fulfillment order. */
  readonly told: Map<string, ReadonlyMap<string, number>>;
  readonly back: Map<string, number>;
  /** Units by the names of the returns. */
  readonly returns: Map<string, number>;
  readonly shelved: Map<string, number>;
};

export type ReturnBook = {
  readonly note: (kind: string, tenant: string, id: string, event: Event) => void;
  /** One more record as it stands: those of people may be there with their consent alone. */
  readonly noteRecord: (record: Item) => void;
  /** Orders by `<tenant>#<order>`. */
  readonly orders: ReadonlyMap<string, ReturnedOrder>;
  /** From now on something may be kept of the person. To be said before they are heard to agree. */
  readonly agree: (tenant: string, personId: string) => void;
  readonly agrees: (tenant: string, personId: string) => boolean;
};

/** How receipts of what came back are named: the receipt says of which order and of which return. */
export const shelvedAs = (orderId: string, returnId: string): string => `back-${orderId}-${returnId}`;
const shelvedPattern = /^back-([a-z2-7]{26})-(.+)$/;

const gone: ReadonlySet<string> = new Set(['shipped', 'delivered']);

const add = (sums: Map<string, number>, key: string, units: number): number => {
  const sum = (sums.get(key) ?? 0) + units;
  sums.set(key, sum);
  return sum;
};

const linesOf = ({ payload }: Event): readonly Line[] => (payload['lines'] ?? []) as readonly Line[];

/** Units of the line that the order knows to have left. */
export const toldOf = ({ told }: ReturnedOrder, lineId: string): number =>
  [...told.values()].reduce((sum, lines) => sum + (lines.get(lineId) ?? 0), 0);

/** Whether something came back of the order, and everything that left. */
export const isWhollyBack = ({ left, back }: ReturnedOrder): boolean =>
  back.size > 0 && [...left].every(([lineId, units]) => (back.get(lineId) ?? 0) === units);

const noteReturn = (order: ReturnedOrder, event: Event, fail: (violation: string) => void): void => {
  const returnId = String(event.payload['return_id']);
  if (order.returns.has(returnId)) fail(`order ${order.name}: return ${returnId} was recorded twice`);
  const lines = linesOf(event);
  order.returns.set(
    returnId,
    lines.reduce((sum, { quantity }) => sum + quantity, 0),
  );
  for (const { line_id: lineId, quantity } of lines) {
    const [back, left] = [add(order.back, lineId, quantity), order.left.get(lineId) ?? 0];
    if (back > left) fail(`order ${order.name}: ${back} units of line ${lineId} came back of ${left} that left`);
  }
};

const noteOrder = (order: ReturnedOrder, event: Event, fail: (violation: string) => void): void => {
  const { type, payload } = event;
  if (type === 'order.created') {
    order.personId = payload['person_id'] as string | null;
    for (const { line_id: lineId, sku } of linesOf(event)) order.skus.set(lineId, sku);
  }
  if (type === 'order.fulfillment_recorded' && gone.has(String(payload['fulfillment_status']))) {
    const lines = payload['lines'] as readonly Told[];
    order.told.set(String(payload['fulfillment_order_id']), new Map(lines.map((line) => [line.line_id, line.shipped_quantity])));
  }
  if (type === 'order.return_recorded') noteReturn(order, event, fail);
  if (type !== 'order.returned') return;
  for (const lineId of order.left.keys()) {
    const [back, told] = [order.back.get(lineId) ?? 0, toldOf(order, lineId)];
    if (back !== told) fail(`order ${order.name} is called returned, and ${back} units of line ${lineId} are back of ${told}`);
  }
};

/** Units that are put on a shelf as those of a return: once, and never more than came back with it. */
const noteShelved = (order: ReturnedOrder | undefined, name: string, returnId: string, event: Event, fail: (violation: string) => void) => {
  const units = order ? add(order.shelved, returnId, Number(event.payload['quantity'])) : 0;
  const back = order?.returns.get(returnId) ?? 0;
  if (order === undefined || units > back)
    fail(`order ${name}: ${units} units of return ${returnId} are on the shelf, and ${back} came back`);
};

/** Answers of checkouts, which hold a person with their consent alone. */
const answers: ReadonlySet<string> = new Set(['DELIVERYOPTIONS OPTIONS', 'PROMOTIONS PROMOTIONS']);

/** @param fail is told of broken invariants */
export const openReturnBook = (fail: (violation: string) => void): ReturnBook => {
  const orders = new Map<string, ReturnedOrder>();
  const agreed = new Set<string>();

  const orderOf = (tenant: string, orderId: string): ReturnedOrder => {
    const name = `${tenant}#${orderId}`;
    const known = orders.get(name);
    if (known) return known;
    const [left, back, returns, shelved] = [new Map(), new Map(), new Map(), new Map()];
    const order: ReturnedOrder = { name, tenant, orderId, personId: null, skus: new Map(), left, told: new Map(), back, returns, shelved };
    orders.set(name, order);
    return order;
  };

  const agrees = (tenant: string, personId: string): boolean => agreed.has(`${tenant}#${personId}`);

  const mustAgree = (tenant: string, personId: string, what: string): void => {
    if (!agrees(tenant, personId)) fail(`${what} is kept of person ${personId} of ${tenant}, who never agreed to it`);
  };

  return {
    orders,
    agrees,
    agree: (tenant, personId) => void agreed.add(`${tenant}#${personId}`),
    note: (kind, tenant, id, event) => {
      if (kind === 'ORDER') noteOrder(orderOf(tenant, id), event, fail);
      if (kind === 'FULFILLMENT' && (event.type === 'fulfillment_order.shipped' || event.type === 'fulfillment_order.collected')) {
        const order = orderOf(tenant, String(event.payload['order_id']));
        for (const { line_id: lineId, sku, quantity } of linesOf(event)) {
          order.skus.set(lineId, sku);
          add(order.left, lineId, quantity);
        }
      }
      if (kind !== 'STOCK' || event.type !== 'inventory.received') return;
      const [, orderId, returnId] = shelvedPattern.exec(String(event.payload['reference'])) ?? [];
      if (orderId === undefined || returnId === undefined) return;
      noteShelved(orders.get(`${tenant}#${orderId}`), `${tenant}#${orderId}`, returnId, event, fail);
    },
    noteRecord: ({ PK, SK, person_id: personId }) => {
      const [tenant = '', kind, id = ''] = PK.split('#', 3);
      if (kind === 'RETURNSOF') mustAgree(tenant, id, 'What came back');
      if (kind === 'PERSON' && SK === 'R#DELIVERY_TASTE') mustAgree(tenant, id, 'A taste');
      if (answers.has(`${kind} ${SK}`) && typeof personId === 'string') mustAgree(tenant, personId, 'An answer');
    },
  };
};
