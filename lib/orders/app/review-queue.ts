import { OrderId, type TenantId } from '../../kernel/ids.ts';
import type { Item, Platform } from '../../platform/ports.ts';
import { readListed } from '../../platform/projection/listed-views.ts';
import { type Advice, adviseOnHold, holdsToDecide } from '../domain/order.attention.ts';
import { orderExists, type RecordedHold } from '../domain/order.state.ts';
import { type HoldType, holdTypes } from '../domain/order.values.ts';
import { readMerged, rowsByPlace } from './merged-lists.ts';
import { type OrderRow, orderListKeys, orderProjection, orderRowOf } from './order.projection.ts';
import { orderAggregate, orderStream } from './order.stream.ts';
import type { ReadEvidence } from './order-evidence.ts';
import type { OrdersParts } from './orders.parts.ts';

/** A hold that somebody has to decide on. */
export type ReviewItem = {
  readonly order: OrderRow;
  readonly hold: Pick<RecordedHold, 'holdId' | 'type' | 'reason' | 'blocks' | 'placedAt' | 'until' | 'releasableBy'> & {
    readonly rejected: boolean;
  };
  readonly recommendedAction: Advice;
};

export type ReviewFilter = { readonly type?: HoldType | undefined };
export type ReviewPage = { readonly items: readonly ReviewItem[]; readonly cursor?: string };

/**
 * Holds that wait for a decision, those first that were placed first. The lists say which, the order says how they stand: a
 * hold that has just been released is left out, so a page may hold fewer than were asked for and still have a cursor.
 */
export const createReviewQueue = (
  parts: Pick<OrdersParts, 'store'> & {
    readonly platform: Pick<Platform, 'ledger' | 'views' | 'sha256' | 'clock'>;
    readonly readEvidence: ReadEvidence;
  },
) => {
  const { platform, store, readEvidence } = parts;

  const itemOf = async (tenantId: TenantId, row: Item, order: OrderRow): Promise<ReviewItem | undefined> => {
    const { state } = await store.load(orderAggregate, orderStream(tenantId, OrderId(order.order_id)));
    const holdId = row.SK.split('#').at(-1);
    const found = orderExists(state) ? holdsToDecide(state).find((hold) => hold.holdId === holdId) : undefined;
    if (!found || !orderExists(state)) return undefined;
    const { type, reason, blocks, placedAt, until, releasableBy, outcome } = found;
    return {
      order,
      hold: { holdId: found.holdId, type, reason, blocks, placedAt, until, releasableBy, rejected: outcome === 'rejected' },
      recommendedAction: adviseOnHold(found, platform.clock.now(), await readEvidence(tenantId, state, found)),
    };
  };

  return async (
    tenantId: TenantId,
    { type }: ReviewFilter,
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<ReviewPage> => {
    const types = type === undefined ? holdTypes : [type];
    const lists = types.map((one) => rowsByPlace(platform.views, orderListKeys.review(tenantId, one)));
    const { entries, ...rest } = await readMerged(lists, page);
    const orders = await readListed(platform, orderProjection, entries);
    const items = await Promise.all(
      entries.map(async (row, index) => {
        const found = orders[index];
        return found ? itemOf(tenantId, row, orderRowOf(found.view)) : undefined;
      }),
    );
    return { items: items.filter((item) => item !== undefined), ...rest };
  };
};

export type ReadReviewQueue = ReturnType<typeof createReviewQueue>;
