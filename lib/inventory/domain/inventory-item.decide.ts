import type { Decider } from '../../kernel/decider.ts';
import { assertNever, err } from '../../kernel/result.ts';
import type { InventoryItemCommand } from './inventory-item.commands.ts';
import type { InventoryItemEvent } from './inventory-item.events.ts';
import { evolveInventoryItem } from './inventory-item.evolve.ts';
import type { Decision } from './inventory-item.posting.ts';
import type { InventoryRejection } from './inventory-item.rejections.ts';
import { type InventoryItemState, initialInventoryItem } from './inventory-item.state.ts';
import { endLease, leaseStock, refusedForLease, shipLeased, takeBackStock, unlessLeased } from './buckets/lease.decide.ts';
import { allocateReservation, expireReservation, releaseReservation, reserveStock, shipStock } from './reservation.decide.ts';
import {
  adjustStock,
  countStock,
  damageStock,
  expectStock,
  receiveStock,
  reclassifyStock,
  returnStock,
  transferIn,
  transferOut,
} from './stock.decide.ts';

/** The rules of an item by itself. Who decides by them has looked into the buckets too, if there are any. */
export const decideInventoryItem = (state: InventoryItemState, command: InventoryItemCommand): Decision => {
  switch (command.type) {
    case 'ReserveStock':
      return reserveStock(state, command);
    case 'AllocateReservation':
      return allocateReservation(state, command);
    case 'ReleaseReservation':
      return releaseReservation(state, command);
    case 'ExpireReservation':
      return expireReservation(state, command);
    case 'ShipStock':
      return shipStock(state, command);
    case 'ReceiveStock':
      return receiveStock(state, command);
    case 'ExpectStock':
      return expectStock(state, command);
    case 'AdjustStock':
      return unlessLeased(state, adjustStock(state, command));
    case 'CountStock':
      return countStock(state, command);
    case 'TransferOut':
      return unlessLeased(state, transferOut(state, command));
    case 'TransferIn':
      return transferIn(state, command);
    case 'ReturnStock':
      return returnStock(state, command);
    case 'DamageStock':
      return damageStock(state, command);
    case 'ReclassifyStock':
      return reclassifyStock(state, command);
    case 'ShipLeased':
      return shipLeased(state, command);
    case 'LeaseStock':
      return leaseStock(state, command);
    case 'TakeBackStock':
      return takeBackStock(state, command);
    case 'EndLease':
      return endLease(state);
    default:
      return assertNever(command);
  }
};

/** The stock of one SKU at one location. Holds always: 0 ≤ allocated ≤ onHand, allocated = Σ open reservations + lease. */
export const inventoryItemDecider: Decider<InventoryItemState, InventoryItemCommand, InventoryItemEvent, InventoryRejection> = {
  initial: initialInventoryItem,
  decide: (state, command) => {
    const refused = refusedForLease(state, command);
    return refused ? err(refused) : decideInventoryItem(state, command);
  },
  evolve: evolveInventoryItem,
};
