import type { TenantId } from '../../../kernel/ids.ts';
import type { EventRecord } from '../../../platform/event-store/event-record.ts';
import type { Platform } from '../../../platform/ports.ts';
import type { ItemRef } from '../inventory.types.ts';
import { createItemHistory } from './movements.history.ts';

const buckets = ['on_hand', 'allocated', 'incoming', 'damaged', 'quality_control'] as const;
type Units = Readonly<Partial<Record<(typeof buckets)[number] | 'available', number>>>;

/** One movement of an item, in wire form. */
export type MovementRow = {
  readonly version: number;
  /** The event, such as `inventory.received`. */
  readonly event: string;
  readonly type: string;
  readonly change: Readonly<Record<(typeof buckets)[number], number>>;
  readonly balance: Readonly<Record<(typeof buckets)[number] | 'available', number>>;
  readonly reason_code: string | null;
  readonly reference: string | null;
  readonly actor: EventRecord['actor']['kind'];
  readonly at: string;
};

/** The first of these that an event names says where it comes from: a document, a shipment, or the reservation of an order. */
const references = ['reference', 'transfer_id', 'movement_id', 'reservation_id'] as const;

const rowOf = ({ version, type: event, payload, actor, recorded_at: at }: EventRecord): MovementRow => {
  const movement = (payload['movement'] ?? {}) as Units & { readonly type?: string };
  const balance = (payload['balance'] ?? {}) as Units;
  const each = (units: Units) => ({
    on_hand: units.on_hand ?? 0,
    allocated: units.allocated ?? 0,
    incoming: units.incoming ?? 0,
    damaged: units.damaged ?? 0,
    quality_control: units.quality_control ?? 0,
  });
  const named = references.map((name) => payload[name]).find((value) => typeof value === 'string');
  const reason = payload['reason_code'] ?? payload['reason'];
  return {
    version,
    event,
    type: movement.type ?? 'other',
    change: each(movement),
    balance: { ...each(balance), available: balance.available ?? 0 },
    reason_code: typeof reason === 'string' ? reason : null,
    reference: typeof named === 'string' ? named : null,
    actor: actor.kind,
    at,
  };
};

export type MovementPage = { readonly items: readonly MovementRow[]; readonly before?: number };

/** Every movement of one SKU at one location, newest first. `before` is the version behind which the next page begins. */
export const createMovements = (platform: Pick<Platform, 'ledger' | 'sha256'>) => {
  const history = createItemHistory(platform);
  return async (
    tenantId: TenantId,
    item: ItemRef,
    page: { readonly limit: number; readonly before?: number | undefined },
  ): Promise<MovementPage> => {
    const { events, before } = await history(tenantId, item, page);
    return { items: events.map(rowOf), ...(before === undefined ? {} : { before }) };
  };
};
