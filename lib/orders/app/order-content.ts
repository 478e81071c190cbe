import { canonicalJson } from '../../kernel/canonical-json.ts';
import { readRiskFacts } from '../../fraud/index.ts';
import { HoldId, LineId, OrderId, type PersonId, type TenantId } from '../../kernel/ids.ts';
import { type CanonicalOrder, personIdentityOf, phoneOf, statedDates } from '../../channels/index.ts';
import type { Keys } from '../../platform/ports.ts';
import type { Vault } from '../../platform/vault/vault.ts';
import type { Destination, OrderContent, Purchase, RiskFacts } from '../domain/order.values.ts';

/** Everything of an order that may name or reach a person, and free text that could. Kept in the vault alone. */
export type PersonalRecord = Pick<CanonicalOrder, 'customer' | 'shippingAddress' | 'billingAddress' | 'channelMetadata' | 'client'> & {
  readonly paymentReference: string | null;
  readonly lineTitles: readonly { readonly lineId: string; readonly title: string }[];
};

/** One record per content: a late older revision cannot overwrite a newer one, and `asOf` finds what stood then. */
export const personalRecordName = (orderId: OrderId, contentHash: string): string =>
  `${personalRecordPrefix(orderId)}${contentHash.slice(0, 16)}`;

/** How the names of all records of one order begin. */
export const personalRecordPrefix = (orderId: OrderId): string => `ORDER#${orderId}#`;

const personalRecordPattern = /^ORDER#([^#]+)#/;

/** The order that a record belongs to; undefined for records of other kinds. */
export const orderOfPersonalRecord = (name: string): OrderId | undefined => {
  const orderId = personalRecordPattern.exec(name)?.[1];
  return orderId === undefined ? undefined : OrderId(orderId);
};

/** Hash that tells contents apart. Keyed, because an address can be guessed and an unkeyed hash would confirm the guess for ever. */
export const contentHashOf = (keys: Keys, content: unknown): Promise<string> => keys.mac('order-content', canonicalJson(content));

const postalPrefixLength = 3;
const defaultPriority = 100;
const lower = (text: string | null): string | null => (text === null ? null : text.toLowerCase());

/**
 * Writes what the vault keeps of a canonical order. Null when the order or its person was erased after the person gave it:
 * then nothing is kept, and whoever orders anew afterwards is not meant.
 */
export const storePersonal = async (
  vault: Vault,
  tenantId: TenantId,
  orderId: OrderId,
  contentHash: string,
  order: CanonicalOrder,
): Promise<PersonId | null> => {
  const personId = await vault.personFor(tenantId, personIdentityOf(order, orderId));
  const record: PersonalRecord = {
    customer: order.customer,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    channelMetadata: order.channelMetadata,
    ...(order.client === undefined ? {} : { client: order.client }),
    paymentReference: order.paymentMethod.reference,
    lineTitles: order.lineItems.map(({ lineId, title }) => ({ lineId, title })),
  };
  const origin = { subject: orderId, givenAt: order.placedAt };
  if (!(await vault.putUnlessErased(tenantId, personId, personalRecordName(orderId, contentHash), record, origin))) return null;
  const phone = phoneOf(order);
  if (phone) await vault.indexPhone(tenantId, personId, phone);
  return personId;
};

/**
 * What of a channel's order makes its content, whatever revision it stands under. What a channel says beside the order, such
 * as its own notes on what we told it, may change under one revision, and where the order was placed from is told by some of
 * a channel's answers and not by others. Promotions are counted for the order as it was placed.
 */
export const channelContentOf = ({
  channelMetadata: _beside,
  channelRevision: _under,
  client: _from,
  promotions: _named,
  ...content
}: CanonicalOrder): unknown => content;

/** What the order tells of its risk, read while it is in hand: the events keep tokens, and nothing that they are made of. */
export const riskFactsOf = (keys: Keys, tenantId: TenantId, order: CanonicalOrder): Promise<RiskFacts | undefined> =>
  readRiskFacts(keys, tenantId, {
    email: order.customer?.email ?? null,
    ip: order.client?.ip ?? null,
    deviceId: order.client?.deviceId ?? null,
    billingAddress: order.billingAddress,
    shippingAddress: order.shippingAddress,
  });

/** As much of an address as the events hold. */
export const destinationOf = ({ country, region, postalCode }: NonNullable<CanonicalOrder['shippingAddress']>): Destination => ({
  country,
  region,
  postalPrefix: postalCode?.slice(0, postalPrefixLength) ?? null,
});

/** The part of a canonical order that its events hold. */
export const orderContent = (
  order: CanonicalOrder,
  {
    purchase,
    deliverBy,
    risk,
    promotions,
    ...refs
  }: Pick<OrderContent, 'personId' | 'payloadRef' | 'contentHash' | 'deliverBy' | 'risk'> & {
    readonly purchase?: Purchase | null;
    /** Those of the order that the shop runs. */
    readonly promotions: readonly string[];
  },
): OrderContent => {
  const address = order.shippingAddress;
  const dates = statedDates(order);
  const promised = deliverBy ?? dates.deliverBy;
  return {
    channel: order.channel,
    channelAccount: order.channelAccount,
    channelOrderId: order.channelOrderId,
    channelRevision: order.channelRevision,
    channelOrderName: order.channelOrderName,
    ...refs,
    placedAt: order.placedAt,
    ...(promotions.length === 0 ? {} : { promotions }),
    currency: order.currency,
    totals: order.totals,
    taxesIncluded: order.taxesIncluded,
    test: order.test,
    cancelledByChannel: order.cancelled,
    ...(order.shipped === undefined ? {} : { shippedAtChannel: order.shipped }),
    ...(risk === undefined ? {} : { risk }),
    priority: defaultPriority,
    shippingMethod: order.shippingLines[0]?.code ?? null,
    destination: address && destinationOf(address),
    paymentMethod: { kind: order.paymentMethod.kind, provider: lower(order.paymentMethod.provider), status: order.paymentMethod.status },
    ...(purchase ? { purchase } : {}),
    ...(order.delivery ? { delivery: order.delivery } : {}),
    ...(promised === undefined ? {} : { deliverBy: promised }),
    ...(dates.shipBy === undefined ? {} : { shipBy: dates.shipBy }),
    discrepancies: order.discrepancies.map(({ code, field }) => ({ code, field })),
    lines: order.lineItems.map(({ lineId, title: _title, ...line }) => ({ ...line, lineId: LineId(lineId) })),
  };
};

export const discrepancyHoldId = (contentHash: string): HoldId => HoldId(`discrepancy-${contentHash.slice(0, 12)}`);
