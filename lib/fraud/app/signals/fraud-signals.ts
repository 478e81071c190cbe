import type { TenantId } from '../../../kernel/ids.ts';
import { fromEpochMs, type Instant, toEpochMs } from '../../../kernel/instant.ts';
import type { CurrencyCode } from '../../../kernel/money.ts';
import type { Item, Platform } from '../../../platform/ports.ts';
import { locate } from '../../../sourcing/index.ts';
import { type CustomerHistory, type FraudSignals, noSignals } from '../../domain/signals/fraud-signals.ts';
import { dayMs, medianTotal, type PastOrder, peopleAt, shrunkRate, velocityAt } from '../../domain/signals/history.ts';
import type { RiskFacts } from '../../domain/signals/risk-facts.ts';
import { createChargebackHistory } from '../chargeback-rows.ts';
import type { ChargebackHistory } from './chargeback-history.ts';

/** What of an order its signals are looked up by. */
export type SignalSubject = {
  readonly orderId: string;
  readonly placedAt: Instant;
  readonly channel: string;
  readonly currency: CurrencyCode;
  readonly personId: string | null;
  readonly destination: { readonly country: string | null; readonly region: string | null } | null;
  readonly risk?: RiskFacts | undefined;
};

/** Keys of the lists of orders, which whoever keeps the orders knows. Sort keys are the moment of the order and its id. */
export type OrderListKeys = {
  readonly person: (tenantId: string, personId: string) => string;
  readonly network: (tenantId: string, token: string) => string;
  readonly device: (tenantId: string, token: string) => string;
  readonly emailDomain: (tenantId: string, token: string) => string;
};

export type FraudSignalsParts = {
  readonly keys: OrderListKeys;
  /** @default the chargebacks that were recorded here; null where nobody keeps them, and what they would say is not known */
  readonly chargebacks?: ChargebackHistory | null;
  /** Told when the lists could not be read, and the order was judged without them. */
  readonly onFailure?: (error: unknown) => void;
};

export interface FraudSignalsReader {
  /**
   * What was known when the order was placed. Later orders do not count, however late it is asked. Never throws: an order does
   * not wait for the lists, and what they would have said is then not known.
   */
  read(tenantId: TenantId, order: SignalSubject): Promise<FraudSignals>;
}

/** Orders of one list that are looked at; more of them say nothing more. */
export const pastOrdersMax = 199;
const weekDays = 7;
const yearDays = 365;

const marketplaces: ReadonlySet<string> = new Set(['amazon', 'walmart', 'ebay', 'etsy', 'tiktok']);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

const pastOrder = (row: Item): PastOrder => ({
  orderId: String(row['order_id']),
  placedAt: row.SK.slice(0, row.SK.indexOf('#')) as Instant,
  personId: text(row['person_id']),
  totalMinor: typeof row['total'] === 'number' ? row['total'] : null,
  currency: text(row['currency']) as CurrencyCode | null,
});

/**
 * Hour by the sun at the middle of the region or country: a twenty-fourth of a day for every 15 degrees. Clocks differ from
 * it by an hour or two, which is less than night differs from day.
 */
const localHour = (placedAt: Instant, destination: SignalSubject['destination']): number | null => {
  const { country = null, region = null } = destination ?? {};
  const place = country === null ? undefined : locate({ country, ...(region === null ? {} : { region }) });
  if (!place) return null;
  const hours = Math.floor(toEpochMs(placedAt) / 3_600_000) + Math.round(place.coordinates.longitude / 15);
  return ((hours % 24) + 24) % 24;
};

type OwnSignals = Pick<FraudSignals, 'billing' | 'emailKind' | 'marketplace' | 'localHour'>;
type ListSignals = Omit<FraudSignals, keyof OwnSignals>;

const noListSignals: ListSignals = noSignals;

/** What the order says by itself. */
const fromOrder = ({ risk = {}, channel, placedAt, destination }: SignalSubject): OwnSignals => ({
  billing: risk.billing ?? null,
  emailKind: risk.emailKind ?? null,
  marketplace: marketplaces.has(channel),
  localHour: localHour(placedAt, destination),
});

/**
 * Signals of an order from the lists that the projector keeps: one query for the customer, and one each for the network, the
 * device and the e-mail's own domain where the order has them. The lists are a second or so behind, so that several orders
 * of one second may not see each other.
 */
export const createFraudSignals = (platform: Pick<Platform, 'views'>, parts: FraudSignalsParts): FraudSignalsReader => {
  const { keys, onFailure, chargebacks = createChargebackHistory(platform) } = parts;

  /** Newest first, without the order itself. */
  const before = async (PK: string, order: SignalSubject, days?: number): Promise<readonly PastOrder[]> => {
    const from = days === undefined ? {} : { from: fromEpochMs(toEpochMs(order.placedAt) - days * dayMs) };
    const to = `${order.placedAt}#~`;
    // One more, because the order may stand there itself already.
    const { items } = await platform.views.query({ PK, to, ...from, descending: true, limit: pastOrdersMax + 1 });
    const others = items.map(pastOrder).filter(({ orderId }) => orderId !== order.orderId);
    return others.slice(0, pastOrdersMax);
  };

  const firstOf = async (PK: string, past: readonly PastOrder[]): Promise<Instant | undefined> => {
    // A customer of hundreds of orders began before the newest of them.
    if (past.length < pastOrdersMax) return past.at(-1)?.placedAt;
    const [first] = (await platform.views.query({ PK, limit: 1 })).items;
    return first && pastOrder(first).placedAt;
  };

  const customerOf = async (
    PK: string,
    order: SignalSubject,
    past: readonly PastOrder[],
  ): Promise<Omit<CustomerHistory, 'chargebacks'>> => {
    const first = await firstOf(PK, past);
    return {
      orders: past.length,
      medianTotalMinor: medianTotal(past, order.currency),
      daysSinceFirst: first === undefined ? null : Math.floor((toEpochMs(order.placedAt) - toEpochMs(first)) / dayMs),
    };
  };

  const fromLists = async (tenantId: TenantId, order: SignalSubject): Promise<ListSignals> => {
    const { personId, placedAt, risk = {} } = order;
    const list = (key: keyof OrderListKeys, token: string | null | undefined, days?: number) =>
      token ? before(keys[key](tenantId, token), order, days) : undefined;
    const [ofPerson, ofNetwork, ofDevice, ofDomain, charged] = await Promise.all([
      list('person', personId),
      list('network', risk.network, weekDays),
      list('device', risk.device, weekDays),
      list('emailDomain', risk.emailDomain, yearDays),
      chargebacks?.read(tenantId, { personId, emailDomain: risk.emailDomain ?? null }),
    ]);
    const known = ({ receivedAt }: { readonly receivedAt: Instant }): boolean => receivedAt <= placedAt;
    const domainOrders = new Set(ofDomain?.map(({ orderId }) => orderId));
    const domainCharged = charged?.ofEmailDomain.filter((one) => known(one) && domainOrders.has(one.orderId)).length;
    const customer = personId && ofPerson && (await customerOf(keys.person(tenantId, personId), order, ofPerson));
    return {
      byCustomer: ofPerson ? velocityAt(ofPerson, placedAt) : null,
      byNetwork: ofNetwork ? velocityAt(ofNetwork, placedAt) : null,
      byDevice: ofDevice ? velocityAt(ofDevice, placedAt) : null,
      customersOfNetwork: ofNetwork ? peopleAt(ofNetwork, placedAt, personId) : null,
      customersOfDevice: ofDevice ? peopleAt(ofDevice, placedAt, personId) : null,
      emailDomainChargebackRate: ofDomain && domainCharged !== undefined ? shrunkRate(domainCharged, ofDomain.length) : null,
      customer: customer ? { ...customer, chargebacks: charged ? charged.ofPerson.filter(known).length : null } : null,
    };
  };

  return {
    read: async (tenantId, order) => ({
      ...(await fromLists(tenantId, order).catch((error: unknown) => {
        onFailure?.(error);
        return noListSignals;
      })),
      ...fromOrder(order),
    }),
  };
};
