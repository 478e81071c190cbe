import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { slotOf } from '../../domain/recent-ids.ts';
import { parseInventoryItemId } from '../../domain/inventory-item.id.ts';
import type { ItemRef, ReservationRef } from '../inventory.types.ts';
import type { StockRequest } from './stock-request.ts';

const minuteMs = 60_000;

/** Partitions of one minute: a thousand carts a second may run out at the same time. */
export const expiryShards = 4;

/** Number of the minute in which an instant lies. */
export const minuteOf = (instant: Instant): number => Math.floor(toEpochMs(instant) / minuteMs);

/** The carts of one minute and shard. */
export const expiryPartition = (minute: number, shard: number): string => `CARTEXPIRY#${minute}#${shard}`;

/** Up to which minute carts have been swept. */
export const expiryPlace = { PK: 'CARTEXPIRY', SK: 'PLACE' } as const;

type ExpiryList = Pick<Platform, 'ledger' | 'sha256'>;

/**
 * Notes when the cart of a request runs out, before it is made: a note of a cart that never came to be does no harm, and a cart without one
 * would hold its units until somebody else wants them. Orders are not noted, so they pay nothing for it.
 */
export const noteExpiry = async ({ ledger, sha256 }: ExpiryList, { commands }: StockRequest): Promise<void> => {
  const [first] = commands;
  if (first?.command.type !== 'ReserveStock' || first.command.expiresAt === undefined) return;
  const { reservationId, expiresAt, now } = first.command;
  if (expiresAt <= now) return;
  const { tenantId } = first.id;
  const lines = commands.flatMap(({ id }) => {
    const item = parseInventoryItemId(id.id);
    return item ? [{ sku: item.sku, location_id: item.locationId }] : [];
  });
  const content = sha256(JSON.stringify(lines)).slice(0, 12);
  await ledger.put({
    PK: expiryPartition(minuteOf(expiresAt), slotOf(reservationId, expiryShards)),
    SK: `${tenantId}#${reservationId}#${content}`,
    tenant_id: tenantId,
    reservation_id: reservationId,
    lines,
  });
};

/** What a note is about. */
export const notedCart = (row: Item): { readonly tenantId: TenantId; readonly reservations: readonly ReservationRef[] } => {
  const {
    tenant_id: tenantId,
    reservation_id: reservationId,
    lines,
  } = row as Item & {
    readonly tenant_id: TenantId;
    readonly reservation_id: string;
    readonly lines: readonly { readonly sku: ItemRef['sku']; readonly location_id: ItemRef['locationId'] }[];
  };
  return { tenantId, reservations: lines.map(({ sku, location_id: locationId }) => ({ sku, locationId, reservationId })) };
};
