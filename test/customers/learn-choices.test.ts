import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createDeliveryOptions,
  createLearnChoices,
  createOptionRows,
  noDifference,
  type OrderPlaced,
  type Taste,
} from '../../lib/customers/index.ts';
import { PersonId, TenantId } from '../../lib/kernel/ids.ts';
import { Instant, plusMs } from '../../lib/kernel/instant.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { ok } from '../../lib/kernel/result.ts';
import { openTable } from '../../lib/platform/embedded/table.sqlite.ts';
import type { Platform, Table } from '../../lib/platform/ports.ts';
import type { DeliveryPlan } from '../../lib/sourcing/index.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../contract/engine.ts';

const [main, broken] = [TenantId('main'), TenantId('broken')];
const ada = PersonId('a'.repeat(26));
const hourMs = 3_600_000;
const begin = Instant('2026-11-22T10:00:00.000Z');

const way = (method: string, costMinor: number, days: number): DeliveryPlan => {
  const at = plusMs(begin, days * 24 * hourMs);
  const range = { earliest: at, likely: at, latest: at };
  const rest = { basis: 'learned', seen: 9, parcels: 1, km: 100, carbon: undefined, chance: 0.9, deliverBy: at } as const;
  return { kind: 'delivery', method, locationId: undefined, costMinor, range, ...rest };
};
const slowAndFast = [way('slow', 500, 6), way('fast', 1_500, 1)];

let parts: EmbeddedParts;
let now: Instant;
let ledger: Table;
let rows: ReturnType<typeof createOptionRows>;
let own: Taste | undefined;
let agreed: boolean;
let plans: readonly DeliveryPlan[];
let order: OrderPlaced | undefined;
let asked: unknown[];
let metrics: Record<string, number>;
let serial: number;

beforeEach(() => {
  parts = openEmbeddedParts();
  ledger = openTable(parts.store, { name: 'ledger' }).table;
  rows = createOptionRows({ ledger });
  [now, own, agreed, plans, order, asked, metrics, serial] = [begin, undefined, true, slowAndFast, undefined, [], {}, 0];
});
afterEach(() => parts.close());

const open = () => {
  const tastes = {
    person: async () => ({ personId: ada, consent: agreed }),
    agrees: async () => agreed,
    of: async () => own ?? noDifference,
    save: async (_tenant: TenantId, _person: PersonId, taste: Taste) => void (own = taste),
  };
  const options = createDeliveryOptions({
    plans: async () =>
      ok({
        plannedAt: now,
        currency: CurrencyCode('USD'),
        goodsMinor: 5_000,
        policy: { name: 'own', version: 1 },
        figuresVersion: null,
        plans,
        leftOut: [],
      }),
    rows,
    tastes,
    ids: { next: () => `${(serial += 1)}`.padStart(26, '0') },
  });
  const platform = {
    clock: { now: () => now },
    observability: {
      logger: { error: () => undefined },
      metrics: { addMetric: (name: string, _unit: string, value: number) => void (metrics[name] = (metrics[name] ?? 0) + value) },
    },
  } as unknown as Pick<Platform, 'clock' | 'observability'>;
  const learning = createLearnChoices({
    platform,
    rows,
    tastes,
    orderAfter: async (tenantId, by) => {
      if (tenantId === broken) throw new Error('orders cannot be read');
      asked.push(by);
      return order;
    },
    tenants: async () => [broken, main],
  });
  const ask = async (more: object = {}, tenantId = main) => {
    const body = { lines: [{ sku: 'A', quantity: 1 }], destination: { country: 'US' }, ...more };
    const answer = await options.ask(tenantId, body);
    if (!answer.ok) throw new Error('the article is known');
    return answer.value;
  };
  return { ask, learning };
};
const chose = (shippingMethod: string, pickupAt: string | null = null): OrderPlaced => ({
  orderId: 'o'.repeat(26),
  placedAt: now,
  shippingMethod,
  pickupAt,
  currency: 'USD',
  totalMinor: 5_000,
  promotions: [],
});
const withEmail = { customer: { email: 'ada@example.com' } };
const later = (hours: number) => (now = plusMs(begin, hours * hourMs));

describe('choices of delivery', () => {
  it('are looked for after an hour, a day and three days, and then no more', async () => {
    const { ask, learning } = open();
    await ask(withEmail);
    for (const [hours, looked] of [
      [0.5, 0],
      [1, 1],
      [2, 0],
      [24, 1],
      [72, 1],
      [500, 0],
    ] as const)
      expect(await learning.learnUntil(main, later(hours)), `${hours} hours`).toEqual({ looked, learned: 0 });
    expect(asked).toHaveLength(3);
  });

  it('teach the shop and the person once, however often they are seen', async () => {
    const { ask, learning } = open();
    const { optionsId, items } = await ask(withEmail);
    expect(items.map(({ method }) => method)).toEqual(['slow', 'fast']);
    order = chose('FAST');
    later(1);
    expect(await learning.learnUntil(main, now)).toEqual({ looked: 1, learned: 1 });
    // A run that broke off before it took the answer from the list comes upon it again.
    await rows.expect(main, { dueAt: now, answerId: optionsId, looked: 0 });
    expect(await learning.learnUntil(main, now)).toEqual({ looked: 1, learned: 0 });
    const { taste } = await rows.taste(main);
    expect([taste.choices, own?.choices]).toEqual([1, 1]);
    expect(own?.weights.price.mean).toBeGreaterThan(0);
    expect(own?.weights.days.mean).toBeLessThan(0);
    expect((await rows.read(main, optionsId))?.choice).toMatchObject({ optionId: 'fast' });
  });

  it('teach once of an order before which a checkout was loaded five times', async () => {
    const { ask, learning } = open();
    for (let times = 0; times < 5; times += 1) await ask(withEmail);
    order = chose('fast');
    expect(await learning.learnUntil(main, later(1))).toEqual({ looked: 5, learned: 1 });
    expect((await rows.taste(main)).taste.choices).toBe(1);
    expect(own?.choices).toBe(1);
  });

  it('of somebody who has taken their consent back teach nothing about them', async () => {
    const { ask, learning } = open();
    await ask(withEmail);
    [order, agreed] = [chose('fast'), false];
    expect(await learning.learnUntil(main, later(1))).toEqual({ looked: 1, learned: 1 });
    expect(own).toBeUndefined();
  });

  it('are not looked for without consent, unless the shop says under which id the order comes', async () => {
    agreed = false;
    const { ask, learning } = open();
    await ask(withEmail);
    expect(await learning.learnUntil(main, later(1))).toEqual({ looked: 0, learned: 0 });
    now = begin;
    order = chose('slow');
    await ask({ ...withEmail, order_reference: 'cart-7' });
    expect(await learning.learnUntil(main, later(1))).toEqual({ looked: 1, learned: 1 });
    expect(asked).toEqual([{ reference: 'cart-7' }]);
    expect(own).toBeUndefined();
  });

  it('are looked for behind rows that cannot be read', async () => {
    const { ask, learning } = open();
    // As many as one page has: without them the page would look like the last one.
    for (let count = 0; count < 200; count += 1)
      await ledger.put({ PK: `${main}#DELIVERYOPTIONS`, SK: `${plusMs(begin, -hourMs)}#${count}`, looked: 'never' });
    await ask(withEmail);
    order = chose('fast');
    expect(await learning.learnUntil(main, later(1))).toEqual({ looked: 1, learned: 1 });
  });

  it('are none where there was only one way', async () => {
    plans = slowAndFast.slice(0, 1);
    const { ask, learning } = open();
    await ask(withEmail);
    expect(await learning.learnUntil(main, later(1))).toEqual({ looked: 0, learned: 0 });
  });

  it('are told by the place where the customer came', async () => {
    plans = [...slowAndFast, { ...way('pickup', 0, 0), kind: 'pickup', locationId: 'store-1' as DeliveryPlan['locationId'] }];
    const { ask, learning } = open();
    const { optionsId } = await ask(withEmail);
    order = chose('', 'store-1');
    await learning.learnUntil(main, later(1));
    expect((await rows.read(main, optionsId))?.choice).toMatchObject({ optionId: 'pickup:store-1' });
  });

  it('of one tenant are learned though those of another cannot be, and that is told', async () => {
    const { ask, learning } = open();
    await ask(withEmail, broken);
    await ask(withEmail);
    order = chose('slow');
    later(1);
    await expect(learning.runAll()).rejects.toThrow('1 of 2 tenants');
    expect(metrics).toEqual({ DeliveryChoicesFailed: 1, DeliveryChoicesLearned: 1 });
    expect((await rows.taste(main)).taste.choices).toBe(1);
  });

  it('are not overwritten by a run that read what was learned before them', async () => {
    const { taste, revision } = await rows.taste(main);
    expect(await rows.saveTaste(main, { ...taste, choices: 1 }, revision)).toBe(true);
    expect(await rows.saveTaste(main, { ...taste, choices: 9 }, revision)).toBe(false);
    const { ask, learning } = open();
    await ask(withEmail);
    order = chose('slow');
    await learning.learnUntil(main, later(1));
    expect((await rows.taste(main)).taste.choices).toBe(2);
  });
});
