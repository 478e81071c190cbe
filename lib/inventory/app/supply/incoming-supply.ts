import { LocationId, type Sku, type TenantId } from '../../../kernel/ids.ts';
import { Instant } from '../../../kernel/instant.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { datedRows, supplyKeys } from './supply.keys.ts';

/** Units that will come to a location at a time. `reference` is the number of the purchase order or transfer. */
export type IncomingUnits = {
  readonly locationId: LocationId;
  readonly quantity: number;
  readonly expectedAt: Instant;
  readonly reference: string;
};

/** Units that will come, with the kind of their document; `expectedAt` is null while nobody says when. */
export type AnnouncedUnits = Omit<IncomingUnits, 'expectedAt'> & {
  readonly expectedAt: Instant | null;
  readonly document: 'TRANSFER' | 'PURCHASE';
};

export type IncomingSupply = {
  /** Open lines of purchase orders and transfers under way that have a date, earliest first; also those whose date has passed. */
  readonly ofSku: (tenantId: TenantId, sku: Sku) => Promise<readonly IncomingUnits[]>;
  /** The same with those that have no date, which come last. */
  readonly announced: (tenantId: TenantId, sku: Sku) => Promise<readonly AnnouncedUnits[]>;
};

const announcedOf = (row: Item): AnnouncedUnits => ({
  locationId: LocationId(String(row['location_id'])),
  quantity: Number(row['quantity']),
  expectedAt: typeof row['expected_at'] === 'string' ? Instant(row['expected_at']) : null,
  reference: String(row['reference']),
  document: row['document'] as AnnouncedUnits['document'],
});

/** What will come of a SKU, from rows that the projector keeps: they follow the documents within moments. */
export const createIncomingSupply = ({ views }: Pick<Platform, 'views'>): IncomingSupply => {
  const rowsOf = async (tenantId: TenantId, sku: Sku, range: { readonly from?: string; readonly to?: string }) => {
    const rows: Item[] = [];
    let cursor: string | undefined;
    do {
      const page = await views.query({ PK: supplyKeys.incoming(tenantId, sku), ...range, ...(cursor === undefined ? {} : { cursor }) });
      rows.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return rows.map(announcedOf);
  };
  return {
    ofSku: async (tenantId, sku) =>
      (await rowsOf(tenantId, sku, datedRows)).flatMap(({ locationId, quantity, expectedAt, reference }) =>
        expectedAt === null ? [] : [{ locationId, quantity, expectedAt, reference }],
      ),
    announced: (tenantId, sku) => rowsOf(tenantId, sku, {}),
  };
};
