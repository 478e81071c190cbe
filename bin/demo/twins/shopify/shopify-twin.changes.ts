import { assertNever } from '../../../../lib/kernel/result.ts';
import type { Instant } from '../../../../lib/kernel/instant.ts';
import { currentSums, shippingNow, takeOff, touch, type TwinAddress, type TwinOrder, type TwinRefund } from './shopify-twin.model.ts';
import { addLine, type DraftLine, type NextId } from './shopify-twin.placing.ts';

/** What a merchant or a customer does to an order in Shopify. Lines and shipping lines by their place in the order. */
export type OrderChange =
  /** Units taken off by an order edit. */
  | { readonly kind: 'remove-units'; readonly line: number; readonly units: number }
  | { readonly kind: 'add-line'; readonly line: DraftLine }
  /** Units and their money given back. */
  | { readonly kind: 'refund-units'; readonly line: number; readonly units: number }
  | { readonly kind: 'refund-shipping'; readonly line: number; readonly amount: number }
  | { readonly kind: 'remove-shipping'; readonly line: number }
  | { readonly kind: 'cancel'; readonly reason: string }
  | { readonly kind: 'edit-note'; readonly note: string | null; readonly tags: readonly string[] }
  | { readonly kind: 'edit-address'; readonly address: TwinAddress | null }
  | { readonly kind: 'pay'; readonly status: 'PAID' | 'PARTIALLY_PAID' | 'VOIDED' | 'EXPIRED' }
  /** Shopify touches orders without changing anything that matters to us. */
  | { readonly kind: 'touch' };

type Facts = { readonly now: Instant; readonly locations: readonly string[]; readonly nextId: NextId };

const record = (order: TwinOrder, { now, nextId }: Facts, part: Partial<Pick<TwinRefund, 'lines' | 'shipping' | 'note'>>): TwinRefund => {
  const refund: TwinRefund = {
    id: nextId(),
    note: part.note ?? null,
    createdAt: now,
    lines: part.lines ?? [],
    shipping: part.shipping ?? [],
  };
  order.refunds.push(refund);
  return refund;
};

const takeUnits = (order: TwinOrder, index: number, units: number, facts: Facts): void => {
  const line = order.lines[index];
  if (!line || line.tip || units < 1 || units > line.current) throw new Error(`line ${index} has no ${units} units to take off`);
  record(order, facts, { lines: [takeOff(order, line.id, units)] });
};

const refundStatus = (order: TwinOrder): string => (currentSums(order).total === 0 ? 'REFUNDED' : 'PARTIALLY_REFUNDED');

/** Marks an order as cancelled; its open work ends. */
export const cancelNow = (order: TwinOrder, reason: string, now: Instant): void => {
  touch(order, now);
  order.cancelledAt = order.updatedAt;
  order.cancelReason = reason;
  for (const work of order.work) if (work.status !== 'CLOSED') work.status = 'CANCELLED';
};

const apply = (order: TwinOrder, change: OrderChange, facts: Facts): void => {
  switch (change.kind) {
    case 'remove-units':
      order.edited = true;
      return takeUnits(order, change.line, change.units, facts);
    case 'add-line':
      return addLine(order, change.line, facts.locations, facts.nextId);
    case 'refund-units':
      takeUnits(order, change.line, change.units, facts);
      order.financialStatus = refundStatus(order);
      return;
    case 'refund-shipping': {
      const line = order.shippingLines[change.line];
      if (!line || change.amount > shippingNow(line)) throw new Error(`shipping line ${change.line} holds less than ${change.amount}`);
      line.refunded += change.amount;
      record(order, facts, { shipping: [{ id: line.id, amount: change.amount }] });
      return;
    }
    case 'remove-shipping': {
      const line = order.shippingLines[change.line];
      if (!line) throw new Error(`there is no shipping line ${change.line}`);
      order.edited = true;
      line.removed = true;
      return;
    }
    case 'cancel':
      return cancelNow(order, change.reason, facts.now);
    case 'edit-note':
      order.note = change.note;
      order.tags = change.tags;
      return;
    case 'edit-address':
      order.shippingAddress = change.address;
      return;
    case 'pay':
      order.financialStatus = change.status;
      return;
    case 'touch':
      return;
    default:
      return assertNever(change);
  }
};

export const changeOrder = (order: TwinOrder, change: OrderChange, facts: Facts): void => {
  apply(order, change, facts);
  if (change.kind !== 'cancel') touch(order, facts.now);
};
