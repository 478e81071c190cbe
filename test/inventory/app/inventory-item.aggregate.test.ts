import { describe, expect, it } from 'vitest';
import { inventoryItemAggregate } from '../../../lib/inventory/app/inventory-item.aggregate.ts';
import { evolveInventoryItem } from '../../../lib/inventory/domain/inventory-item.evolve.ts';
import type { InventoryItemEvent } from '../../../lib/inventory/domain/inventory-item.events.ts';
import { initialInventoryItem, type InventoryItemState } from '../../../lib/inventory/domain/inventory-item.state.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { itemBytes } from '../../../lib/operations/domain/costs/capacity.ts';

const balance = { onHand: 9, allocated: 6, available: 3, incoming: 0, damaged: 1, qualityControl: 0 };
const event: InventoryItemEvent = {
  type: 'inventory.received',
  movementId: 'm',
  quantity: 9,
  movement: { type: 'receiving', onHand: 9 },
  balance,
};

describe('the stored state of an inventory item', () => {
  const { pack, unpack } = inventoryItemAggregate.inline ?? {};
  const states: readonly (readonly [string, InventoryItemState])[] = [
    ['nothing open', evolveInventoryItem(initialInventoryItem, event)],
    [
      'reservations of every kind',
      {
        balance,
        recent: 'abcdefgh',
        open: [
          { id: 'plain', quantity: 1, kind: 'order' },
          { id: 'in-parts', quantity: 2, kind: 'order', shipped: 1 },
          { id: 'cart', quantity: 1, kind: 'cart', expiresAt: Instant('2026-11-22T06:00:00.000Z') },
          { id: 'timed', quantity: 1, kind: 'order', expiresAt: Instant('2026-11-22T06:00:00.000Z') },
          { id: 'firm', quantity: 1, kind: 'allocation' },
        ],
      },
    ],
  ];

  it.each(states)('comes back whole with %s, through JSON too', (_name, state) => {
    expect(unpack?.(JSON.parse(JSON.stringify(pack?.(state))), event)).toEqual(state);
  });

  it('takes at most fifty bytes for an order that holds units', () => {
    const id = `${'o'.repeat(26)}.route.001.001`;
    const sizeWith = (count: number): number =>
      itemBytes({
        state: pack?.({ balance, recent: '', open: Array.from({ length: count }, () => ({ id, quantity: 3, kind: 'order' })) }),
      });
    expect(sizeWith(2) - sizeWith(1)).toBeLessThanOrEqual(50);
  });
});
