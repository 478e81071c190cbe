import { describe, expect, it } from 'vitest';
import { HoldId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { adviseOnHold, adviseOnStuck, exceptionOf, isToDecide } from '../../../lib/orders/domain/order.attention.ts';
import { openStages } from '../../../lib/orders/domain/stage-age.ts';
import { kindsOf } from '../../../lib/orders/domain/order.search.ts';
import { holdTypes, type HoldType } from '../../../lib/orders/domain/order.values.ts';
import type { RecordedHold } from '../../../lib/orders/domain/order.record.ts';

const now = Instant('2026-11-20T12:00:00.000Z');
const hold = (type: HoldType, more: Partial<RecordedHold> = {}): RecordedHold => ({
  holdId: HoldId('h-1'),
  type,
  reason: 'asked to wait',
  blocks: [],
  placedBy: 'someone',
  placedAt: now,
  until: null,
  releasableBy: [],
  outcome: 'open',
  closedBy: null,
  ...more,
});

describe('what to do about a hold', () => {
  it.each(holdTypes)('is known for %s, as a code and a whole sentence', (type) => {
    const { code, sentence } = adviseOnHold(hold(type), now);
    expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
  });

  it.each([
    ['workflow-abc', 'operator', 'mend-and-release', 'workflow-broke-off'],
    ['refused-everywhere-1', 'operator', 'ask-locations-again', 'refused-everywhere'],
    ['added-discrepancy-1', 'discrepancy', 'order-anew', 'added-too-late'],
    ['undelivered-1', 'discrepancy', 'ask-where-to-send', 'undeliverable'],
    ['overshipped-abc', 'discrepancy', 'get-goods-back', 'shipped-unwanted'],
  ] as const)('of %s is what its trouble asks for', (id, type, code, exception) => {
    expect(adviseOnHold(hold(type, { holdId: HoldId(id) }), now).code).toBe(code);
    expect(exceptionOf({ holdId: id, type })).toBe(exception);
  });

  it('that was upheld is to cancel the order', () => {
    expect(adviseOnHold(hold('address', { outcome: 'rejected' }), now).code).toBe('cancel-order');
  });

  it('until a date is to wait, and to release once the date is over', () => {
    expect(adviseOnHold(hold('until-date', { until: Instant('2026-11-21T12:00:00.000Z') }), now).code).toBe('wait');
    expect(adviseOnHold(hold('until-date', { until: now }), now).code).toBe('release');
  });

  it('for fraud says why, and how carefully to look', () => {
    const reasons = ['The total of 900.00 USD is above the review threshold of 500.00 USD.'];
    const calm = adviseOnHold(hold('fraud-review'), now, { review: { reasons, score: 0.1 } });
    const alarmed = adviseOnHold(hold('fraud-review'), now, { review: { reasons, score: 0.93 } });
    expect([calm.code, alarmed.code]).toEqual(['check-buyer', 'verify-before-release']);
    for (const { sentence } of [calm, alarmed]) expect(sentence).toContain('above the review threshold');
    expect(alarmed.sentence).toContain('0.93');
  });

  it('for a duplicate names the other order', () => {
    const { sentence } = adviseOnHold(hold('duplicate-review'), now, { twin: { name: 'shopify order #1001', secondsApart: 12 } });
    expect(sentence).toContain('shopify order #1001, placed 12 seconds apart');
  });
});

it('what to do about a stuck order is known for every stage in which one can be', () => {
  for (const stage of openStages) expect(adviseOnStuck(stage).sentence).toMatch(/^[A-Z].*\.$/);
});

describe('a hold of an order that is over', () => {
  it('waits for nobody, unless goods are under way that nobody wants', () => {
    expect(isToDecide('cancelled', { holdId: 'h', type: 'fraud-review', rejected: true })).toBe(false);
    expect(isToDecide('cancelled', { holdId: 'h', type: 'operator', rejected: false })).toBe(false);
    expect(isToDecide('cancelled', { holdId: 'overshipped-1', type: 'discrepancy', rejected: false })).toBe(true);
    expect(isToDecide('returned', { holdId: 'added-discrepancy-1', type: 'discrepancy', rejected: false })).toBe(true);
    expect(isToDecide('shipped', { holdId: 'h', type: 'operator', rejected: false })).toBe(true);
  });
});

describe('a text that is searched for', () => {
  it.each([
    ['abcdefghijklmnopqrstuvwx23', ['order_id', 'fulfillment_order_id', 'channel_order', 'sku', 'tracking_number']],
    ['#1001', ['channel_order', 'tracking_number']],
    ['ada@example.com', ['channel_order', 'sku', 'tracking_number', 'email']],
    ['+49 30 123456', ['channel_order', 'sku', 'tracking_number', 'phone']],
    ['1234', ['channel_order', 'sku', 'tracking_number']],
    ['Partially shipped', ['channel_order', 'sku', 'tracking_number', 'status']],
    ['#', []],
  ])('%s is tried as everything that it can be by its form', (text, kinds) => {
    expect(kindsOf(text)).toEqual(kinds);
  });
});
