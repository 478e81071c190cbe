// People who count stock now and then, and what the checks of stock must then have told, and nothing else.
import { stockCheckParts } from '../../lambdas/inventory/stock-check-parts.ts';
import { anomaliesOfEvent } from '../../lib/inventory/domain/anomalies/anomaly.events.ts';
import { itemFactOf } from '../../lib/inventory/app/anomalies/anomalies.history.ts';
import {
  createDetectAnomalies,
  createFlagStore,
  createStockAlerts,
  defaultStockChecks,
  inventoryItemKind,
  parseInventoryItemId,
  type StockFlag,
} from '../../lib/inventory/index.ts';
import { LocationId, Sku, TenantId } from '../../lib/kernel/ids.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import { expand, isCommit, streamIdOf } from '../../lib/platform/event-store/commit.codec.ts';
import type { EventRecord } from '../../lib/platform/event-store/event-record.ts';
import type { People } from './people.ts';
import { locations, skus, type Tenant, tenants, type World } from './world.ts';

export type Counters = {
  /** Enters the articles into the catalog, so that the pass over it finds them. */
  readonly open: () => Promise<void>;
  /** Goods come, some of them are promised, and somebody counts them: half of the time as the book has it. */
  readonly count: (tenant: Tenant) => Promise<void>;
  /** Everything is fetched by its owner, whoever it was promised to. */
  readonly finish: () => Promise<void>;
  /** What was told without cause, or was not told, once everything is over. */
  readonly problems: () => Promise<readonly string[]>;
  /** Answers that nobody should have got. */
  readonly refusals: readonly string[];
};

type Level = { readonly location_id: string; readonly on_hand: number };

/** Kinds that the ledger's own events show; picks are shown by those of the warehouse. */
const stockKinds: ReadonlySet<string> = new Set(['count_deviation', 'displaced_reservation', 'unannounced_receipt']);
const pickKind = 'short_pick';
const pickType = 'fulfillment_order.short_picked';

type PickPayload = { readonly reason: string; readonly lines: readonly unknown[] };

/** How many picks a short pick tells of. */
const picksOf = ({ type, payload }: EventRecord): number => {
  if (type !== pickType) return 0;
  const { reason, lines } = payload as unknown as PickPayload;
  return reason === 'damaged' ? 0 : lines.length;
};

/** What the events of the ledger show, made anew from the whole of it. */
const shownBy = async ({ cloud }: World): Promise<{ readonly ids: ReadonlySet<string>; readonly picks: number }> => {
  const { ledger, sha256 } = cloud.machine;
  const flags = createFlagStore(cloud.machine);
  const ids = new Set<string>();
  let picks = 0;
  let cursor: string | undefined;
  do {
    const page = await ledger.scan(cursor === undefined ? {} : { cursor });
    for (const commit of page.items.filter(isCommit)) {
      const stream = streamIdOf(commit.PK);
      const item = stream?.kind === inventoryItemKind ? parseInventoryItemId(stream.id) : undefined;
      const { records } = expand(commit, sha256);
      picks += records.reduce((sum, record) => sum + picksOf(record), 0);
      if (!stream || !item) continue;
      for (const record of records) {
        const { eventId, event } = itemFactOf(record);
        for (const finding of anomaliesOfEvent({ eventId, item, settings: defaultStockChecks }, event))
          ids.add(flags.idOf(TenantId(stream.tenantId), finding));
      }
    }
    cursor = page.cursor;
  } while (cursor !== undefined);
  return { ids, picks };
};

const toldIn = async ({ cloud }: World): Promise<readonly StockFlag[]> => {
  const alerts = createStockAlerts(cloud.machine);
  const told: StockFlag[] = [];
  for (const tenant of tenants) {
    for (const list of ['open', 'ended'] as const) {
      let cursor: string | undefined;
      do {
        const page = await alerts.anomalies(TenantId(tenant), { list, mayShow: () => true }, { limit: 200, cursor });
        told.push(...page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
    }
  }
  return told;
};

const alertProblems = async (world: World): Promise<readonly string[]> => {
  const { runNow } = createDetectAnomalies(stockCheckParts(world.cloud.machine));
  for (const tenant of tenants) await runNow(TenantId(tenant));
  const [shown, told] = await Promise.all([shownBy(world), toldIn(world)]);
  const ofStock = told.filter(({ kind }) => stockKinds.has(kind));
  const toldIds = new Set(ofStock.map(({ flagId }) => flagId));
  const picks = told.filter(({ kind }) => kind === pickKind).length;
  return [
    ...[...shown.ids].filter((id) => !toldIds.has(id)).map((id) => `anomaly ${id}: the ledger shows it, and nobody was told`),
    ...told
      .filter(({ kind, flagId }) => kind !== pickKind && !(stockKinds.has(kind) && shown.ids.has(flagId)))
      .map(({ flagId, sentence }) => `anomaly ${flagId} was told without cause: ${sentence}`),
    ...(picks === shown.picks ? [] : [`${shown.picks} lines were short at a pick, and ${picks} were told`]),
  ];
};

/**
 * An article that is stored for somebody else and that no buyer orders. What a count takes from an order while its goods are on a
 * cart, or on their way, is known to nobody but the people there, and the run could not say what should have left the shelves.
 */
const stored = 'SIM-STORED';

export const openCounters = (world: World, people: Pick<People, 'ask'>): Counters => {
  const random = world.cloud.random.fork('counters');
  const refusals: string[] = [];
  let serial = 0;

  const post = async (tenant: Tenant, path: string, body: object): Promise<void> => {
    const answer = await people.ask(tenant, 'POST', path, body);
    if (answer.status >= 300) refusals.push(`${path} was answered ${answer.status} ${String(answer.body['code'])}`);
  };

  const count = (tenant: Tenant, location: string, onHand: number): Promise<void> =>
    post(tenant, '/inventory/counts', {
      count_id: `round-${(serial += 1)}`,
      lines: [{ sku: stored, location_id: location, on_hand: onHand }],
    });

  /** Promises some of the units that are free to somebody. That there are none is no wrong answer. */
  const hold = async (tenant: Tenant, location: LocationId): Promise<void> => {
    const tenantId = TenantId(tenant);
    const id = `stored-${(serial += 1)}`;
    const caller = systemCaller(tenantId, 'simulation', { correlationId: id, causationId: id });
    const lines = [{ sku: Sku(stored), locationId: location, quantity: random.between(1, 4) }];
    await world.product.inventory.reserveTogether(caller, { reservationId: id, lines });
  };

  return {
    refusals,
    open: async () => {
      for (const tenant of tenants) for (const sku of [...skus, stored]) await post(tenant, '/products', { sku, title: sku });
    },
    count: async (tenant) => {
      const location = LocationId(random.pick(locations));
      const lines = [{ sku: stored, location_id: location, quantity: random.between(2, 6) }];
      await post(tenant, '/inventory/receipts', { receipt_id: `stored-${(serial += 1)}`, lines });
      if (random.chance(0.6)) await hold(tenant, location);
      const { status, body } = await people.ask(tenant, 'GET', `/inventory/levels?sku=${stored}`);
      const levels = (status === 200 ? body['levels'] : []) as readonly Level[];
      const book = levels.find(({ location_id: id }) => id === location)?.on_hand ?? 0;
      await count(tenant, location, random.chance(0.5) ? book : random.between(0, book + 4));
    },
    finish: async () => {
      for (const tenant of tenants) for (const location of locations) await count(tenant, location, 0);
    },
    problems: () => alertProblems(world),
  };
};
