import { parseMinor } from '../../../../lib/kernel/money.ts';
import { TwinApiError, type View } from './shopify-twin.execute.ts';
import { currentSums, takeOff, touch, type TwinOrder, type TwinRefund, type TwinTransaction } from './shopify-twin.model.ts';
import { idIn } from './shopify-twin.queries.ts';
import type { TwinShop } from './shopify-twin.shop.ts';
import { refundView } from './shopify-twin.view.ts';

type Input = Readonly<Record<string, unknown>>;

const refuse = (field: string, message: string, code?: string): View => ({
  refund: null,
  userErrors: [{ field: field.split('.'), message, ...(code === undefined ? {} : { code }) }],
});

/** Money of one transaction of the input, or why it cannot go back. */
const moneyBack = (shop: TwinShop, order: TwinOrder, input: Input): TwinTransaction | string => {
  const parent = order.transactions.find(({ id }) => id === idIn('OrderTransaction', input['parentId']));
  if (!parent || (parent.kind !== 'SALE' && parent.kind !== 'CAPTURE') || parent.status !== 'SUCCESS')
    return 'Parent transaction is not a successful sale or capture';
  if (input['gateway'] !== parent.gateway) return 'Gateway does not match the parent transaction';
  const amount = parseMinor(String(input['amount']), order.presentmentCurrency);
  if (amount === undefined || amount <= 0) return 'Amount is not a positive amount of money';
  const back = order.transactions.filter(({ kind, parentId }) => kind === 'REFUND' && parentId === parent.id);
  const left = parent.presentment - back.reduce((sum, one) => sum + one.presentment, 0);
  if (amount > left) return 'Refund amount is more than what is left of the transaction';
  const shopAmount = parent.presentment === 0 ? 0 : Math.round((amount * parent.shop) / parent.presentment);
  return {
    id: shop.nextId(),
    kind: 'REFUND',
    status: 'SUCCESS',
    gateway: parent.gateway,
    shop: shopAmount,
    presentment: amount,
    parentId: parent.id,
  };
};

const unitsBack = (
  order: TwinOrder,
  inputs: readonly Input[],
): readonly { readonly lineId: string; readonly quantity: number }[] | string => {
  const units = inputs.map((input) => ({ lineId: idIn('LineItem', input['lineItemId']), quantity: Number(input['quantity']) }));
  const wrong = units.some(({ lineId, quantity }) => {
    const line = order.lines.find(({ id }) => id === lineId);
    return !line || quantity < 1 || quantity > line.current;
  });
  return wrong ? 'Refund line items quantity is more than what can be refunded' : units;
};

export const createRefund = (shop: TwinShop, input: Input): View => {
  const order = shop.orders.get(idIn('Order', input['orderId']));
  if (!order) return refuse('orderId', 'Order does not exist');
  if (order.currency !== order.presentmentCurrency && input['currency'] !== order.presentmentCurrency)
    return refuse('currency', `Currency must be ${order.presentmentCurrency}, which the customer paid in`);
  const transactions: TwinTransaction[] = [];
  for (const one of (input['transactions'] ?? []) as readonly Input[]) {
    const made = moneyBack(shop, order, one);
    if (typeof made === 'string') return refuse('transactions.0.amount', made);
    transactions.push(made);
  }
  const units = unitsBack(order, (input['refundLineItems'] ?? []) as readonly Input[]);
  if (typeof units === 'string') return refuse('refundLineItems', units);
  if (transactions.length === 0 && units.length === 0) return refuse('base', 'A refund must give back something');

  const refund: TwinRefund = {
    id: shop.nextId(),
    note: typeof input['note'] === 'string' ? input['note'] : null,
    createdAt: shop.clock.now(),
    lines: units.map(({ lineId, quantity }) => takeOff(order, lineId, quantity)),
    shipping: [],
  };
  order.refunds.push(refund);
  order.transactions.push(...transactions);
  order.financialStatus = currentSums(order).total === 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
  touch(order, shop.clock.now());
  shop.webhooks.announce('orders/updated', order);
  return { refund: refundView(order, refund), userErrors: [] };
};

const quantityMax = 1_000_000_000;
const reasons: ReadonlySet<unknown> = new Set(['correction', 'cycle_count_available', 'damaged', 'other', 'received', 'restock']);

const quantityProblem = (shop: TwinShop, entry: Input, entries: readonly Input[]): readonly [field: string, code: string] | undefined => {
  const item = shop.items.find(({ id }) => id === idIn('InventoryItem', entry['inventoryItemId']));
  const location = idIn('Location', entry['locationId']);
  const quantity = Number(entry['quantity']);
  if (!item) return ['inventoryItemId', 'INVALID_INVENTORY_ITEM'];
  if (!shop.locations.includes(location)) return ['locationId', 'INVALID_LOCATION'];
  if (quantity < 0) return ['quantity', 'INVALID_QUANTITY_NEGATIVE'];
  if (quantity > quantityMax) return ['quantity', 'INVALID_QUANTITY_TOO_HIGH'];
  const expected = entry['changeFromQuantity'];
  if (typeof expected === 'number' && expected !== (item.available.get(location) ?? 0))
    return ['changeFromQuantity', 'CHANGE_FROM_QUANTITY_STALE'];
  const same = entries.filter((one) => one['inventoryItemId'] === entry['inventoryItemId'] && one['locationId'] === entry['locationId']);
  return same.length > 1 ? ['inventoryItemId', 'NO_DUPLICATE_INVENTORY_ITEM_ID_GROUP_ID_PAIR'] : undefined;
};

/** All of them or none, as Shopify does. */
export const setQuantities = (shop: TwinShop, input: Input): View => {
  if (input['name'] !== 'available' && input['name'] !== 'on_hand')
    return refuse('input.name', 'The quantity name is invalid', 'INVALID_NAME');
  if (!reasons.has(input['reason'])) return refuse('input.reason', 'The specified reason is invalid', 'INVALID_REASON');
  const entries = input['quantities'] as readonly Input[];
  if (entries.some((entry) => entry['changeFromQuantity'] === undefined))
    throw new TwinApiError('BAD_REQUEST', 'The changeFromQuantity argument must be passed explicitly, even if it is null.');
  const userErrors = entries.flatMap((entry, index) => {
    const problem = quantityProblem(shop, entry, entries);
    return problem
      ? [
          {
            field: ['input', 'quantities', String(index), problem[0]],
            code: problem[1],
            message: `The quantity cannot be set: ${problem[1]}`,
          },
        ]
      : [];
  });
  if (userErrors.length > 0) return { userErrors };
  for (const entry of entries) {
    const item = shop.items.find(({ id }) => id === idIn('InventoryItem', entry['inventoryItemId']));
    item?.available.set(idIn('Location', entry['locationId']), Number(entry['quantity']));
  }
  return { userErrors: [] };
};
