import { err, ok } from '../../../kernel/result.ts';
import type { InventoryItemCommand, LeaseStock, ShipLeased, TakeBackStock } from '../inventory-item.commands.ts';
import { type Decision, invalidQuantity, posted } from '../inventory-item.posting.ts';
import type { InventoryRejection } from '../inventory-item.rejections.ts';
import { findOpen, type InventoryItemState, type Lease } from '../inventory-item.state.ts';

const noLease: Lease = { epoch: 0, slots: 0, quantity: 0, selling: [] };

/** Whether buyers are served from buckets, so that the item itself must promise nothing. */
export const isSoldFromBuckets = ({ lease }: Pick<InventoryItemState, 'lease'>): boolean => (lease?.selling.length ?? 0) > 0;

const leasedAway = (state: InventoryItemState): InventoryRejection => ({ code: 'stock-leased', leased: state.lease?.quantity ?? 0 });

/**
 * Who knows nothing of buckets is sent away with a code of its own, instead of an answer that rests on half of the stock. A
 * reservation that the item itself holds is its own affair; of any other, its bucket has to be asked first.
 */
export const refusedForLease = (state: InventoryItemState, command: InventoryItemCommand): InventoryRejection | undefined => {
  if (!state.lease) return undefined;
  switch (command.type) {
    case 'ReserveStock':
    case 'AllocateReservation':
    case 'ReleaseReservation':
    case 'ExpireReservation':
    case 'ShipStock':
      return findOpen(state, command.reservationId) ? undefined : leasedAway(state);
    default:
      return undefined;
  }
};

/** Units could be missing only because buckets hold them: a refusal that rests on the rest of the stock is none yet. */
export const unlessLeased = (state: InventoryItemState, decision: Decision): Decision =>
  !decision.ok && isSoldFromBuckets(state) && (decision.error.code === 'insufficient-stock' || decision.error.code === 'stock-allocated')
    ? err(leasedAway(state))
    : decision;

export const leaseStock = (state: InventoryItemState, { epoch, slots, quantity }: LeaseStock): Decision => {
  const invalid = invalidQuantity(quantity, 0) ?? invalidQuantity(slots);
  if (invalid) return err(invalid);
  const { available } = state.balance;
  if (quantity > available) return err({ code: 'insufficient-stock', asked: quantity, available });
  // Buckets keep their reservations from one spell to the next, each in the slot that its id stands for.
  if (state.lease && (state.lease.slots !== slots || (state.lease.epoch !== epoch && isSoldFromBuckets(state))))
    return err(leasedAway(state));
  return ok([
    {
      type: 'inventory.leased',
      epoch,
      slots,
      quantity,
      ...posted(state, { type: 'reserve', ...(quantity === 0 ? {} : { allocated: quantity }) }),
    },
  ]);
};

export const takeBackStock = (state: InventoryItemState, { slot, quantity, closes }: TakeBackStock): Decision => {
  const { quantity: held, selling } = state.lease ?? noLease;
  const invalid = invalidQuantity(quantity, 0);
  if (invalid) return err(invalid);
  if (quantity > held || (closes && !selling.includes(slot))) return err(leasedAway(state));
  return ok([
    {
      type: 'inventory.lease_returned',
      slot,
      quantity,
      closes,
      ...posted(state, { type: 'release', ...(quantity === 0 ? {} : { allocated: -quantity }) }),
    },
  ]);
};

export const shipLeased = (state: InventoryItemState, command: ShipLeased): Decision => {
  const { movementId, reservationId, quantity, slot } = command;
  if (quantity > (state.lease?.quantity ?? 0)) return err(leasedAway(state));
  const movement = posted(state, { type: 'sale', onHand: -quantity, allocated: -quantity });
  return ok([{ type: 'inventory.shipped', movementId, reservationId, quantity, slot, ...movement }]);
};

/** Nothing to do while a bucket holds or sells anything. */
export const endLease = (state: InventoryItemState): Decision => {
  if (!state.lease || state.lease.quantity > 0 || isSoldFromBuckets(state)) return ok([]);
  return ok([{ type: 'inventory.lease_ended', ...posted(state, { type: 'release' }) }]);
};
