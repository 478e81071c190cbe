import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { crossingKey, duePurges } from '../../../lib/inventory/app/storefront/buffer-purge.rows.ts';
import { createPurgeAvailability, createPurgeDue, createStorefrontAvailability } from '../../../lib/inventory/index.ts';
import { Sku, TenantId } from '../../../lib/kernel/ids.ts';
import { createVirtualClock } from '../../../lib/platform/embedded/virtual-clock.ts';
import { type Platform, type Purge, UnavailableError } from '../../../lib/platform/ports.ts';
import { createModelObservability } from '../../../lib/platform/simulation/observability.model.ts';
import { startOfTests } from '../../contract/engine.ts';
import { openMemoryTable } from '../../platform/embedded/workflows/support/memory-table.ts';

const acme = TenantId('acme');
const base = '/storefronts/acme/availability';
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const openShop = (shown: { public?: boolean; freshSeconds?: number; staleSeconds?: number } = {}) => {
  const clock = createVirtualClock(startOfTests);
  const ledger = openMemoryTable(new Map());
  const units = new Map<string, number>();
  const sent: { readonly body: string; readonly delaySeconds: number | undefined }[] = [];
  const purged: Purge[] = [];
  const logged: string[] = [];
  const hooks: { read?: () => Promise<void>; purge?: () => Promise<void>; send?: () => void } = {};
  const policy = { public: true, exactUpTo: 10, freshSeconds: 30, staleSeconds: 60, ...shown };
  const queue = () =>
    ({
      send: async (messages: readonly { readonly body: string; readonly delaySeconds?: number }[]) => {
        hooks.send?.();
        sent.push(...messages.map(({ body, delaySeconds }) => ({ body, delaySeconds })));
      },
    }) as unknown as ReturnType<Platform['queue']>;
  const observability = createModelObservability(({ message }) => logged.push(message));
  const edge: NonNullable<Platform['edge']> = {
    purge: async (purge) => {
      const before = hooks.purge;
      delete hooks.purge;
      await before?.();
      purged.push(purge);
    },
  };
  /** A process that hears of changes. */
  const listener = () =>
    createPurgeAvailability({
      platform: { ledger, queue, clock },
      policy: async () => policy,
      forSale: async (_tenant, [sku]) => {
        const found = units.get(sku ?? '');
        const before = hooks.read;
        delete hooks.read;
        await before?.();
        return new Map(sku === undefined || found === undefined ? [] : [[sku, { available: found, safetyStock: 1 }]]);
      },
    });
  const look = listener();
  return {
    clock,
    hooks,
    sent,
    purged,
    logged,
    listener,
    /** From now on there are so many, of which one is kept. */
    stock: async (sku: string, count: number, by = look): Promise<void> => {
      units.set(sku, count);
      await by(acme, Sku(sku));
    },
    set: (sku: string, count: number): void => void units.set(sku, count),
    /** What a website is answered. */
    show: createStorefrontAvailability({
      clock,
      ledger,
      policy: async () => policy,
      forSale: async (_tenant, skus) =>
        new Map(skus.flatMap((sku) => (units.has(sku) ? [[sku, { available: units.get(sku) ?? 0, safetyStock: 1 }] as const] : []))),
      expected: async () => [],
    }),
    purge: () => createPurgeDue({ ledger, sha256, edge, observability })(acme),
    withoutCache: () => createPurgeDue({ ledger, sha256, observability }),
    due: async () => (await ledger.query({ PK: duePurges(acme) })).items.map(({ SK }) => SK),
    row: (sku: string) => ledger.get(crossingKey(acme, Sku(sku))),
  };
};

describe('an article that sells out or comes back', () => {
  it('is asked to be thrown out when the stretch of time is over, once for all that cross in it', async () => {
    const shop = openShop();
    shop.clock.advanceMs(1_200);
    for (const sku of ['MUG', 'CUP', 'LAMP']) await shop.stock(sku, 1);
    expect(shop.sent).toEqual([{ body: expect.stringContaining('"tenant_id":"acme"'), delaySeconds: 4 }]);
    shop.clock.advanceMs(4_000);
    await shop.stock('MUG', 9);
    expect(shop.sent).toHaveLength(2);
    expect(await shop.due()).toEqual(['CUP', 'LAMP', 'MUG']);
  });

  it('is looked for at each change, and a unit of many is none', async () => {
    const shop = openShop();
    await shop.stock('MUG', 9);
    await shop.purge();
    for (const left of [8, 3, 2]) await shop.stock('MUG', left);
    expect([shop.sent.length, await shop.due()]).toEqual([1, []]);
    // The last one is kept as safety stock.
    await shop.stock('MUG', 1);
    expect(await shop.due()).toEqual(['MUG']);
  });

  it.each([{ public: false }, { freshSeconds: 0, staleSeconds: 0 }])('is nobody’s business where nothing is kept (%j)', async (shown) => {
    const shop = openShop(shown);
    await shop.stock('MUG', 1);
    expect([shop.sent, await shop.due(), await shop.row('MUG')]).toEqual([[], [], undefined]);
  });

  it('stays due when the process ends before it has asked, and the next look asks', async () => {
    const shop = openShop();
    shop.hooks.send = () => {
      throw new UnavailableError('The queue does not answer');
    };
    await expect(shop.stock('MUG', 1)).rejects.toThrow(UnavailableError);
    delete shop.hooks.send;
    await shop.stock('MUG', 1, shop.listener());
    expect([shop.sent.length, await shop.due()]).toEqual([1, ['MUG']]);
  });

  it('and crosses back while that is being noted is noted both ways', async () => {
    const shop = openShop();
    await shop.stock('MUG', 5);
    await shop.purge();
    const other = shop.listener();
    shop.hooks.read = () => shop.stock('MUG', 5, other);
    await shop.stock('MUG', 1);
    expect(await shop.row('MUG')).toMatchObject({ in_stock: true, crossing: 3 });
    expect(await shop.due()).toEqual(['MUG']);
  });

  it('is noted once by two processes that see it at once', async () => {
    const shop = openShop();
    await shop.stock('MUG', 5);
    const other = shop.listener();
    shop.hooks.read = () => other(acme, Sku('MUG'));
    await shop.stock('MUG', 1);
    expect(await shop.row('MUG')).toMatchObject({ in_stock: false, crossing: 2 });
  });
});

describe('what is due', () => {
  it('is thrown out in one call, and a message that comes again does nothing', async () => {
    const shop = openShop();
    await shop.stock('MUG', 1);
    await shop.stock('CUP', 9);
    expect(await shop.purge()).toBe(2);
    expect(shop.purged.map(({ paths }) => paths)).toEqual([[`${base}/CUP`, `${base}/MUG`, `${base}?*`]]);
    expect([await shop.purge(), shop.purged.length]).toEqual([0, 1]);
  });

  it('of more than twenty articles is one path', async () => {
    const shop = openShop();
    for (let article = 1; article <= 30; article += 1) await shop.stock(`S${article}`, 1);
    await shop.purge();
    expect(shop.purged.map(({ paths }) => paths)).toEqual([[`${base}*`]]);
    expect([shop.sent.length, await shop.due()]).toEqual([1, []]);
  });

  it('is the same purge to the cache when the process ends before it has noted it, and another one when the article crosses again', async () => {
    const shop = openShop();
    await shop.stock('MUG', 1);
    shop.hooks.purge = async () => {
      await shop.purge();
    };
    await shop.purge();
    await shop.stock('MUG', 5);
    await shop.purge();
    const references = shop.purged.map(({ reference }) => reference);
    expect(references[0]).toBe(references[1]);
    expect(references[2]).not.toBe(references[0]);
  });

  it('stays due while the cache refuses, and goes with what has come meanwhile', async () => {
    const shop = openShop();
    await shop.stock('MUG', 1);
    shop.hooks.purge = async () => {
      throw new UnavailableError('Too much is being thrown out');
    };
    await expect(shop.purge()).rejects.toThrow(UnavailableError);
    expect(await shop.due()).toEqual(['MUG']);
    await shop.stock('CUP', 1);
    expect(await shop.purge()).toBe(2);
    expect(shop.purged.map(({ paths }) => paths)).toEqual([[`${base}/CUP`, `${base}/MUG`, `${base}?*`]]);
  });

  it('stays due when the article crosses while it is thrown out', async () => {
    const shop = openShop();
    await shop.stock('MUG', 1);
    shop.hooks.purge = () => shop.stock('MUG', 9);
    await shop.purge();
    expect(await shop.due()).toEqual(['MUG']);
    await shop.purge();
    expect([await shop.due(), shop.purged.length]).toEqual([[], 2]);
  });

  it('is settled where nothing keeps answers, and that is said once', async () => {
    const shop = openShop();
    const purge = shop.withoutCache();
    for (const left of [1, 9, 1]) {
      await shop.stock('MUG', left);
      expect(await purge(acme)).toBe(1);
    }
    expect([await shop.due(), shop.logged]).toEqual([[], ['nothing keeps answers that could be thrown out']]);
  });
});

describe('what a website is answered', () => {
  const usual = { freshSeconds: 30, staleSeconds: 60 };
  const moments = { freshSeconds: 10, staleSeconds: 0 };
  const keptOf = async (shop: ReturnType<typeof openShop>, ...skus: readonly string[]) => (await shop.show(acme, skus.map(Sku)))?.kept;

  it('is kept for moments while how an article stands is not noted, so that a moment without stock is not shown for long', async () => {
    const shop = openShop();
    await shop.stock('MUG', 5);
    await shop.stock('CUP', 5);
    expect(await keptOf(shop, 'MUG', 'CUP')).toEqual(usual);
    // Sold out and back before anybody looked: nothing is thrown out.
    shop.set('MUG', 1);
    expect([await keptOf(shop, 'MUG'), await keptOf(shop, 'CUP', 'MUG'), await keptOf(shop, 'CUP')]).toEqual([moments, moments, usual]);
    await shop.stock('MUG', 5);
    expect([await keptOf(shop, 'MUG'), (await shop.row('MUG'))?.['crossing']]).toEqual([usual, 1]);
  });

  it('is kept as the policy says when it is noted either way, when nothing was noted yet, and when nobody has heard of the article', async () => {
    const shop = openShop();
    await shop.stock('MUG', 1);
    shop.set('NEW', 1);
    expect(await keptOf(shop, 'MUG', 'NEW', 'NEVER-SEEN')).toEqual(usual);
  });

  it('is never kept for longer than the policy says', async () => {
    const shop = openShop({ freshSeconds: 3, staleSeconds: 0 });
    await shop.stock('MUG', 5);
    shop.set('MUG', 1);
    expect(await keptOf(shop, 'MUG')).toEqual({ freshSeconds: 3, staleSeconds: 0 });
  });
});
