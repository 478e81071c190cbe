import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, inventoryOf } from '../../lambdas/composition.ts';
import { createInventory, inventoryItemAggregate, inventoryItemStream } from '../../lib/inventory/index.ts';
import { LocationId, Sku, TenantId } from '../../lib/kernel/ids.ts';
import { plusMs } from '../../lib/kernel/instant.ts';
import { systemCaller } from '../../lib/platform/event-store/caller.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { settled } from './books.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';

const tenantId = TenantId('main');
const caller = systemCaller(tenantId, 'test', { correlationId: 'test', causationId: 'test' });
const itemOf = (sku: string) => ({ sku: Sku(sku), locationId: LocationId('east') });

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
  await stockUp(installation.api, { east: { CART: 10, HOT: 500 } });
});
afterAll(() => installation.close());

const sweep = () =>
  installation.runtime.functions.invoke('inventory/sweep-reservations', { source: 'aws.scheduler', name: 'reservation-sweeps' });
const levelOf = async (sku: string) => (await installation.api('GET', `/inventory/levels?sku=${sku}`)).body.levels[0];

/** The same installation some minutes ago: what is written then has run out by now. */
const minutesAgo = (platform: Platform, minutes: number): Platform => ({
  ...platform,
  clock: { ...platform.clock, now: () => plusMs(platform.clock.now(), -minutes * 60_000) },
});

describe('a cart that ran out', () => {
  it('gives its units back by itself, and a look at the levels shows it', async () => {
    const past = minutesAgo(installation.runtime.platform, 10);
    const { store } = compose(past);
    const inventory = createInventory({ store, clock: past.clock, commits: past });
    const expiresAt = plusMs(past.clock.now(), 60_000);
    await inventory.reserveTogether(caller, {
      reservationId: 'cart.left',
      kind: 'cart',
      expiresAt,
      lines: [{ ...itemOf('CART'), quantity: 4 }],
    });
    expect(await levelOf('CART')).toMatchObject({ on_hand: 10, allocated: 4, available: 6 });
    await sweep();
    expect(await levelOf('CART')).toMatchObject({ on_hand: 10, allocated: 0, available: 10 });
  });
});

describe('an article that many processes want', () => {
  it('shows what there is while it is sold from buckets, and is sold by itself again when they are idle', async () => {
    const { platform } = installation.runtime;
    const past = minutesAgo(platform, 5);
    const inventory = createInventory({ store: compose(past).store, clock: past.clock, commits: past, busy: 'buckets' });
    const buyers = Array.from({ length: 200 }, (_, index) => `buyer-${index}`);
    const answers = await Promise.all(
      buyers.map((reservationId) => inventory.reserveTogether(caller, { reservationId, lines: [{ ...itemOf('HOT'), quantity: 1 }] })),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const leaseOf = async () =>
      (await compose(platform).store.load(inventoryItemAggregate, inventoryItemStream(tenantId, itemOf('HOT')))).state.lease;
    expect((await leaseOf())?.selling).toHaveLength(8);
    const shown = await eventually(
      () => levelOf('HOT'),
      (level) => level?.allocated === 200,
    );
    expect(shown).toMatchObject({ on_hand: 500, allocated: 200, available: 300 });
    // The first look notes how far the buckets have grown; by the second they have not grown at all.
    await sweep();
    const rows = (await platform.ledger.query({ PK: 'STOCKLEASES' })).items;
    for (const row of rows) await platform.ledger.put({ ...row, noted_ms: Number(row['noted_ms']) - 60_000 });
    await sweep();
    expect((await leaseOf())?.selling).toEqual([]);
    expect(await levelOf('HOT')).toMatchObject({ on_hand: 500, allocated: 200, available: 300 });
    const released = await inventoryOf(platform).releaseReservations(
      caller,
      buyers.map((reservationId) => ({ ...itemOf('HOT'), reservationId })),
    );
    expect(released.ok).toBe(true);
    expect(await levelOf('HOT')).toMatchObject({ on_hand: 500, allocated: 0, available: 500 });
    await settled(installation.runtime);
  }, 60_000);
});
