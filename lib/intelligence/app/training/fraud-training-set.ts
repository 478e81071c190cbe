import { createFraudSignals, fraudFeatures, type RiskFacts } from '../../../fraud/index.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import { type Instant, plusMs } from '../../../kernel/instant.ts';
import { CurrencyCode } from '../../../kernel/money.ts';
import type { Item, Page, Query, Table } from '../../../platform/ports.ts';
import type { ChargebackRow } from '../../domain/history/index.ts';
import type { KeptOrder, KeptRow } from './history-store.ts';
import { regionOf } from './imported-demand.ts';
import type { LabelledRow } from './training-set.ts';

/** Days after which an order without a chargeback counts as honest: card schemes leave customers about 120. */
export const labelDays = 120;
const dayMs = 86_400_000;

type FraudSubject = Parameters<typeof fraudFeatures>[0];

/** Lists of orders as the projector keeps them, in memory: queries of the newest before a moment. */
const createLists = () => {
  const lists = new Map<string, Item[]>();
  return {
    /** Orders come in the order of time. */
    add: (PK: string, item: Omit<Item, 'PK'>): void => {
      const list = lists.get(PK);
      const row = { ...item, PK } as Item;
      if (list) list.push(row);
      else lists.set(PK, [row]);
    },
    query: async ({ PK, from = '', to = '~', descending = false, limit = 1_000 }: Query): Promise<Page> => {
      const list = lists.get(PK) ?? [];
      const found: Item[] = [];
      for (let step = 0; step < list.length && found.length < limit; step += 1) {
        const row = list[descending ? list.length - 1 - step : step] as Item;
        if (row.SK < from && descending) break;
        if (row.SK >= from && row.SK <= to) found.push(row);
      }
      return { items: found };
    },
  };
};

const keys = {
  person: (tenantId: string, id: string) => `${tenantId}#person#${id}`,
  network: (tenantId: string, token: string) => `${tenantId}#network#${token}`,
  device: (tenantId: string, token: string) => `${tenantId}#device#${token}`,
  emailDomain: (tenantId: string, token: string) => `${tenantId}#domain#${token}`,
};

const subjectOf = (order: KeptOrder): FraudSubject => ({
  placedAt: order.placed_at as Instant,
  currency: CurrencyCode(order.currency),
  totals: {
    subtotal: order.subtotal_minor,
    discount: order.discount_minor,
    shipping: order.shipping_minor,
    total: order.total_minor,
  },
  lines: order.lines.map(({ quantity, unit_price_minor, requires_shipping }) => ({
    quantity,
    unitPrice: unit_price_minor,
    requiresShipping: requires_shipping,
  })),
  paymentMethod: { kind: order.payment_kind },
  discrepancies: [],
});

/**
 * Orders with the features that they would have been assessed by and how they ended. Signals are read through the very function
 * that serving reads them by, over lists that hold what came before and nothing else; a chargeback counts from when it was
 * received.
 * @param rows in the order of time
 * @param asOf what was not known by then is not used, and orders that were too young then are left out
 */
export async function* fraudTrainingRows(
  tenantId: TenantId,
  rows: AsyncIterable<KeptRow> | Iterable<KeptRow>,
  asOf: Instant,
): AsyncGenerator<LabelledRow> {
  const lists = createLists();
  const received = new Map<string, ChargebackRow>();
  const orders: KeptOrder[] = [];
  for await (const row of rows) {
    if (row.kind === 'order' && row.placed_at < asOf) orders.push(row);
    if (row.kind === 'chargeback' && row.received_at <= asOf) received.set(row.order_source_id, row);
  }
  const charged = orders.flatMap((order) => {
    const one = received.get(order.source_id);
    return one ? [{ order, orderId: order.source_id, receivedAt: one.received_at as Instant }] : [];
  });
  const byPerson = Map.groupBy(charged, ({ order }) => order.person_id);
  const byDomain = Map.groupBy(charged, ({ order }) => (order.risk as RiskFacts | null)?.emailDomain ?? null);
  const reader = createFraudSignals(
    { views: lists as Pick<Table, 'query'> as Table },
    {
      keys,
      chargebacks: {
        read: async (_tenant, { personId, emailDomain }) => ({
          ofPerson: personId === null ? [] : (byPerson.get(personId) ?? []),
          ofEmailDomain: emailDomain === null ? [] : (byDomain.get(emailDomain) ?? []),
        }),
      },
    },
  );
  const matureBefore = plusMs(asOf, -labelDays * dayMs);
  for (const order of orders) {
    const placedAt = order.placed_at as Instant;
    const risk = order.risk as RiskFacts | null;
    if (placedAt < matureBefore) {
      const signals = await reader.read(tenantId, {
        orderId: order.source_id,
        placedAt,
        channel: order.channel,
        currency: CurrencyCode(order.currency),
        personId: order.person_id,
        destination: { country: order.country, region: order.region },
        ...(risk === null ? {} : { risk }),
      });
      yield {
        id: order.source_id,
        at: placedAt,
        features: { ...fraudFeatures(subjectOf(order), signals) },
        label: received.has(order.source_id) ? 1 : 0,
        group: { channel: order.channel, region: regionOf(order.country, order.region) || null },
      };
    }
    const row = {
      SK: `${order.placed_at}#${order.source_id}`,
      order_id: order.source_id,
      person_id: order.person_id,
      total: order.total_minor,
      currency: order.currency,
    };
    if (order.person_id !== null) lists.add(keys.person(tenantId, order.person_id), row);
    if (risk?.network !== undefined) lists.add(keys.network(tenantId, risk.network), row);
    if (risk?.device !== undefined) lists.add(keys.device(tenantId, risk.device), row);
    if (risk?.emailDomain !== undefined) lists.add(keys.emailDomain(tenantId, risk.emailDomain), row);
  }
}
