import { HoldId, OrderId, type TenantId } from '../../kernel/ids.ts';
import { fromEpochMs, Instant, plusMs, toEpochMs } from '../../kernel/instant.ts';
import { decimalMinor } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { Caller } from '../../platform/event-store/caller.ts';
import { type Condition, ConditionFailedError, type Item } from '../../platform/ports.ts';
import { type Order, orderExists } from '../domain/order.state.ts';
import { basketOf, comparedFields, secondsBetween } from '../domain/same-basket.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { OrdersParts } from './orders.parts.ts';
import { createPlaceOnce } from './place-once.ts';

const policy = { name: 'same-basket', version: 1 } as const;
const triesMax = 3;
// Deliveries of one order may come hours apart; what lies longer has no twin that could still be stopped.
const keptBeyondWindowMs = 24 * 3_600_000;
const epochSeconds = (instant: Instant): number => Math.ceil(toEpochMs(instant) / 1_000);

type Window = { readonly windowSeconds: number; readonly decidedBy: PolicyRef };

type Claim = { readonly orderId: OrderId; readonly placedAt: Instant };

/** Why this order is held, for the person who looks at it. */
export type DuplicateReceipt = {
  readonly band: 'review';
  readonly policy: { readonly name: string; readonly version: number };
  /** The tenant's decision that set the window. */
  readonly decidedBy: PolicyRef;
  readonly inputs: { readonly windowSeconds: number; readonly placedAt: Instant; readonly totalMinor: number; readonly currency: string };
  readonly other: Claim & {
    readonly channel: string;
    readonly channelAccount: string;
    readonly channelOrderId: string;
    readonly channelOrderName: string | null;
    readonly status: string;
  };
  /** What is the same of both. */
  readonly equal: readonly (typeof comparedFields)[number][];
  readonly secondsApart: number;
  readonly reasons: readonly string[];
};

const claimOf = (row: Item): Claim => ({ orderId: OrderId(String(row['order_id'])), placedAt: Instant(String(row['placed_at'])) });

const receiptOf = (order: Order, other: Order, { windowSeconds, decidedBy }: Window): DuplicateReceipt => {
  const secondsApart = secondsBetween(order.placedAt, other.placedAt);
  const total = `${decimalMinor(order.totals.total, order.currency)} ${order.currency}`;
  const name = `${other.channel} order ${other.channelOrderName ?? other.channelOrderId}`;
  const { orderId, placedAt, channel, channelAccount, channelOrderId, channelOrderName, status } = other;
  return {
    band: 'review',
    policy,
    decidedBy,
    inputs: { windowSeconds, placedAt: order.placedAt, totalMinor: order.totals.total, currency: order.currency },
    other: { orderId, placedAt, channel, channelAccount, channelOrderId, channelOrderName, status },
    equal: comparedFields.filter((field) => field !== 'purchase_order_number' || typeof order.purchase?.orderNumber === 'string'),
    secondsApart,
    reasons: [`The same articles for the same person and the same total of ${total} as ${name}, ${secondsApart} seconds apart.`],
  };
};

/** A first look, before any unit has a source: afterwards a review would come too late to be cheap. */
const isLookedAt = ({ test, status, lastAttempt, holds }: Order): boolean =>
  !test && lastAttempt === 0 && (status === 'pending' || status === 'confirmed') && holds.every(({ type }) => type !== 'duplicate-review');

/**
 * Holds an order for review that looks like another one come twice: the same person, articles, quantities and total within
 * the window, under another id. Of two, the one that is looked at first goes on, because it may be on its way already; the
 * other waits until an operator releases it, or rejects and so cancels it.
 *
 * One row for what an order's basket comes to says whose it is, put under a condition, so that two orders in the same
 * millisecond cannot both be first. The row holds a hash and an order id, nothing personal, and expires. Orders of whom nobody
 * knows belong to a person of their own each, and so are never alike.
 */
export const createHoldDuplicate = (parts: Pick<OrdersParts, 'platform' | 'store' | 'decisions' | 'policies'>) => {
  const { platform, store, decisions, policies } = parts;
  const { ledger, clock } = platform;
  const place = createPlaceOnce(parts);

  const windowFor = async (tenantId: TenantId): Promise<Window> => {
    const { value, decidedBy } = await policies.inForce(tenantId, 'duplicates');
    return { windowSeconds: value.windowSeconds, decidedBy };
  };

  /** Takes the basket for the order. @returns whose it is, where another order placed within the window has it */
  const claim = async (
    key: { PK: string; SK: string },
    order: Order,
    windowMs: number,
    instead: Condition[],
  ): Promise<Claim | undefined> => {
    const ttl = epochSeconds(plusMs(clock.now(), windowMs + keptBeyondWindowMs));
    const earliest = fromEpochMs(toEpochMs(order.placedAt) - windowMs);
    const free: Condition = {
      kind: 'any',
      conditions: [
        { kind: 'absent' },
        { kind: 'equals', attribute: 'order_id', value: order.orderId },
        { kind: 'less-than', attribute: 'placed_at', value: earliest },
        ...instead,
      ],
    };
    try {
      await ledger.put({ ...key, order_id: order.orderId, placed_at: order.placedAt, ttl }, free);
      return undefined;
    } catch (error) {
      if (!(error instanceof ConditionFailedError) || !error.existing) throw error;
      const holder = claimOf(error.existing);
      // An older order that comes late leaves the basket to the newer one.
      return toEpochMs(holder.placedAt) - toEpochMs(order.placedAt) > windowMs ? undefined : holder;
    }
  };

  /** The other order, where it still stands: one that was cancelled is no reason to stop the order that replaces it. */
  const standing = async (tenantId: TenantId, { orderId }: Claim): Promise<Order | undefined> => {
    const { state } = await store.load(orderAggregate, orderStream(tenantId, orderId));
    return orderExists(state) && state.status !== 'cancelled' ? state : undefined;
  };

  const twinOf = async (tenantId: TenantId, order: Order, basket: string, windowMs: number): Promise<Order | undefined> => {
    const key = { PK: `${tenantId}#BASKET#${platform.sha256(basket).slice(0, 32)}`, SK: 'ORDER' };
    const instead: Condition[] = [];
    for (let tries = 0; tries < triesMax; tries += 1) {
      const holder = await claim(key, order, windowMs, instead);
      if (!holder) return undefined;
      const other = await standing(tenantId, holder);
      if (other) return other;
      instead.push({ kind: 'equals', attribute: 'order_id', value: holder.orderId });
    }
    return undefined;
  };

  return async (caller: Caller, order: Order): Promise<void> => {
    const basket = isLookedAt(order) ? basketOf(order) : undefined;
    if (basket === undefined) return;
    const { tenantId } = caller;
    const window = await windowFor(tenantId);
    if (window.windowSeconds === 0) return;
    const other = await twinOf(tenantId, order, basket, window.windowSeconds * 1_000);
    if (!other) return;
    const decisionId = `duplicate.${other.orderId}`;
    const receipt = receiptOf(order, other, window);
    const decision = await decisions.record(orderStream(tenantId, order.orderId), { decisionId, kind: 'duplicate', receipt });
    await place(caller, order, {
      holdId: HoldId(`duplicate-${other.orderId}`),
      type: 'duplicate-review',
      reason: decision.receipt.reasons.join(' '),
      blocks: ['sourcing', 'release'],
      releasableBy: ['operator', 'admin'],
    });
  };
};
