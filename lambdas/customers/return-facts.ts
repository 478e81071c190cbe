import { createTenantIds } from '../../lib/access/index.ts';
import {
  articleOf,
  type CountReturnsParts,
  createCheckRows,
  discountPercentOf,
  type FactWindow,
  fitOf,
  type OwnFacts,
  readReturnFacts,
  type ReturnFact,
  type ReturnSources,
  returnFeaturesSince,
  returnTrainingRows,
} from '../../lib/customers/index.ts';
import { createHistoryStore } from '../../lib/intelligence/app/training/history-store.ts';
import type { TrainingSource } from '../../lib/intelligence/app/training/train-steps.ts';
import { bundledReturnsScorer, createConsents, type DecisionSources } from '../../lib/intelligence/index.ts';
import { OrderId, type PersonId, type TenantId } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { orderListKeys, orderShards } from '../../lib/orders/index.ts';
import type { EventRecord } from '../../lib/platform/event-store/event-record.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf, orderReadingOf, vaultOf } from '../composition.ts';

type Order = NonNullable<Awaited<ReturnType<ReturnType<typeof orderReadingOf>['get']>>>['order'];

/** Orders of the product that are read for one count: the newest of the window. */
const ordersMax = 10_000;
const rowsPerPage = 1_000;
const readAtOnce = 16;
/** Orders of a part, after which reading may stop. */
const ordersPerPart = 400;

/** Keys of the newest orders of the window in their lists, oldest first: the moment of placing and the id. */
const orderKeysOf = async (
  { views }: Pick<Platform, 'views'>,
  tenantId: TenantId,
  { from, to }: FactWindow,
): Promise<readonly string[]> => {
  const perShard = Math.ceil(ordersMax / orderShards.length);
  const shards = await Promise.all(
    orderShards.map(async (shard) => {
      const keys: string[] = [];
      let cursor: string | undefined;
      do {
        const PK = orderListKeys.placed(tenantId, shard);
        const page = await views.query({ PK, from, to, descending: true, limit: rowsPerPage, ...(cursor === undefined ? {} : { cursor }) });
        keys.push(...page.items.map(({ SK }) => SK));
        cursor = page.cursor;
      } while (cursor !== undefined && keys.length < perShard);
      return keys.slice(0, perShard);
    }),
  );
  return shards.flat().sort();
};

const returnedIn = (order: Order, records: readonly EventRecord[]): readonly ReturnFact[] =>
  records
    .filter(({ type }) => type === 'order.return_recorded')
    .flatMap(({ payload, recorded_at: at }) => {
      const lines = (payload['lines'] ?? []) as readonly {
        readonly line_id: string;
        readonly quantity: number;
        readonly reason_code?: string;
        readonly reason?: string;
      }[];
      return lines.flatMap(({ line_id: lineId, quantity, ...said }): readonly ReturnFact[] => {
        const sku = order.lines.find((line) => line.lineId === lineId)?.sku;
        const reason = fitOf(said.reason_code ?? said.reason ?? '');
        const receivedAt = (payload['received_at'] as Instant | undefined) ?? at;
        return sku ? [{ kind: 'return', orderId: order.orderId, at: receivedAt, lineId, sku, quantity, reason }] : [];
      });
    });

/** What some of the product's orders sold, and what came back of them. */
const factsOfOrders = async (
  platform: Platform,
  tenantId: TenantId,
  ids: readonly OrderId[],
): Promise<Pick<OwnFacts, 'facts' | 'orders'>> => {
  const reading = orderReadingOf(platform);
  const found = await Promise.all(ids.map((id) => reading.get(tenantId, id)));
  const orders = found.flatMap((one) => (one && !one.order.test ? [one.order] : []));
  const skus = orders.flatMap(({ lines }) => lines.flatMap(({ sku }) => sku ?? []));
  const products = await catalogOf(platform).getProducts(tenantId, skus);
  const facts: ReturnFact[] = [];
  for (const order of orders) {
    const lines = order.lines.flatMap(({ lineId, sku, quantity, cancelledQuantity, unitPrice }) => {
      if (sku === null || quantity <= cancelledQuantity) return [];
      const product = products.get(sku);
      const size = product?.size ?? null;
      const article = product?.article ?? articleOf(sku, size);
      const goods = { sku, article, size, category: product?.category ?? null };
      return [{ lineId, ...goods, quantity: quantity - cancelledQuantity, unitPriceMinor: unitPrice }];
    });
    if (lines.length === 0 || order.status === 'cancelled') continue;
    const { orderId, placedAt: at, channel, currency, personId, totals } = order;
    const discountPercent = discountPercentOf(totals.discount, totals.subtotal);
    facts.push({ kind: 'sale', orderId, at, channel, currency, personId, discountPercent, lines });
    if (order.lines.some(({ returnedQuantity }) => returnedQuantity > 0))
      facts.push(...returnedIn(order, await reading.events(tenantId, OrderId(orderId))));
  }
  return { facts, orders: orders.map(({ channel, channelOrderId, placedAt }) => ({ channel, channelOrderId, placedAt })) };
};

/** What was sold and what came back: the product's own orders by their lists, and the imported past. */
export const returnSourcesOf = (platform: Platform): ReturnSources => ({
  own: async (tenantId, window, after) => {
    const keys = (await orderKeysOf(platform, tenantId, window)).filter((key) => after === null || key > after);
    const part = keys.slice(0, ordersPerPart);
    const read: Pick<OwnFacts, 'facts' | 'orders'>[] = [];
    for (let from = 0; from < part.length; from += readAtOnce) {
      const ids = part.slice(from, from + readAtOnce).map((key) => OrderId(key.slice(key.indexOf('#') + 1)));
      read.push(await factsOfOrders(platform, tenantId, ids));
    }
    const next = keys.length > part.length ? (part.at(-1) ?? null) : null;
    return { facts: read.flatMap(({ facts }) => facts), orders: read.flatMap(({ orders }) => orders), next };
  },
  imported: async function* (tenantId, window) {
    for await (const row of createHistoryStore(platform).read(tenantId, window))
      if (row.kind === 'order' || row.kind === 'return') yield row;
  },
});

/** What the nightly count sees of the rest of the product. */
export const countReturnsParts = (platform: Platform): CountReturnsParts => {
  const consents = createConsents({ vault: vaultOf(platform), clock: platform.clock });
  return {
    platform,
    sources: returnSourcesOf(platform),
    agrees: (tenantId, personId) => consents.consentOf(tenantId, personId, 'personalisation'),
    tenants: createTenantIds(platform),
  };
};

/** What lines of the past are made of. Of people who do not agree that is learnt from them the goods are counted, and they are not. */
const linePartsOf = (platform: Platform) => {
  const consents = createConsents({ vault: vaultOf(platform), clock: platform.clock });
  const facts = readReturnFacts(returnSourcesOf(platform));
  return (tenantId: TenantId, window: FactWindow) => ({
    facts: facts(tenantId, window),
    mayLearnFrom: (tenant: TenantId, personId: string) => consents.consentOf(tenant, personId as PersonId, 'model-training'),
  });
};

/** What lines of orders since a moment would have been judged by, with what was known from the beginning of the window on. */
export const returnFeaturesOf = (platform: Platform) => {
  const parts = linePartsOf(platform);
  return (tenantId: TenantId, window: FactWindow, since: Instant) =>
    returnFeaturesSince(tenantId, parts(tenantId, window), { since, asOf: window.to });
};

/** What the model of returns learns from. */
export const returnsTrainingSourceOf = (platform: Platform): TrainingSource => {
  const parts = linePartsOf(platform);
  return {
    names: bundledReturnsScorer().schema.features.map(({ name }) => name),
    rows: (tenantId, window) => returnTrainingRows(tenantId, parts(tenantId, window), window.to),
  };
};

/** Receipts of carts, for whoever asks for a decision by its name. */
export const returnRiskReceipts = (platform: Pick<Platform, 'ledger' | 'sha256'>): DecisionSources[string] => {
  const rows = createCheckRows(platform);
  return (tenantId, checkId, decisionId) => rows.get(tenantId, checkId, decisionId);
};
