import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LocationId, Sku } from '../../../lib/kernel/ids.ts';
import { createDetectAnomalies, type StockCheckParts } from '../../../lib/inventory/index.ts';
import { plusMs } from '../../../lib/kernel/instant.ts';
import { caller, item, tenantId } from '../app/inventory.fixtures.ts';
import { type Checks, dayMs, openChecks } from './stock-checks.fixtures.ts';

const [mug, cap] = [item('MUG', 'east'), item('CAP', 'east')];

let checks: Checks;
beforeEach(async () => {
  checks = openChecks();
  for (const [sku, location] of [
    ['MUG', 'east'],
    ['CAP', 'east'],
    ['MUG', 'west'],
    ['MUG', 'old'],
  ] as const)
    await checks.known(sku, location);
});
afterEach(() => checks.close());

const receive = (ref: typeof mug, quantity: number, movementId = 'first') =>
  checks.inventory.receiveStock(caller, { ...ref, movementId, quantity });
const count = (ref: typeof mug, countedOnHand: number, movementId: string) =>
  checks.inventory.countStock(caller, { ...ref, movementId, countedOnHand });
const due = async (locationId = 'east') => (await checks.alerts.countsDue(tenantId, LocationId(locationId), { limit: 100 })).items;
const tomorrow = (days = 1): void => checks.clock.advanceMs(days * dayMs);

describe('an event that shows something', () => {
  it('is told once, however often it comes', async () => {
    await receive(mug, 10);
    await count(mug, 4, 'count');
    await checks.hear('MUG', 'east');
    await checks.hear('MUG', 'east', 2);
    expect(await checks.open()).toMatchObject([{ kind: 'count_deviation', status: 'open', sku: 'MUG' }]);
    expect(checks.metrics).toEqual([['InventoryAnomalies', 1]]);
  });

  it('is not told again after a person has resolved it', async () => {
    await receive(mug, 10);
    await count(mug, 4, 'count');
    await checks.hear('MUG', 'east');
    const [flag] = await checks.open();
    const told = { code: 'corrected', note: null, mayShow: () => true } as const;
    const resolved = await checks.alerts.resolve(caller, flag?.flagId ?? '', told);
    expect(resolved).toMatchObject({ ok: true, value: { status: 'resolved', resolution: { code: 'corrected', by: { id: 'test' } } } });
    await checks.hear('MUG', 'east');
    expect(await checks.open()).toEqual([]);
    expect(await checks.alerts.resolve(caller, flag?.flagId ?? '', { ...told, code: 'other' })).toEqual(resolved);
  });

  it('may be a picker who did not find what is there, but not one who found it damaged', async () => {
    await receive(mug, 10);
    const pick = { eventId: 'pick', tenantId, locationId: LocationId('east'), lines: [{ lineId: '1', sku: Sku('MUG'), missing: 5 }] };
    await checks.check.shortPick({ ...pick, reason: 'damaged' });
    expect(await checks.open()).toEqual([]);
    await checks.check.shortPick({ ...pick, reason: 'not-found' });
    expect(await checks.open()).toMatchObject([{ kind: 'short_pick', severity: 'medium', evidence: ['pick'] }]);
  });

  it('may be a return, which is compared with all that came back of the order before', async () => {
    checks.world.shippedFor = (_, reference) => Promise.resolve(reference === 'order' ? 3 : undefined);
    await receive(mug, 10);
    const back = (movementId: string, reference: string) =>
      checks.inventory.returnStock(caller, { ...mug, movementId, quantity: 2, disposition: 'restock', reference });
    await back('return-1', 'order');
    await checks.hear('MUG', 'east');
    await back('return-2', 'something else');
    await checks.hear('MUG', 'east');
    expect(await checks.open()).toEqual([]);
    await back('return-3', 'order');
    await checks.hear('MUG', 'east');
    expect(await checks.open()).toMatchObject([{ kind: 'over_return', figures: [{ value: 4 }, { value: 3 }] }]);
  });
});

describe('returns of one order to two places', () => {
  it('are counted together', async () => {
    checks.world.shippedFor = () => Promise.resolve(3);
    const west = item('MUG', 'west');
    await receive(mug, 10);
    const back = (at: typeof mug, movementId: string) =>
      checks.inventory.returnStock(caller, { ...at, movementId, quantity: 2, disposition: 'restock', reference: 'order' });
    await back(mug, 'return-1');
    await checks.hear('MUG', 'east');
    expect(await checks.open()).toEqual([]);
    await back(west, 'return-2');
    await checks.hear('MUG', 'west');
    expect(await checks.open()).toMatchObject([
      {
        kind: 'over_return',
        locationId: 'west',
        figures: [{ value: 4 }, { value: 3 }],
        sentence: expect.stringContaining('came back for order'),
      },
    ]);
  });
});

describe('a run that takes long', () => {
  it('tells its figures, ends before its time, and the next one goes on', async () => {
    await receive(mug, 10);
    await receive(cap, 10);
    const skus = ['CAP', 'LAMP', 'MUG'];
    const slow = createDetectAnomalies({
      ...checks.parts,
      articles: (_, { cursor }) => {
        checks.clock.advanceMs(45_000);
        const at = cursor === undefined ? 0 : Number(cursor);
        const items = [{ sku: Sku(skus[at] ?? ''), priceMinor: null, currency: null }];
        return Promise.resolve({ items, ...(at + 1 < skus.length ? { cursor: String(at + 1) } : {}) });
      },
    });
    expect(await slow.runAll()).toEqual({ tenants: 1, checked: 1 });
    expect(checks.metrics.map((one) => (one as readonly unknown[])[0])).toContain('InventoryAnomaliesSerious');
    expect(await slow.runAll()).toEqual({ tenants: 1, checked: 0 });
    expect(await slow.runAll()).toEqual({ tenants: 1, checked: 1 });
    expect(await slow.runAll()).toEqual({ tenants: 1, checked: 0 });
  });

  it('counts what is stale to the end of the list of a location', async () => {
    const rows = Array.from({ length: 2_500 }, (_, index) => ({ sku: Sku(`S-${index}`), days: index < 1_200 ? 1 : 100 }));
    const dueOf = async (
      _tenant: unknown,
      locationId: string,
      { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
    ) => {
      const from = Number(cursor ?? 0);
      const items = locationId === 'east' ? rows.slice(from, from + limit) : [];
      return { items, ...(items.length === limit && from + limit < rows.length ? { cursor: String(from + limit) } : {}) };
    };
    const checkRows = { ...checks.parts.rows, due: dueOf } as unknown as StockCheckParts['rows'];
    await createDetectAnomalies({ ...checks.parts, rows: checkRows }).runAll();
    expect(await checks.open()).toMatchObject([{ kind: 'stale_counts', locationId: 'east', figures: [{ value: 1_300 }] }]);
  });
});

describe('the pass over all articles', () => {
  it('finds nothing in a quiet warehouse', async () => {
    await receive(mug, 10);
    await receive(cap, 10);
    expect(await checks.detect.runAll()).toEqual({ tenants: 1, checked: 2 });
    expect(await checks.open()).toEqual([]);
    expect(await due()).toEqual([]);
    expect(checks.metrics).toEqual([
      ['InventoryAnomaliesSerious', 0],
      ['SafetyStockBreached', 0],
    ]);
  });

  it('is made once a day', async () => {
    await receive(mug, 10);
    await checks.detect.runAll();
    expect(await checks.detect.runAll()).toMatchObject({ checked: 0 });
    tomorrow();
    expect(await checks.detect.runAll()).toMatchObject({ checked: 1 });
  });

  it('lists what to count next by what nobody has verified, and a count takes it off', async () => {
    await receive(mug, 10);
    await receive(cap, 30);
    tomorrow(100);
    await checks.detect.runAll();
    expect(await due()).toMatchObject([
      { sku: 'CAP', reason: 'stale', days: 100, neverCounted: true, valueMinor: 30_000, unverifiedUnits: 60 },
      { sku: 'MUG', valueMinor: 18_000, unverifiedUnits: 20, lastCountedAt: null },
    ]);
    expect(await checks.open()).toMatchObject([
      { kind: 'stale_counts', sku: null, locationId: 'east', figures: [{ name: 'items', value: 2 }] },
    ]);
    await count(cap, 30, 'count');
    await checks.hear('CAP', 'east');
    expect(await due()).toMatchObject([{ sku: 'MUG' }]);
    await count(mug, 10, 'count');
    await checks.hear('MUG', 'east');
    expect(await due()).toEqual([]);
    tomorrow();
    await checks.detect.runAll();
    expect(await checks.open()).toEqual([]);
  });

  it('puts first what a picker did not find', async () => {
    await receive(mug, 10);
    await receive(cap, 90);
    tomorrow(100);
    await checks.inventory.adjustStock(caller, { ...mug, movementId: 'pick', delta: -1, reasonCode: 'not-found-at-pick' });
    await checks.hear('MUG', 'east');
    await checks.detect.runAll();
    expect(await due()).toMatchObject([
      { sku: 'MUG', reason: 'suspicious' },
      { sku: 'CAP', reason: 'stale' },
    ]);
  });

  it('tells of a state while it lasts, and anew when it comes back', async () => {
    await receive(item('MUG', 'old'), 4);
    await checks.detect.runNow(tenantId);
    const [first] = await checks.open();
    expect(first).toMatchObject({ kind: 'inactive_location', locationId: 'old' });
    await checks.alerts.resolve(caller, first?.flagId ?? '', { code: 'expected', note: null, mayShow: () => true });
    await checks.detect.runNow(tenantId);
    expect(await checks.open()).toEqual([]);
    checks.world.active = ['east', 'old', 'west'];
    await checks.detect.runNow(tenantId);
    const told = { code: 'other', note: null, mayShow: () => true } as const;
    expect(await checks.alerts.resolve(caller, first?.flagId ?? '', told)).toEqual({ ok: false, error: { code: 'anomaly-closed' } });
    checks.world.active = ['east', 'west'];
    tomorrow();
    await checks.detect.runNow(tenantId);
    expect(await checks.open()).toMatchObject([{ kind: 'inactive_location', openedAt: checks.clock.now(), resolution: null }]);
  });

  it('reads of an item only what has come since the look before', async () => {
    await receive(mug, 10);
    await checks.detect.runNow(tenantId);
    await checks.inventory.adjustStock(caller, { ...mug, movementId: 'a', delta: 1, reasonCode: 'found' });
    await checks.detect.runNow(tenantId);
    const { facts } = await checks.parts.rows.kept(tenantId, mug.sku, mug.locationId);
    expect(facts).toMatchObject({ version: 2, movedSinceCount: 11, adjustments: [{ delta: 1 }] });
  });

  it('rings for what is serious and has been open for a day', async () => {
    await receive(mug, 30);
    await count(mug, 2, 'count');
    await checks.hear('MUG', 'east');
    await checks.detect.runAll();
    checks.clock.advanceMs(dayMs + 1);
    await checks.detect.runAll();
    expect(checks.metrics.filter((one) => (one as readonly unknown[])[0] === 'InventoryAnomaliesSerious')).toEqual([
      ['InventoryAnomaliesSerious', 0],
      ['InventoryAnomaliesSerious', 1],
    ]);
  });
});

describe('safety stock', () => {
  const keep = (units: number): void => {
    checks.world.safetyStock = () => Promise.resolve({ defaultUnits: 0, overrides: [{ sku: 'MUG', locationId: 'east', units }] });
  };

  it('is told when an order crosses it, and taken back when goods heal it', async () => {
    keep(8);
    await receive(mug, 10);
    await checks.hear('MUG', 'east');
    expect(await checks.short()).toEqual([]);
    await checks.inventory.reserveTogether(caller, { reservationId: 'order', lines: [{ ...mug, quantity: 3 }] });
    await checks.hear('MUG', 'east');
    expect(await checks.short()).toMatchObject([{ severity: 'low', recommendedAction: { kind: 'purchase_order', quantity: 1 } }]);
    await receive(item('MUG', 'west'), 10);
    await checks.detect.runNow(tenantId);
    expect(await checks.short()).toMatchObject([{ recommendedAction: { kind: 'transfer', fromLocationId: 'west', quantity: 1 } }]);
    await receive(mug, 5, 'second');
    await checks.hear('MUG', 'east');
    expect(await checks.short()).toEqual([]);
  });

  it('is taken back by the next pass when the policy asks for less', async () => {
    keep(8);
    await receive(mug, 3);
    await checks.hear('MUG', 'east');
    expect(await checks.short()).toHaveLength(1);
    keep(0);
    await checks.detect.runNow(tenantId);
    expect(await checks.short()).toEqual([]);
  });

  it('follows the forecast where the policy does not name the article', async () => {
    checks.world.demand = () =>
      Promise.resolve({ dailyUnits: Array.from({ length: 28 }, () => 2), dispersion: 1, shareOf: (id) => (id === 'east' ? 1 : 0) });
    await receive(mug, 12);
    await checks.detect.runNow(tenantId);
    const [alert] = await checks.short();
    expect(alert).toMatchObject({ locationId: 'east', recommendedAction: { kind: 'purchase_order' } });
    expect(alert?.sentence).toContain('by the forecast');
    const at = (days: number) => plusMs(checks.clock.now(), days * dayMs);
    const coming = (days: number) => [{ locationId: mug.locationId, quantity: 20, expectedAt: at(days), reference: 'po-1' }];
    checks.world.incoming = { ofSku: () => Promise.resolve(coming(8)) };
    await checks.detect.runNow(tenantId);
    expect(await checks.short()).toHaveLength(1);
    checks.world.incoming = { ofSku: () => Promise.resolve(coming(6)) };
    await checks.detect.runNow(tenantId);
    expect(await checks.short()).toEqual([]);
  });
});
