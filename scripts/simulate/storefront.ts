// Websites before the retailers, and the cache that answers them. What they show may be old, for as long as it says; when
// everything has come to rest nothing is left of what was sold out.
import { streamIdOf, isCommit } from '../../lib/platform/event-store/commit.codec.ts';
import type { Watch } from '../../lib/platform/simulation/cloud.ts';
import type { Committed } from '../../lib/platform/simulation/table.model.ts';
import type { People } from './people.ts';
import { bulky, skus, type Tenant, tenants, type World } from './world.ts';

type Shown = { readonly sku: string; readonly in_stock: boolean };
type Units = { readonly on_hand?: number; readonly allocated?: number };

/** What lies on the shelves for whoever comes, by what the ledger says. */
export type Shelves = {
  /** The same watch, which looks at the shelves too. */
  readonly watching: (watch: Watch) => Watch;
  readonly isInStock: (tenant: Tenant, sku: string) => boolean;
  /** Milliseconds of the schedule since when there was none, without a break; undefined while there is some. */
  readonly soldOutSinceMs: (tenant: Tenant, sku: string) => number | undefined;
};

/** @param nowMs time of the schedule, which is there as soon as something is written */
export const openShelves = (nowMs: () => number): Shelves => {
  const free = new Map<string, number>();
  const soldOut = new Map<string, number>();

  const note = ({ kind, newImage }: Committed): readonly string[] => {
    if (kind !== 'insert' || newImage === undefined || !isCommit(newImage)) return [];
    const id = streamIdOf(newImage.PK);
    if (id?.kind !== 'STOCK' && id?.kind !== 'STOCKBUCKET') return [];
    const article = `${id.tenantId} ${id.id.split('@')[0]}`;
    for (const { payload } of newImage.events) {
      const { on_hand: onHand = 0, allocated = 0 } = payload['movement'] as Units;
      free.set(article, (free.get(article) ?? 0) + onHand - allocated);
    }
    return [article];
  };

  return {
    watching: (watch) => ({
      ...watch,
      onCommitted: (table, changes) => {
        watch.onCommitted(table, changes);
        if (table !== 'ledger') return;
        // Units that go from an item to its buckets do so in one transaction, and are always somewhere.
        for (const article of new Set(changes.flatMap(note))) {
          if ((free.get(article) ?? 0) > 0) soldOut.delete(article);
          else if (!soldOut.has(article)) soldOut.set(article, nowMs());
        }
      },
    }),
    isInStock: (tenant, sku) => (free.get(`${tenant} ${sku}`) ?? 0) > 0,
    soldOutSinceMs: (tenant, sku) => soldOut.get(`${tenant} ${sku}`),
  };
};

export type Storefront = {
  /** Retailers show what they have: one for so long that only purges help, the other one for seconds. */
  readonly open: () => Promise<void>;
  /** One look of a visitor at one article, or at some of them. */
  readonly look: (tenant: Tenant) => Promise<void>;
  /** What is shown wrongly once everything is over, and what was shown for too long before. */
  readonly problems: () => Promise<readonly string[]>;
};

const longSeconds = 3_600;
const shortSeconds = 20;
const patienceMs = 2_000;

export const openStorefront = (world: World, people: Pick<People, 'ask'>, shelves: Shelves): Storefront => {
  const { scheduler, request, random: seeded } = world.cloud;
  const random = seeded.fork('storefront');
  const patient = random.pick(tenants);
  const freshSeconds = (tenant: Tenant): number => (tenant === patient ? longSeconds : shortSeconds);
  const seen = new Map<string, Tenant>();
  const late: string[] = [];

  /** What an address answers, and when that was asked for; undefined when the retailer shows nothing yet. */
  const ask = async (address: string): Promise<{ readonly shown: readonly Shown[]; readonly askedMs: number } | undefined> => {
    for (;;) {
      const askedMs = scheduler.nowMs();
      const answer = await request({ method: 'GET', path: address });
      if (answer !== undefined && answer.status < 500) {
        if (answer.status !== 200) return undefined;
        const { items } = answer.body as { readonly items?: readonly Shown[] };
        return { shown: items ?? [answer.body as Shown], askedMs };
      }
      await scheduler.sleep(patienceMs, `a visitor asks again for ${address}`);
    }
  };

  const addressOf = (tenant: Tenant): string => {
    const base = `/storefronts/${tenant}/availability`;
    // What stands at one place alone sells out first.
    if (random.chance(0.4)) return `${base}/${bulky}`;
    if (random.chance(0.5)) return `${base}/${random.pick(skus)}`;
    return `${base}?skus=${[...new Set([random.pick(skus), bulky])].join(',')}`;
  };

  return {
    open: async () => {
      for (const tenant of tenants) {
        const value = { public: true, exact_up_to: 2, fresh_seconds: freshSeconds(tenant), stale_seconds: 0 };
        await people.ask(tenant, 'PUT', '/policies/storefront', { value, note: 'a website opens', expected_version: 0 });
      }
    },
    look: async (tenant) => {
      const address = addressOf(tenant);
      const answer = await ask(address);
      if (answer === undefined) return;
      seen.set(address, tenant);
      const oldestMs = answer.askedMs - freshSeconds(tenant) * 1_000;
      for (const { sku, in_stock: inStock } of answer.shown) {
        const sinceMs = shelves.soldOutSinceMs(tenant, sku);
        if (inStock && sinceMs !== undefined && sinceMs < oldestMs)
          late.push(`${address} showed ${sku} in stock, which had been sold out for ${Math.round((answer.askedMs - sinceMs) / 1_000)} s`);
      }
    },
    problems: async () => {
      const wrong: string[] = [];
      for (const [address, tenant] of seen) {
        const answer = await world.drive(ask(address));
        for (const { sku, in_stock: inStock } of answer?.shown ?? [])
          if (inStock !== shelves.isInStock(tenant, sku))
            wrong.push(`${address} goes on showing ${sku} as ${inStock ? 'in stock' : 'sold out'}, which it is not`);
      }
      return [...late, ...wrong];
    },
  };
};
