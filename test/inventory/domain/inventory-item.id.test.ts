import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventoryItemId, parseInventoryItemId } from '../../../lib/inventory/domain/inventory-item.id.ts';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';

const part = fc.string({ unit: fc.constantFrom('a', 'B', '7', '-', '@', '%', '4', '0', '2', '5', 'é', '/'), minLength: 1, maxLength: 12 });

describe('the stream id of an inventory item', () => {
  it('joins SKU and location', () => {
    expect(inventoryItemId(Sku('SKU-1'), LocationId('W1'))).toBe('SKU-1@W1');
    expect(inventoryItemId(Sku('a@b'), LocationId('50%'))).toBe('a%40b@50%25');
  });

  it('is read back exactly, whatever stands in the parts', () => {
    fc.assert(
      fc.property(part, part, (sku, locationId) => {
        expect(parseInventoryItemId(inventoryItemId(Sku(sku), LocationId(locationId)))).toEqual({ sku, locationId });
      }),
    );
  });

  it('is told from other ids', () => {
    expect(parseInventoryItemId('SKU-1')).toBeUndefined();
    expect(parseInventoryItemId('SKU-1@W1@x')).toBeUndefined();
  });
});
