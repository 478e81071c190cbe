import { canonicalJson } from '../../kernel/canonical-json.ts';
import { parseInstant } from '../../kernel/instant.ts';
import { splitRevision } from '../../kernel/settled-revision.ts';
import type { OrderRevised } from './order.events.ts';
import type { Order } from './order.record.ts';
import type { AddressCheck, Discrepancy, OrderContent, OrderLine, OrderTerms, RiskFacts } from './order.values.ts';

export type RevisionAge = 'older' | 'same' | 'newer' | 'incomparable';

const wholeNumber = /^\d+$/;

/** A revision as the channel gave it. */
export const withoutSettling = (revision: string | null): string | null => (revision === null ? null : splitRevision(revision).given);

/**
 * Age of a received channel revision beside the known one. Two instants compare as instants, two whole numbers as numbers,
 * anything else as text. A missing revision equals only another missing one; beside a present one it says nothing. Of two
 * that the channel gave as one, that is newer which was settled later by asking the channel.
 */
export const compareRevisions = (known: string | null, received: string | null): RevisionAge => {
  if (known === received) return 'same';
  if (known === null || received === null) return 'incomparable';
  const before = splitRevision(known);
  const after = splitRevision(received);
  const age = compareGiven(before.given, after.given);
  return age === 'same' ? ageOf(before.settledAt, after.settledAt) : age;
};

const compareGiven = (known: string, received: string): RevisionAge => {
  const knownAt = parseInstant(known);
  const receivedAt = parseInstant(received);
  if (knownAt !== undefined && receivedAt !== undefined) return ageOf(knownAt, receivedAt);
  if (wholeNumber.test(known) && wholeNumber.test(received)) return ageOf(BigInt(known), BigInt(received));
  return ageOf(known, received);
};

const ageOf = <T extends string | bigint>(known: T, received: T): RevisionAge =>
  received === known ? 'same' : received > known ? 'newer' : 'older';

// The copies below go field by field, because a wider object at run time (a title, a name) must not reach the stream.

const copyLine = (line: OrderLine): OrderLine => ({
  lineId: line.lineId,
  sku: line.sku,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  discount: line.discount,
  tax: line.tax,
  total: line.total,
  requiresShipping: line.requiresShipping,
  fulfilledBy: line.fulfilledBy,
});

const copyDiscrepancy = ({ code, field }: Discrepancy): Discrepancy => ({ code, field });

const copyRisk = ({ emailKind, emailDomain, network, device, billing }: RiskFacts): RiskFacts => ({
  ...(emailKind === undefined ? {} : { emailKind }),
  ...(emailDomain === undefined ? {} : { emailDomain }),
  ...(network === undefined ? {} : { network }),
  ...(device === undefined ? {} : { device }),
  ...(billing === undefined
    ? {}
    : { billing: { sameCountry: billing.sameCountry, sameRegion: billing.sameRegion, samePostal: billing.samePostal, km: billing.km } }),
});

const copyCheck = ({ token, findings, confirmed }: AddressCheck): AddressCheck => ({
  token,
  findings: findings.map(({ code, field }) => ({ code, field })),
  ...(confirmed ? { confirmed } : {}),
});

const copyTerms = (terms: OrderTerms): OrderTerms => {
  const { totals, destination, paymentMethod, purchase } = terms;
  return {
    currency: terms.currency,
    totals: {
      subtotal: totals.subtotal,
      discount: totals.discount,
      shipping: totals.shipping,
      tax: totals.tax,
      fees: totals.fees,
      total: totals.total,
    },
    taxesIncluded: terms.taxesIncluded,
    destination: destination && {
      country: destination.country,
      region: destination.region,
      postalPrefix: destination.postalPrefix?.slice(0, 3) ?? null,
    },
    shippingMethod: terms.shippingMethod,
    paymentMethod: { kind: paymentMethod.kind, provider: paymentMethod.provider, status: paymentMethod.status },
    ...(purchase
      ? {
          purchase: {
            orderNumber: purchase.orderNumber,
            netDays: purchase.netDays,
            requestedDeliveryDate: purchase.requestedDeliveryDate,
          },
        }
      : {}),
    ...(terms.delivery ? { delivery: { method: terms.delivery.method, locationId: terms.delivery.locationId } } : {}),
    ...(terms.deliverBy ? { deliverBy: terms.deliverBy } : {}),
    ...(terms.shipBy ? { shipBy: terms.shipBy } : {}),
    ...(terms.risk ? { risk: copyRisk(terms.risk) } : {}),
    ...(terms.addressCheck ? { addressCheck: copyCheck(terms.addressCheck) } : {}),
    ...(terms.addressCorrection ? { addressCorrection: { token: terms.addressCorrection.token, of: terms.addressCorrection.of } } : {}),
    priority: terms.priority,
    discrepancies: terms.discrepancies.map(copyDiscrepancy),
    personId: terms.personId,
    channelOrderName: terms.channelOrderName,
    test: terms.test,
    cancelledByChannel: terms.cancelledByChannel,
  };
};

/** The content with its known fields alone. */
export const copyContent = (content: OrderContent): OrderContent => ({
  channel: content.channel,
  channelAccount: content.channelAccount,
  channelOrderId: content.channelOrderId,
  channelRevision: content.channelRevision,
  contentHash: content.contentHash,
  payloadRef: content.payloadRef,
  placedAt: content.placedAt,
  lines: content.lines.map(copyLine),
  ...(content.promotions ? { promotions: [...content.promotions] } : {}),
  ...copyTerms(content),
});

// What most orders leave out is absent, and canonical JSON has no form for that.
const differ = (left: unknown, right: unknown): boolean => canonicalJson(left ?? null) !== canonicalJson(right ?? null);

/** What a revision can take back: it then stands there as null. */
const takenBack = ['delivery', 'deliverBy', 'shipBy', 'addressCheck', 'addressCorrection'] as const satisfies readonly (keyof OrderTerms)[];

/** Terms that are other ones than before; those that are gone stand there as null. */
export const changedTerms = (order: Order, content: OrderTerms): Partial<OrderTerms> => {
  const before = copyTerms(order);
  const revised = copyTerms(content);
  // Where it came from is told once, when it is placed: a later look at the order often says nothing of it.
  const after = revised.risk && before.risk ? { ...revised, risk: { ...before.risk, ...revised.risk } } : revised;
  const names = (Object.keys(after) as (keyof OrderTerms)[]).filter((name) => differ(before[name], after[name]));
  const changes: Partial<OrderTerms> = Object.fromEntries(names.map((name) => [name, after[name]]));
  const gone = takenBack.filter((name) => before[name] && !after[name]);
  return { ...changes, ...Object.fromEntries(gone.map((name) => [name, null])) };
};

/** The event that takes the order from what was known to `content`. It may name no change: a later revision is still news. */
export const revisionOf = (order: Order, content: OrderContent): OrderRevised => {
  const known = new Map(order.lines.filter((line) => line.quantity > 0).map((line) => [line.lineId, copyLine(line)]));
  const wanted = new Set(content.lines.map((line) => line.lineId));
  // What others had sent before the order was first seen stays theirs.
  const lines = content.lines.map(copyLine).map((line) => {
    const isTheirs = content.shippedAtChannel !== undefined && known.get(line.lineId)?.fulfilledBy === 'channel';
    return isTheirs ? { ...line, fulfilledBy: 'channel' as const } : line;
  });
  return {
    type: 'order.revised',
    channelRevision: content.channelRevision,
    contentHash: content.contentHash,
    payloadRef: content.payloadRef,
    changes: changedTerms(order, content),
    lines: {
      added: lines.filter((line) => !known.has(line.lineId)),
      changed: lines.filter((line) => {
        const before = known.get(line.lineId);
        return before !== undefined && differ(before, line);
      }),
      removed: [...known.keys()].filter((lineId) => !wanted.has(lineId)),
    },
  };
};
