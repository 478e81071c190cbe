import { createHash } from 'node:crypto';
import { type Caller, createInventory, type Inventory } from '../../../lib/inventory/index.ts';
import { LocationId, Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { createEventStore, type EventStore } from '../../../lib/platform/event-store/event-store.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';

export const tenantId = TenantId('main');

export const caller: Caller = {
  tenantId,
  context: { actor: { kind: 'system', id: 'test' }, correlationId: 'correlation', causationId: 'cause' },
};

export const item = (sku: string, locationId: string) => ({ sku: Sku(sku), locationId: LocationId(locationId) });

export type Warehouse = Pick<EmbeddedParts, 'clock' | 'close'> & {
  readonly inventory: Inventory;
  readonly store: EventStore;
  readonly ledger: Table;
};

/** The real event store on a real table in a folder of its own, with time that passes only when told. */
export const openWarehouse = (): Warehouse => {
  const { store: database, clock, ids, close } = openEmbeddedParts();
  const { table: ledger } = openTable(database, { name: 'ledger' });
  const store = createEventStore({ ledger, clock, ids, sha256: (text) => createHash('sha256').update(text).digest('hex') });
  return { inventory: createInventory({ store, clock }), store, ledger, clock, close };
};
