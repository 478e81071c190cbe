import { createTenantIds } from '../../lib/access/index.ts';
import {
  articleOf,
  type CountReturnsParts,
  createCheckRows,
  discountPercentOf,
  factOfHistory,
  fitOf,
  type ReadReturnFacts,
  type ReturnFact,
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

type Window = { readonly from: Instant; readonly to: Instant };
type Order = NonNullable<Awaited<ReturnType<ReturnType<typeof orderReadingOf>['get']>>>['order'];

/** Orders of the product that are read for one count: the newest of the window. */
const ordersMax = 10_000;
const rowsPerPage = 1_000;
const readAtOnce = 16;

/** The newest orders of the window by their lists, oldest first. */
const orderIdsOf = async ({ views }: Pick<Platform, 'views'>, tenantId: TenantId, { from, to }: Window): Promise<readonly OrderId[]> => {
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
  return shards
    .flat()
    .sort()
    .map((key) => OrderId(key.slice(key.indexOf('#') + 1)));
};

const returnedIn = (order: Order, records: readonly EventRecord[]): readonly ReturnFact[] =>
  records
    .filter(({ type }) => type === 'order.return_recorded')
    .flatMap(({ payload, recorded_at: at }) => {
      const lines = (payload['lines'] ?? []) as readonly {
        readonly line_id: string;
        readonly reason_code?: string;
        readonly reason?: string;
      }[];
      return lines.flatMap((one): readonly ReturnFact[] => {
        const sku = order.lines.find(({ lineId }) => lineId === one.line_id)?.sku;
        const reason = fitOf(one.reason_code ?? one.reason ?? '');
        return sku
          ? [{ kind: 'return', orderId: order.orderId, at: (payload['received_at'] as Instant | undefined) ?? at, sku, reason }]
          : [];
      });
    });

/** What orders of the product sold, and what came back of them. */
const ownFacts = async (
  platform: Platform,
  tenantId: TenantId,
  window: Window,
): Promise<{ readonly facts: readonly ReturnFact[]; readonly channelOrderIds: ReadonlySet<string> }> => {
  const [reading, catalog] = [orderReadingOf(platform), catalogOf(platform)];
  const ids = await orderIdsOf(platform, tenantId, window);
  const facts: ReturnFact[] = [];
  const channelOrderIds = new Set<string>();
  for (let from = 0; from < ids.length; from += readAtOnce) {
    const found = await Promise.all(ids.slice(from, from + readAtOnce).map((id) => reading.get(tenantId, id)));
    const orders = found.flatMap((one) => (one && !one.order.test ? [one.order] : []));
    const skus = orders.flatMap(({ lines }) => lines.flatMap(({ sku }) => sku ?? []));
    const products = await catalog.getProducts(tenantId, skus);
    for (const order of orders) {
      channelOrderIds.add(order.channelOrderId);
      const lines = order.lines.flatMap(({ sku, quantity, cancelledQuantity, unitPrice }) => {
        if (sku === null || quantity <= cancelledQuantity) return [];
        const product = products.get(sku);
        const size = product?.size ?? null;
        const article = product?.article ?? articleOf(sku, size);
        return [
          { sku, article, size, category: product?.category ?? null, quantity: quantity - cancelledQuantity, unitPriceMinor: unitPrice },
        ];
      });
      if (lines.length === 0 || order.status === 'cancelled') continue;
      const { orderId, placedAt: at, channel, currency, personId, totals } = order;
      const discountPercent = discountPercentOf(totals.discount, totals.subtotal);
      facts.push({ kind: 'sale', orderId, at, channel, currency, personId, discountPercent, lines });
      if (order.lines.some(({ returnedQuantity }) => returnedQuantity > 0))
        facts.push(...returnedIn(order, await reading.events(tenantId, OrderId(orderId))));
    }
  }
  return { facts, channelOrderIds };
};

/** What was sold and what came back, of the product's own orders and of the imported past, in the order of time. */
export const returnFactsOf = (platform: Platform): ReadReturnFacts =>
  async function* (tenantId, window) {
    const { facts: own, channelOrderIds } = await ownFacts(platform, tenantId, window);
    const facts = [...own];
    for await (const row of createHistoryStore(platform).read(tenantId, window)) {
      if (row.kind !== 'order' && row.kind !== 'return') continue;
      // An imported order that is the product's own has been counted by then.
      if (channelOrderIds.has(row.kind === 'order' ? row.source_id : row.order_source_id)) continue;
      const fact = factOfHistory(row, row.kind === 'order' ? row.person_id : null);
      if (fact) facts.push(fact);
    }
    yield* facts.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  };

/** What the nightly count sees of the rest of the product. */
export const countReturnsParts = (platform: Platform): CountReturnsParts => {
  const consents = createConsents({ vault: vaultOf(platform), clock: platform.clock });
  return {
    platform,
    facts: returnFactsOf(platform),
    agrees: (tenantId, personId) => consents.consentOf(tenantId, personId, 'personalisation'),
    tenants: createTenantIds(platform),
  };
};

/** What lines of the past are made of. Of people who do not agree that is learnt from them the goods are counted, and they are not. */
const linePartsOf = (platform: Platform) => {
  const consents = createConsents({ vault: vaultOf(platform), clock: platform.clock });
  const facts = returnFactsOf(platform);
  return (tenantId: TenantId, window: Window) => ({
    facts: facts(tenantId, window),
    mayLearnFrom: (tenant: TenantId, personId: string) => consents.consentOf(tenant, personId as PersonId, 'model-training'),
  });
};

/** What lines of orders since a moment would have been judged by, with what was known from the beginning of the window on. */
export const returnFeaturesOf = (platform: Platform) => {
  const parts = linePartsOf(platform);
  return (tenantId: TenantId, window: Window, since: Instant) =>
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
