import { fold } from '../../../kernel/decider.ts';
import type { OrderId, TenantId } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import { toWire } from '../../../kernel/wire.ts';
import { decodeEvent } from '../../../platform/event-store/commit.codec.ts';
import type { Actor, EventRecord } from '../../../platform/event-store/event-record.ts';
import type { AsOf } from '../../../platform/event-store/event-store.ts';
import { type JsonChange, jsonChanges } from '../../domain/json-changes.ts';
import { orderExists } from '../../domain/order.state.ts';
import { readPersonal } from '../address/address-facts.ts';
import { orderView } from '../order.view.ts';
import { orderAggregate, orderStream } from '../order.stream.ts';
import type { OrdersParts } from '../orders.parts.ts';

/** A state of an order: as it stood at an instant, or at one of its versions. */
export type OrderPoint = AsOf | { readonly version: number };

export type BetweenEvent = {
  readonly eventId: string;
  readonly version: number;
  readonly type: string;
  readonly actor: Actor;
  readonly at: Instant;
};

export type OrderDifference = {
  readonly fromVersion: number;
  readonly toVersion: number;
  /** Of the order's view in its wire form, with its payments. */
  readonly changes: readonly JsonChange[];
  readonly events: readonly BetweenEvent[];
};

/** What tells lines, holds and fulfillment orders of a view apart. */
const idNames = ['line_id', 'hold_id', 'fulfillment_order_id'] as const;

const recordsAt = (records: readonly EventRecord[], point: OrderPoint): readonly EventRecord[] =>
  'version' in point
    ? records.filter(({ version }) => version <= point.version)
    : records.filter((record) => (point.basis === 'recorded' ? record.recorded_at : record.occurred_at) <= point.instant);

/**
 * What changed between two states of an order, and by which events.
 * @returns undefined when there is no such order
 */
export const createOrderDifference =
  ({ store, vault, payments }: Pick<OrdersParts, 'store' | 'vault' | 'payments'>) =>
  async (
    tenantId: TenantId,
    orderId: OrderId,
    between: { readonly from: OrderPoint; readonly to: OrderPoint; readonly personal: boolean },
  ): Promise<OrderDifference | undefined> => {
    /** The order as the API shows it; nothing before it was created. */
    const viewAt = async (records: readonly EventRecord[], point: OrderPoint): Promise<unknown> => {
      const { decider } = orderAggregate;
      const state = fold(
        decider,
        decider.initial,
        records.map((record) => decodeEvent(orderAggregate, record)),
      );
      const last = records.at(-1);
      if (!orderExists(state) || !last) return {};
      const personal = between.personal ? await readPersonal(vault, tenantId, state) : undefined;
      const { version: _counted, ...view } = orderView({ order: state, version: last.version, personal });
      const asOf: AsOf = 'version' in point ? { instant: last.recorded_at, basis: 'recorded' } : point;
      return toWire({ ...view, payments: await payments.get(tenantId, orderId, asOf) });
    };

    const records = await store.read(orderStream(tenantId, orderId));
    if (records.length === 0) return undefined;
    const [before, after] = [recordsAt(records, between.from), recordsAt(records, between.to)];
    const known = new Set(before.map(({ event_id: id }) => id));
    const [left, right] = await Promise.all([viewAt(before, between.from), viewAt(after, between.to)]);
    return {
      fromVersion: before.at(-1)?.version ?? 0,
      toVersion: after.at(-1)?.version ?? 0,
      changes: jsonChanges(left, right, idNames),
      events: after
        .filter(({ event_id: id }) => !known.has(id))
        .map(({ event_id: eventId, version, type, actor, recorded_at: at }) => ({ eventId, version, type, actor, at })),
    };
  };
