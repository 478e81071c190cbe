import type { LocationId, Sku } from '../../../kernel/ids.ts';
import type { Instant } from '../../../kernel/instant.ts';

/** Units of one SKU; a transfer names each SKU once. */
export type TransferUnits = { readonly sku: Sku; readonly quantity: number };

/** What of a SKU has arrived: fit for sale, and damaged on the way. At least one of the two is above 0. */
export type TransferArrival = { readonly sku: Sku; readonly quantity: number; readonly damaged: number };

/** Where units that never arrived went, by the decision of a person: they are lost, or stand at the origin again. */
export type MissingUnitsDecision = 'write_off' | 'return';

export type TransferCreated = {
  readonly type: 'transfer.created';
  readonly fromLocationId: LocationId;
  readonly toLocationId: LocationId;
  readonly lines: readonly TransferUnits[];
  readonly expectedAt?: Instant;
  readonly reference?: string;
};

export type TransferApproved = { readonly type: 'transfer.approved' };

/** The origin wants to send these units. They leave the books when the stock ledger agrees: `transfer.shipped` or refused. */
export type TransferShipmentBegun = {
  readonly type: 'transfer.shipment_begun';
  /** 1 for the first try; a refused one may be followed by another. */
  readonly attempt: number;
  readonly lines: readonly TransferUnits[];
  readonly expectedAt: Instant;
};

/** The units are out of the origin's books and expected at the destination. */
export type TransferShipped = { readonly type: 'transfer.shipped'; readonly attempt: number };

/** The ledger did not let the units go, because others have been promised them. Nothing has moved. */
export type TransferShipmentRefused = {
  readonly type: 'transfer.shipment_refused';
  readonly attempt: number;
  readonly lines: readonly { readonly sku: Sku; readonly code: string }[];
};

export type TransferReceived = {
  readonly type: 'transfer.received';
  readonly receiptId: string;
  readonly lines: readonly TransferArrival[];
  readonly reason?: string;
};

/** Nothing more will arrive. */
export type TransferClosed = {
  readonly type: 'transfer.closed';
  readonly missing: MissingUnitsDecision;
  readonly lines: readonly TransferUnits[];
  readonly reason: string;
};

export type TransferCancelled = { readonly type: 'transfer.cancelled'; readonly reason: string };

export type TransferOrderEvent =
  | TransferCreated
  | TransferApproved
  | TransferShipmentBegun
  | TransferShipped
  | TransferShipmentRefused
  | TransferReceived
  | TransferClosed
  | TransferCancelled;

export const transferOrderEventSchemaVersions: Readonly<Record<TransferOrderEvent['type'], number>> = {
  'transfer.created': 1,
  'transfer.approved': 1,
  'transfer.shipment_begun': 1,
  'transfer.shipped': 1,
  'transfer.shipment_refused': 1,
  'transfer.received': 1,
  'transfer.closed': 1,
  'transfer.cancelled': 1,
};
