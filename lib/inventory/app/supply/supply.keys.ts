import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Item } from '../../../platform/ports.ts';

/** Lists of documents: those under way, which are few, and those that have ended. */
export type DocumentList = 'open' | 'ended';

/** An open line of a document: units that will come to a location. */
export type IncomingLine = {
  readonly sku: Sku;
  readonly locationId: LocationId;
  readonly quantity: number;
  readonly expectedAt: Instant | null;
};

/** Sorts behind every date, so that what has one can be read alone. */
const undated = '~';

export const supplyKeys = {
  documents: (tenantId: string, kind: string, list: DocumentList, locationId?: string) =>
    `${tenantId}#SUPPLYLIST#${kind}.${list}${locationId === undefined ? '' : `.${locationId}`}`,
  incoming: (tenantId: string, sku: string) => `${tenantId}#INCOMING#${sku}`,
  due: (tenantId: string) => `${tenantId}#TRANSFERSDUE#all`,
};

/** Rows of a SKU's incoming units, by date. */
export const incomingRow = (
  tenantId: string,
  document: { readonly kind: string; readonly id: string; readonly lineId: string },
  line: IncomingLine,
): Item => ({
  PK: supplyKeys.incoming(tenantId, line.sku),
  SK: `${line.expectedAt ?? undated}#${document.kind}#${document.id}#${document.lineId}`,
  location_id: line.locationId,
  quantity: line.quantity,
  reference: document.id,
  document: document.kind,
  ...(line.expectedAt === null ? {} : { expected_at: line.expectedAt }),
});

/** Range of the sort keys of rows with a date. */
export const datedRows = { from: '0', to: undated } as const;
