import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChainBreak } from '../../lib/kernel/hash-chain.ts';
import { settled } from './books.ts';
import { eventually, type Installation, openInstallation, stockUp } from './installation.ts';
import { createShop, type Shop } from './shop.ts';

type Event = {
  readonly version: number;
  readonly type: string;
  readonly recorded_at: string;
  readonly prev_hash: string;
  readonly payload: Record<string, unknown>;
};

let installation: Installation;
let shop: Shop;
let id: string;
let events: Event[];
// What the order looked like after each version, as it was answered at the time.
const seen = new Map<number, unknown>();

const look = async () => {
  const order = await shop.order(id);
  seen.set(order.version, order);
  return order;
};

beforeAll(async () => {
  installation = await openInstallation({ env: { ORDER_COMPLETION_DELAY_SECONDS: '1' } });
  await stockUp(installation.api, { east: { TEE: 2 }, west: { TEE: 2 } });
  shop = createShop(installation);
  id = await shop.place({ TEE: 3 });
  const reach = (status: string) => eventually(look, (order) => order.status === status);
  await reach('allocated');
  const holdId = await shop.hold(id, 'completion');
  await look();
  await shop.release(id, holdId);
  for (const place of ['east', 'west']) {
    const parcel = await shop.released(id, place);
    for (const step of [shop.pick, shop.pack, shop.ship]) {
      await step(parcel);
      await settled(installation.runtime);
      await look();
    }
  }
  await reach('shipped');
  for (const child of await shop.children(id)) await shop.deliver(child.fulfillment_order_id);
  await reach('completed');
  events = (await shop.must('GET', `/orders/${id}/events`)).body.events;
}, 60_000);
afterAll(() => installation.close());

/**
 * Payments have a stream of their own: the version of the order does not tell how far that one had come. And what was foretold of the
 * delivery at a moment of the past is not known any more.
 */
const byItsEvents = ({ payments: _payments, delivery_estimate: _foretold, ...order }: Record<string, unknown>) => order;

/** Last version of the commits recorded up to each instant: several events may share one. */
const versionAt = (instant: string): number => events.filter((event) => event.recorded_at <= instant).at(-1)?.version ?? 0;

describe('an order as of an instant', () => {
  it.each(['recorded', 'occurred'])('is what it was then (%s)', async (basis) => {
    let compared = 0;
    for (const instant of new Set(events.map((event) => event.recorded_at))) {
      const past = (await shop.must('GET', `/orders/${id}?asOf=${instant}&basis=${basis}`)).body;
      expect(past.version).toBe(versionAt(instant));
      if (!seen.has(past.version)) continue;
      expect(byItsEvents(past)).toEqual(byItsEvents(seen.get(past.version) as Record<string, unknown>));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(4);
  });

  it('does not exist before it was placed', async () => {
    expect((await installation.api('GET', `/orders/${id}?asOf=2020-01-01T00:00:00Z`)).status).toBe(404);
  });

  it('is the present one in the future', async () => {
    expect((await shop.must('GET', `/orders/${id}?asOf=2999-01-01T00:00:00Z`)).body).toEqual(await shop.order(id));
  });
});

describe('the evidence', () => {
  const broken = (altered: readonly Event[]) => findChainBreak(installation.runtime.platform.sha256, altered)?.index;

  it('is a chain without a break', () => {
    expect(events.map((event) => event.version)).toEqual(events.map((_, index) => index + 1));
    expect(broken(events)).toBeUndefined();
  });

  it('shows every event that was changed, dropped or moved', () => {
    for (const index of events.keys()) {
      const next = index + 1;
      if (next === events.length) continue;
      expect(broken(events.map((event, at) => (at === index ? { ...event, payload: { ...event.payload, altered: true } } : event)))).toBe(
        next,
      );
      expect(broken(events.toSpliced(index, 1))).toBe(index);
      expect(broken(events.toSpliced(index, 2, events[next] as Event, events[index] as Event))).toBe(index);
    }
  });
});
