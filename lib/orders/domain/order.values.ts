import type { FulfillmentOrderId, HoldId, LineId, LocationId, PersonId, ReservationId, Sku } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';

export const orderStatuses = [
  'pending',
  'confirmed',
  'backorder',
  'processing',
  'allocated',
  'picking',
  'packed',
  'partially_shipped',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'returned',
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** One line as the channel wants it now. Amounts are minor units of the order's currency. */
export type OrderLine = {
  readonly lineId: LineId;
  /** Null when the channel gave none: the line waits, with a discrepancy, until a revision names it. */
  readonly sku: Sku | null;
  /** Units still wanted after edits, 1 or more; 0 only on a line that a revision removed. */
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  readonly tax: number;
  readonly total: number;
  readonly requiresShipping: boolean;
  /** Lines that the channel fulfils itself (FBA, WFS) are recorded, never sourced. */
  readonly fulfilledBy: 'merchant' | 'channel';
};

export type LineQuantity = { readonly lineId: LineId; readonly quantity: number };
export type SkuQuantity = LineQuantity & { readonly sku: Sku };
/** Units of a line that may not have a SKU yet. */
export type LineUnits = LineQuantity & { readonly sku: Sku | null };

/** Why a unit has no source: nobody has it, it is not sold yet, or what stands between it and the order. */
export const missingReasons = [
  'no-stock',
  'not-released',
  'excluded',
  'location-unusable',
  'service-level',
  'cold-chain',
  'hazmat',
  'geography',
  'location-type',
  'capacity',
  'max-parcels',
] as const;
export type MissingReason = (typeof missingReasons)[number];
/** Units that wait; `reason` is why some of them have no source, and is absent where they only wait for others. */
export type WaitingUnits = LineUnits & { readonly reason?: MissingReason };

/** Minor units of the order's currency. */
export type OrderTotals = {
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly fees: number;
  readonly total: number;
};

/** As much of the address as sourcing needs and a person cannot be told by. `postalPrefix` is at most 3 characters. */
export type Destination = { readonly country: string | null; readonly region: string | null; readonly postalPrefix: string | null };

export type PaymentMethod = { readonly kind: string; readonly provider: string | null; readonly status: string };

/** What a company's order says of how it buys. Nothing of it names a person: who buys stands in the vault. */
export type Purchase = {
  /** The buyer's own number of the order, a code. */
  readonly orderNumber: string | null;
  /** Days from the invoice in which it is due, 0 to 365; null when nothing was agreed on. */
  readonly netDays: number | null;
  /** Day on which the buyer wants the goods, `yyyy-mm-dd`. */
  readonly requestedDeliveryDate: string | null;
};

/** The customer comes for the goods: they are sourced at this location and nowhere else. */
export type Pickup = { readonly method: 'pickup'; readonly locationId: LocationId };

/** A contradiction that intake found in the channel's figures: what, and in which field. */
export type Discrepancy = { readonly code: string; readonly field: string };

export const addressFindingCodes = [
  'street-missing',
  'city-missing',
  'postal-code-missing',
  'postal-code-form',
  'postal-code-region',
  'region-unknown',
  'placeholder',
] as const;

/** Why goods could hardly be delivered: what is wrong, and in which field of the address. What stands there is never told. */
export type AddressFinding = {
  readonly code: (typeof addressFindingCodes)[number];
  readonly field: 'line1' | 'city' | 'region' | 'postal_code';
};

/** What the check found about an address. */
export type AddressCheck = {
  /** Keyed token of the address: tells one from another, and nothing else. */
  readonly token: string;
  readonly findings: readonly AddressFinding[];
  /** Present where somebody corrected the address to this one and said that it is right all the same. */
  readonly confirmed?: true;
};

/** An address that was corrected with us, and the one of the channel that it stands in for; both as keyed tokens. */
export type AddressCorrection = { readonly token: string; readonly of: string };

/** In place of the customer's address: whoever sends the request is the customer. */
export const callerIp = 'caller';

/** How the address of the bill differs from that of the parcel; null is not known. */
export type BillingMatch = {
  readonly sameCountry: boolean | null;
  readonly sameRegion: boolean | null;
  /** By the first three characters. */
  readonly samePostal: boolean | null;
  /** Whole km between the two. */
  readonly km: number | null;
};

export const emailKinds = ['free-mail', 'disposable', 'relay', 'company'] as const;

/** What the order tells of its risk, as keyed tokens and comparisons; what is not known is absent. */
export type RiskFacts = {
  readonly emailKind?: (typeof emailKinds)[number];
  /** Token of the e-mail's domain, where it is one that strangers do not share. */
  readonly emailDomain?: string;
  /** Token of the network that the customer came from. */
  readonly network?: string;
  /** Token of the customer's device. */
  readonly device?: string;
  readonly billing?: BillingMatch;
};

/** What may differ from one channel revision to the next, apart from the lines. */
export type OrderTerms = {
  readonly currency: CurrencyCode;
  readonly totals: OrderTotals;
  readonly taxesIncluded: boolean;
  readonly destination: Destination | null;
  readonly shippingMethod: string | null;
  readonly paymentMethod: PaymentMethod;
  /** Absent for whoever buys like anybody does: most orders would carry it for nothing. */
  readonly purchase?: Purchase;
  /** Absent where a carrier brings the goods; null only in a revision that goes back to that. */
  readonly delivery?: Pickup | null;
  /** Until when the customer was told the goods arrive; absent where nobody said, null in a revision that takes it back. */
  readonly deliverBy?: Instant | null;
  /** Until when the channel wants the goods to leave, likewise. */
  readonly shipBy?: Instant | null;
  /** Absent where nothing is known of it, as of orders that came in before this was kept. */
  readonly risk?: RiskFacts;
  /** Absent where nothing is wrong with the address; null in a revision after which nothing is wrong any more. */
  readonly addressCheck?: AddressCheck | null;
  /** Absent where the address is the channel's; null in a revision that goes back to that. */
  readonly addressCorrection?: AddressCorrection | null;
  readonly priority: number;
  readonly discrepancies: readonly Discrepancy[];
  readonly personId: PersonId | null;
  readonly channelOrderName: string | null;
  readonly test: boolean;
  /** The channel says the order is cancelled there. */
  readonly cancelledByChannel: boolean;
};

/** Which revision of the channel's order this is, and where its payload is kept. */
export type RevisionRef = {
  readonly channelRevision: string | null;
  /** Hash of the canonical order: tells two bodies of one revision apart. */
  readonly contentHash: string;
  /** Blob key of the archived payload. */
  readonly payloadRef: string | null;
};

export type ChannelRef = { readonly channel: string; readonly channelAccount: string; readonly channelOrderId: string };

/** A whole order as one revision of the channel describes it, free of personal data. */
export type OrderContent = ChannelRef &
  RevisionRef &
  OrderTerms & {
    readonly placedAt: Instant;
    readonly lines: readonly OrderLine[];
    /** Ids of promotions that it was placed with, in lower case; absent where it names none. A revision does not change them. */
    readonly promotions?: readonly string[];
    /** The channel says that goods have left; of an order that nobody has seen before, others have sent them. */
    readonly shippedAtChannel?: 'partly' | 'wholly';
    /** Keyed token of the channel's address, by which a correction of it is kept; absent where the channel names none. */
    readonly addressToken?: string;
  };

export const holdTypes = [
  'fraud-review',
  'verification',
  'duplicate-review',
  'data-review',
  'payment',
  'address',
  'discrepancy',
  'operator',
  'until-date',
  'customer-request',
] as const;
export type HoldType = (typeof holdTypes)[number];

/** Work that a hold can stop. Cancelling is never stopped. */
export const holdBlocks = ['sourcing', 'release', 'shipping', 'completion'] as const;
export type HoldBlock = (typeof holdBlocks)[number];

export type Hold = {
  readonly holdId: HoldId;
  readonly type: HoldType;
  /** A code or a sentence about the order, never about a person. */
  readonly reason: string;
  readonly blocks: readonly HoldBlock[];
  /** Principal or component id. */
  readonly placedBy: string;
  readonly placedAt: Instant;
  /** From this moment anyone allowed to handle holds may release it. */
  readonly until: Instant | null;
  /** Role names; empty when any role that may handle holds can release it. */
  readonly releasableBy: readonly string[];
};

export const cancelReasons = [
  'customer',
  'channel',
  'fraud',
  'duplicate',
  'payment',
  'out-of-stock',
  'pickup-expired',
  'address',
  'operator',
  'test',
  'other',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Why a person corrects an address. */
export const addressReasons = ['customer-asked', 'parcel-returned', 'carrier-asked', 'typing-error', 'other'] as const;
export type AddressReason = (typeof addressReasons)[number];

/** Why work that is wanted is called off all the same. */
export const recallReasons = ['address-changed', 'rerouted'] as const;
export type RecallReason = (typeof recallReasons)[number];

/** Why a location has to give back what it has not begun. */
export const evacuationReasons = ['capacity', 'closed', 'other'] as const;
export type EvacuationReason = (typeof evacuationReasons)[number];

/** Why a person sends work to another location than the one that was chosen. */
export const rerouteReasons = [
  'location-cannot',
  'faster-elsewhere',
  'cheaper-elsewhere',
  'keep-stock',
  'local-knowledge',
  'customer-asked',
  'data-was-wrong',
  'other',
] as const;
export type RerouteReason = (typeof rerouteReasons)[number];

/** `authorised`: money is reserved; `captured`: the channel already has it; `terms`: net terms were approved. */
export type SecuredPayment = { readonly basis: 'authorised' | 'captured' | 'terms'; readonly reference: string | null };

/** Work given to one location: becomes one fulfillment order. */
export type Assignment = {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly lines: readonly SkuQuantity[];
  /** When the customer is expected to have it; absent where no date was promised, or the carrier's days are not known. */
  readonly expectedAt?: Instant;
};

/** The policy, with its version, that chose the locations. */
export type PolicyRef = { readonly name: string; readonly version: number };

/** A fulfillment order's own status, as its stream tells it. */
export const reportedStatuses = ['open', 'released', 'picking', 'packed', 'shipped', 'delivered', 'rejected', 'cancelled'] as const;
export type ReportedStatus = (typeof reportedStatuses)[number];

/** Sums so far within one fulfillment order, of the units that are still its work. */
export type ReportedLine = { readonly lineId: LineId; readonly shippedQuantity: number; readonly shortQuantity: number };

/** What a promise rests on. `unknown`: nothing says yet where the units come from; a date then is the day from which the article is sold. */
export const promiseBases = ['stock', 'incoming', 'unknown'] as const;
/** `allocated`: a location has the units. `backorder`: they wait for stock. `preorder`: they wait for the day from which they are sold. */
export const promiseKinds = ['allocated', 'backorder', 'preorder'] as const;
export const promiseReasons = ['sourced', 'waiting', 'receipt', 'supply-changed', 're-sourced', 'address-changed', 'rerouted'] as const;

/** Units of a line, and when they are to be there. */
export type LinePromise = LineQuantity & {
  /** Null when nobody knows. */
  readonly promisedFor: Instant | null;
  readonly basis: (typeof promiseBases)[number];
  readonly kind: (typeof promiseKinds)[number];
  /** The purchase order or transfer that brings them. */
  readonly reference: string | null;
};

/** `stated`: by the channel or the shop, with the order. `service-level`: by the tenant, for the shipping method. */
export const deliveryDateBases = ['stated', 'service-level'] as const;

/** Until when an order is to be with its customer, and who says so. */
export type DeliveryDate = { readonly deliverBy: Instant; readonly basis: (typeof deliveryDateBases)[number] };

/** What is promised, at one moment, of every unit that has no location. */
export type Promising = {
  readonly waiting: readonly LinePromise[];
  readonly reason: (typeof promiseReasons)[number];
  readonly at: Instant;
  /** Absent where the customer was told no date. */
  readonly told?: DeliveryDate;
};

/** What must be undone at a location when work there is given up. */
export type WithdrawnFulfillment = {
  readonly fulfillmentOrderId: FulfillmentOrderId;
  readonly locationId: LocationId;
  readonly reservationIds: readonly ReservationId[];
  readonly lines: readonly SkuQuantity[];
};
