import { evidenceMax, type OrderFinding } from './order-anomaly.ts';
import type { WatchedOrder } from './order-hours.ts';

/** What of an order its tokens are followed by. */
export type TokenOrder = Pick<WatchedOrder, 'orderId' | 'personId' | 'device' | 'network'> & {
  /** Cancelled because its payment failed. */
  readonly paymentFailed: boolean;
};

/** So many different customers, or failed payments, of one device or network within a day. A network may be an office. */
export const sharedLimits = {
  device: { people: 4, seriousPeople: 8 },
  network: { people: 12, seriousPeople: 25 },
  paymentFailures: 4,
  seriousPaymentFailures: 10,
} as const;

type Shared = 'device' | 'network';

const sharedBy = (shared: Shared, token: string, orders: readonly TokenOrder[]): readonly OrderFinding[] => {
  const people = new Set(orders.flatMap(({ personId }) => personId ?? [])).size;
  const failed = orders.filter(({ paymentFailed }) => paymentFailed);
  const about = `${shared}:${token}`;
  const { people: peopleMin, seriousPeople } = sharedLimits[shared];
  const many: readonly OrderFinding[] =
    people < peopleMin
      ? []
      : [
          {
            kind: shared === 'device' ? 'shared_device' : 'shared_network',
            about,
            severity: people >= seriousPeople ? 'high' : 'medium',
            evidence: orders.slice(0, evidenceMax).map(({ orderId }) => orderId),
            figures: [
              { name: 'orders', value: orders.length },
              { name: 'customers', value: people },
            ],
            sentence: `${orders.length} orders of ${people} different customers came from one ${shared} within a day.`,
            action: 'review_orders',
          },
        ];
  if (failed.length < sharedLimits.paymentFailures) return many;
  return [
    ...many,
    {
      kind: 'payment_failures',
      about,
      severity: failed.length >= sharedLimits.seriousPaymentFailures ? 'high' : 'medium',
      evidence: failed.slice(0, evidenceMax).map(({ orderId }) => orderId),
      figures: [
        { name: 'orders', value: orders.length },
        { name: 'failed', value: failed.length },
      ],
      sentence: `The payments of ${failed.length} of ${orders.length} orders from one ${shared} failed within a day, as when stolen cards are tried.`,
      action: 'ask_payment_provider',
    },
  ];
};

/** What devices and networks show that orders of a day have in common. */
export const sharedTokensOf = (orders: readonly TokenOrder[]): readonly OrderFinding[] =>
  (['device', 'network'] as const).flatMap((shared) =>
    [...Map.groupBy(orders, (order) => order[shared])].flatMap(([token, own]) => (token === null ? [] : sharedBy(shared, token, own))),
  );

const codeOfRegion = /^([A-Z]{2})-([A-Z]{2})$/;

/**
 * An order that goes to a region that its country does not have. Names of regions that are written out are left alone: whether
 * they exist depends on the language.
 * @param hasRegion undefined for a country whose regions are not known
 */
export const impossibleAddressOf = (
  { orderId, region }: Pick<WatchedOrder, 'orderId' | 'region'>,
  hasRegion: (country: string, region: string) => boolean | undefined,
): OrderFinding | undefined => {
  const [, country, code] = codeOfRegion.exec(region) ?? [];
  if (country === undefined || code === undefined || hasRegion(country, code) !== false) return undefined;
  return {
    kind: 'impossible_address',
    about: orderId,
    severity: 'medium',
    evidence: [orderId],
    figures: [],
    sentence: `The order goes to ${code} in ${country}, where there is no such region.`,
    action: 'correct_address',
  };
};

/** A hold that says that an order is another one once more. */
export type DuplicateHold = { readonly orderId: string; readonly reason: string };

export const duplicateOrderOf = ({ orderId, reason }: DuplicateHold): OrderFinding => ({
  kind: 'duplicate_order',
  about: orderId,
  severity: 'medium',
  evidence: [orderId],
  figures: [],
  sentence: reason,
  action: 'compare_orders',
});
