import { err, ok, type Result } from '../../kernel/result.ts';
import type { Balance, InventoryItemEvent, Movement } from './inventory-item.events.ts';
import { type MovementContent, movementMemory } from './inventory-item.memory.ts';
import type { InventoryRejection } from './inventory-item.rejections.ts';
import { applyMovement, bucketMax, type InventoryItemState, quantityMax } from './inventory-item.state.ts';
import { recall } from './recent-ids.ts';

export type Decision = Result<readonly InventoryItemEvent[], InventoryRejection>;

/** The movement with the balance after it, ready to stand in an event. */
export const posted = (state: InventoryItemState, movement: Movement): { readonly movement: Movement; readonly balance: Balance } => ({
  movement,
  balance: applyMovement(state.balance, movement),
});

/** Refusal of anything but a whole number of units from `minimum` (1 unless said otherwise) to `quantityMax`. */
export const invalidQuantity = (quantity: number, minimum = 1): InventoryRejection | undefined =>
  Number.isSafeInteger(quantity) && quantity >= minimum && quantity <= quantityMax
    ? undefined
    : { code: 'invalid-quantity', quantity, minimum, maximum: quantityMax };

/** Refusal of a signed change that is zero or too large. */
export const invalidDelta = (delta: number): InventoryRejection | undefined =>
  delta === 0 || invalidQuantity(Math.abs(delta))
    ? { code: 'invalid-quantity', quantity: delta, minimum: 1, maximum: quantityMax }
    : undefined;

/** The answer to a movement seen before: nothing to do, or a conflict when it said something else. */
export const repeatOf = (state: InventoryItemState, content: MovementContent): Decision | undefined => {
  const memory = movementMemory(content);
  switch (recall(state.recent, memory.id, memory.content)) {
    case 'same':
      return ok([]);
    case 'other':
      return err({ code: 'movement-conflict', movementId: content.movementId });
    default:
      return undefined;
  }
};

/** Refusal of a balance that no longer fits its buckets. */
export const overfull = (balance: Balance): InventoryRejection | undefined =>
  Object.values(balance).some((units) => units > bucketMax) ? { code: 'balance-limit', limit: bucketMax } : undefined;
