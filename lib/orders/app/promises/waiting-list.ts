import { OrderId, type Sku, type TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { EventStore } from '../../../platform/event-store/event-store.ts';
import { InvalidCursorError } from '../../../platform/ports.ts';
import type { LinePromise } from '../../domain/order.values.ts';
import { neededOf, type StockInterest, type WaitingOrder } from '../stock-interest.ts';
import { createReadWaiters, type Waiter } from './plan-promises.ts';

/** An order in the queue of a SKU. */
export type QueuedOrder = {
  readonly orderId: OrderId;
  readonly priority: number;
  readonly placedAt: Instant;
  /** Units of the SKU for which the order has no location. */
  readonly units: number;
  /** Those of them that it found nowhere. */
  readonly missing: number;
  readonly kind: 'backorder' | 'preorder';
  readonly since: Instant;
  readonly promisedFor: Instant | null;
  readonly basis: LinePromise['basis'];
  readonly reference: string | null;
};

/** The promise of the units that comes true last. */
const lastOf = (promises: readonly LinePromise[]): LinePromise | undefined =>
  promises.find(({ promisedFor }) => promisedFor === null) ??
  promises.toSorted((left, right) => ((left.promisedFor ?? '') < (right.promisedFor ?? '') ? -1 : 1)).at(-1);

const queuedOrder = (sku: Sku, { waiting, order, missing }: Waiter): QueuedOrder => {
  const lineIds = new Set(order.lines.flatMap((line) => (line.sku === sku ? [line.lineId] : [])));
  const promise = lastOf(order.promises.filter(({ lineId, kind }) => lineIds.has(lineId) && kind !== 'allocated'));
  return {
    orderId: order.orderId,
    priority: order.priority,
    placedAt: order.placedAt,
    units: neededOf(order, sku),
    missing,
    kind: promise?.kind === 'preorder' ? 'preorder' : 'backorder',
    // Where nobody has written down when it began to wait, it has waited since it was placed at the longest.
    since: waiting.since ?? order.placedAt,
    promisedFor: promise?.promisedFor ?? null,
    basis: promise?.basis ?? 'unknown',
    reference: promise?.reference ?? null,
  };
};

const rankPattern = /^-?\d{1,12}#\d{4}-\d{2}-\d{2}T[\d:.]{12}Z#([a-z2-7]{26})$/u;

const afterCursor = (cursor: string): WaitingOrder => {
  const rank = Buffer.from(cursor, 'base64url').toString();
  const orderId = rankPattern.exec(rank)?.[1];
  if (orderId === undefined) throw new InvalidCursorError('The cursor is not one of this list');
  return { orderId: OrderId(orderId), rank };
};

export type WaitingPage = { readonly items: readonly QueuedOrder[]; readonly cursor?: string };

/** Who waits for a SKU, in the order in which they are served. A page may hold fewer than were asked for and still have a cursor. */
export const createWaitingList = (parts: { readonly store: EventStore; readonly interest: StockInterest }) => {
  const readWaiters = createReadWaiters(parts);
  return async (
    tenantId: TenantId,
    sku: Sku,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<WaitingPage> => {
    const after = cursor === undefined ? undefined : afterCursor(cursor);
    const { waiters, next } = await readWaiters(tenantId, sku, limit, after);
    const items = waiters.map((waiter) => queuedOrder(sku, waiter));
    return { items, ...(next ? { cursor: Buffer.from(next.rank).toString('base64url') } : {}) };
  };
};
