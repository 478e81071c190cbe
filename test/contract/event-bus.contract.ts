import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Instant } from '../../lib/kernel/instant.ts';
import { type BusEvent, type EventBus, LimitExceededError, type Queue } from '../../lib/platform/ports.ts';
import type { SubscriptionWiring } from '../../lib/platform/wiring.ts';
import type { Engine } from './engine.ts';

/** A bus with `contractSubscriptions`, and the two queues they lead to. */
export type EventBusEngine = Engine & { readonly bus: EventBus; readonly created: Queue; readonly everything: Queue };

export const contractSubscriptions: readonly SubscriptionWiring[] = [
  { name: 'created-orders', pattern: { source: ['oms.orders'], 'detail-type': ['OrderCreated'] }, queue: 'created' },
  { name: 'all-of-oms', pattern: { source: [{ prefix: 'oms.' }] }, queue: 'everything' },
];

type Envelope = Readonly<Record<string, unknown>>;

const orderCreated: BusEvent = { source: 'oms.orders', detailType: 'OrderCreated', detail: { order_id: 'o1', total: 4_680 } };

/** What every engine's `EventBus` does. */
export const describeEventBusContract = (name: string, makeEngine: () => Promise<EventBusEngine>): void => {
  describe(`EventBus: ${name}`, () => {
    let engine: EventBusEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    const arrived = async (queue: Queue): Promise<readonly Envelope[]> => {
      const envelopes: Envelope[] = [];
      for (;;) {
        const messages = await queue.receive({ max: 10, visibilitySeconds: 600 });
        if (messages.length === 0) return envelopes;
        envelopes.push(...messages.map((message) => JSON.parse(message.body) as Envelope));
      }
    };

    it('puts an event on every queue whose pattern it matches, and on no other', async () => {
      expect(await engine.bus.publish([orderCreated, { ...orderCreated, detailType: 'OrderCancelled' }])).toEqual([]);
      expect((await arrived(engine.created)).map((envelope) => envelope['detail-type'])).toEqual(['OrderCreated']);
      expect((await arrived(engine.everything)).map((envelope) => envelope['detail-type']).toSorted()).toEqual([
        'OrderCancelled',
        'OrderCreated',
      ]);
    });

    it('wraps the event in the envelope of EventBridge', async () => {
      await engine.bus.publish([{ ...orderCreated, time: Instant('2026-11-20T14:23:33.987Z') }]);
      const [envelope] = await arrived(engine.created);
      expect(envelope).toMatchObject({
        version: '0',
        source: 'oms.orders',
        'detail-type': 'OrderCreated',
        time: '2026-11-20T14:23:33Z',
        detail: { order_id: 'o1', total: 4_680 },
      });
      expect(envelope).toHaveProperty('id');
      expect(envelope).toHaveProperty('account');
      expect(envelope).toHaveProperty('region');
      expect(envelope).toHaveProperty('resources');
    });

    it('gives each event its own id, the same on every queue', async () => {
      await engine.bus.publish([orderCreated, orderCreated]);
      const ids = (await arrived(engine.created)).map((envelope) => envelope['id']);
      expect(new Set(ids).size).toBe(2);
      expect((await arrived(engine.everything)).map((envelope) => envelope['id']).toSorted()).toEqual(ids.toSorted());
    });

    it('accepts an event nobody has subscribed to', async () => {
      expect(await engine.bus.publish([{ ...orderCreated, source: 'elsewhere' }])).toEqual([]);
      expect(await arrived(engine.everything)).toEqual([]);
    });

    it('reports a refused event by its index and accepts the others', async () => {
      const failures = await engine.bus.publish([
        orderCreated,
        { ...orderCreated, detailType: '' },
        { ...orderCreated, source: 'aws.orders' },
        orderCreated,
      ]);
      expect(failures.map((failure) => failure.index)).toEqual([1, 2]);
      for (const failure of failures) expect(failure.code).not.toBe('');
      expect(await arrived(engine.created)).toHaveLength(2);
    });

    it('takes ten events at once and refuses eleven', async () => {
      expect(await engine.bus.publish(Array.from({ length: 10 }, () => orderCreated))).toEqual([]);
      await expect(engine.bus.publish(Array.from({ length: 11 }, () => orderCreated))).rejects.toThrow(LimitExceededError);
      expect(await arrived(engine.created)).toHaveLength(10);
    });

    it('refuses more than 256 KB in one call', async () => {
      const big = { ...orderCreated, detail: { text: 'x'.repeat(130 * 1024) } };
      await expect(engine.bus.publish([big, big])).rejects.toThrow(LimitExceededError);
      expect(await engine.bus.publish([big])).toEqual([]);
    });
  });
};
