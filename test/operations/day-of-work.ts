import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProduct } from '../../bin/commands/open-product.ts';
import { compose, type Composition } from '../../lambdas/composition.ts';
import { ok } from '../../lib/kernel/result.ts';
import type { DomainEvent } from '../../lib/kernel/decider.ts';
import { FulfillmentOrderId, LocationId, OrderId, Sku, TenantId } from '../../lib/kernel/ids.ts';
import { fulfillmentOrderStream } from '../../lib/fulfilment/index.ts';
import { inventoryItemStream } from '../../lib/inventory/index.ts';
import { orderStream } from '../../lib/orders/index.ts';
import type { StreamId } from '../../lib/platform/event-store/aggregate.ts';
import type { Caller } from '../../lib/platform/event-store/caller.ts';
import type { Item, Table } from '../../lib/platform/ports.ts';
import { isSnapshot } from '../../lib/platform/projection/snapshot-rows.ts';
import { settled } from '../e2e/books.ts';
import { openInstallation, stockUp } from '../e2e/installation.ts';
import { createShop } from '../e2e/shop.ts';

export const tenantId = TenantId('main');

export const caller: Caller = { tenantId, context: { actor: { kind: 'system', id: 'test' }, correlationId: 'test', causationId: 'test' } };

/** One order of each kind that a day leaves behind. */
export type Day = {
  readonly dataDir: string;
  /** Ordered 2 BOOK from east. */
  readonly delivered: { readonly order: OrderId; readonly work: FulfillmentOrderId };
  /** Ordered 3 LAMP from east; its work is on the warehouse's list. */
  readonly allocated: { readonly order: OrderId; readonly work: FulfillmentOrderId };
  readonly backordered: OrderId;
  readonly held: OrderId;
  readonly cancelled: OrderId;
  readonly remove: () => void;
};

/** Plays a day through the whole product, waits until all has been followed, and shuts down. */
export const playDay = async (): Promise<Day> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'waybill-day-'));
  const installation = await openInstallation({ dataDir, env: { ORDER_COMPLETION_DELAY_SECONDS: '3600' } });
  await stockUp(installation.api, { east: { BOOK: 10, LAMP: 10 } });
  const shop = createShop(installation);
  const delivered = await shop.place({ BOOK: 2 });
  const parcel = await shop.released(delivered, 'east');
  await shop.pick(parcel);
  await shop.pack(parcel);
  await shop.ship(parcel);
  await shop.reaches(delivered, 'shipped');
  await shop.deliver(parcel);
  await shop.reaches(delivered, 'delivered');
  const allocated = await shop.place({ LAMP: 3 });
  const work = await shop.released(allocated, 'east');
  const backordered = await shop.place({ VASE: 1 });
  await shop.reaches(backordered, 'backorder');
  const held = await shop.place({ VASE: 1 });
  await shop.hold(held, 'sourcing');
  const cancelled = await shop.place({ BOOK: 1 });
  await shop.released(cancelled, 'east');
  await shop.cancel(cancelled);
  await settled(installation.runtime);
  await installation.close();
  await forgetCounts(dataDir);
  return {
    dataDir,
    delivered: { order: OrderId(delivered), work: FulfillmentOrderId(parcel) },
    allocated: { order: OrderId(allocated), work: FulfillmentOrderId(work) },
    backordered: OrderId(backordered),
    held: OrderId(held),
    cancelled: OrderId(cancelled),
    remove: () => rmSync(dataDir, { recursive: true, force: true }),
  };
};

/** What was counted while the day went on is no part of it: it would be counted anew by the time anybody asks. */
const forgetCounts = async (dataDir: string): Promise<void> => {
  const runtime = openProduct(dataDir);
  const { views } = runtime.platform;
  for (const { PK, SK } of (await dump(views)).filter(isSnapshot)) await views.delete({ PK, SK });
  await runtime.stop();
};

export type AtRest = { readonly product: Composition; readonly dataDir: string; readonly close: () => Promise<void> };

/** A copy of the day's installation with nothing running, so that what a test does to it stays as it is. */
export const openAtRest = (day: Day): AtRest => {
  const dataDir = mkdtempSync(join(tmpdir(), 'waybill-rest-'));
  cpSync(day.dataDir, dataDir, { recursive: true });
  const runtime = openProduct(dataDir);
  return {
    product: compose(runtime.platform),
    dataDir,
    close: async () => {
      await runtime.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export const streams = {
  order: (id: OrderId): StreamId => orderStream(tenantId, id),
  work: (id: FulfillmentOrderId): StreamId => fulfillmentOrderStream(tenantId, id),
  stock: (sku: string, locationId = 'east'): StreamId =>
    inventoryItemStream(tenantId, { sku: Sku(sku), locationId: LocationId(locationId) }),
};

/** Appends events that no decider would allow, in a commit that is otherwise in order. */
export const forge = async (
  { store }: Composition,
  id: StreamId,
  aggregate: object,
  events: readonly (DomainEvent & Record<string, unknown>)[],
): Promise<void> => {
  const given = aggregate as { readonly decider: object; readonly schemaVersions: object };
  const lawless = {
    ...given,
    schemaVersions: { ...given.schemaVersions, ...Object.fromEntries(events.map(({ type }) => [type, 1])) },
    decider: {
      ...given.decider,
      decide: () => ok(events),
      ...(events.some(({ type }) => type.startsWith('unheard')) ? { evolve: (state: unknown) => state } : {}),
    },
  };
  await store.execute(lawless as never, id, {}, caller.context);
};

/** Every record of a table, in the order of its keys. */
export const dump = async (table: Table): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? {} : { cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items.toSorted((left, right) => (`${left.PK} ${left.SK}` < `${right.PK} ${right.SK}` ? -1 : 1));
};
