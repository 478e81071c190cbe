import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAmazonNotification } from '../../../../lib/channels/adapters/amazon/amazon.notification.ts';
import { amazonPersonalDataDueAt } from '../../../../lib/channels/adapters/amazon/amazon.retention.ts';
import { Instant } from '../../../../lib/kernel/instant.ts';
import type { MutableJson } from './fixture.ts';

const notification = (): MutableJson => ({
  NotificationVersion: '1.0',
  NotificationType: 'ORDER_CHANGE',
  PayloadVersion: '1.0',
  EventTime: '2026-11-20T14:53:40.000Z',
  Payload: {
    OrderChangeNotification: {
      NotificationLevel: 'OrderLevel',
      SellerId: 'A2TWINSELLER',
      AmazonOrderId: '114-2093847-5566778',
      OrderChangeType: 'OrderStatusChange',
      OrderChangeTrigger: { TimeOfOrderChange: '2026-11-20T14:53:34.000Z', ChangeReason: 'OrderStatusChange' },
      Summary: { MarketplaceId: 'ATVPDKIKX0DER', OrderStatus: 'Unshipped', OrderItems: [] },
    },
  },
  NotificationMetadata: { NotificationId: 'd0e9e693', SubscriptionId: 's', ApplicationId: 'a', PublishTime: '2026-11-20T14:53:41.000Z' },
});

const event = (detail: unknown): MutableJson => ({
  'detail-type': 'ORDER_CHANGE',
  source: 'aws.partner/sellingpartnerapi.amazon.com/111122223333/amzn1.sellerapps.app.x',
  detail,
});

describe('a notification of a changed order', () => {
  const read = {
    ok: true,
    value: {
      kind: 'order-changed',
      notificationId: 'd0e9e693',
      sellerId: 'A2TWINSELLER',
      channelOrderId: '114-2093847-5566778',
      marketplaceId: 'ATVPDKIKX0DER',
      change: 'OrderStatusChange',
      status: 'unshipped',
      changedAt: '2026-11-20T14:53:34.000Z',
    },
  };

  it('names the order, as an event of EventBridge and as the body of a queue', () => {
    expect(readAmazonNotification(event(notification()))).toEqual(read);
    expect(readAmazonNotification(JSON.stringify(notification()))).toEqual(read);
  });

  it('is left alone while the order is not paid for', () => {
    const pending = notification();
    pending['Payload'].OrderChangeNotification.Summary.OrderStatus = 'Pending';
    expect(readAmazonNotification(event(pending))).toMatchObject({ ok: true, value: { kind: 'ignored' } });
  });

  it.each<[string, unknown, string]>([
    ['another source', { ...event(notification()), source: 'aws.orders' }, 'source-differs'],
    ['no order in it', event({ ...notification(), Payload: {} }), 'member-missing'],
    ['no type', event({}), 'type-missing'],
    ['no detail', event('text'), 'not-an-object'],
    ['text that is no JSON', 'hello', 'not-json'],
  ])('is refused by a reason: %s', (_what, given, code) => {
    const result = readAmazonNotification(given);
    expect(result.ok ? [] : result.error.map((problem) => problem.code)).toContain(code);
  });

  it('of another type is ignored by its name', () => {
    expect(readAmazonNotification({ notificationType: 'FEED_PROCESSING_FINISHED' })).toMatchObject({
      ok: true,
      value: { kind: 'ignored', reason: expect.stringContaining('FEED_PROCESSING_FINISHED') },
    });
  });

  it('gives a result for anything', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.jsonValue().map(event)), (given) => {
        const result = readAmazonNotification(given);
        expect(result.ok || result.error.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('personal data of an order', () => {
  const at = (text: string): Instant => Instant(text);

  it('is due 30 days after delivery, or after shipping where no delivery was told', () => {
    const shippedAt = at('2026-11-01T00:00:00.000Z');
    expect(amazonPersonalDataDueAt({ deliveredAt: at('2026-11-04T00:00:00.000Z'), shippedAt, cancelledAt: null })).toBe(
      '2026-12-04T00:00:00.000Z',
    );
    expect(amazonPersonalDataDueAt({ deliveredAt: null, shippedAt, cancelledAt: null })).toBe('2026-12-01T00:00:00.000Z');
  });

  it('may stay while the order is still to be shipped', () => {
    expect(amazonPersonalDataDueAt({ deliveredAt: null, shippedAt: null, cancelledAt: null })).toBeNull();
  });
});
