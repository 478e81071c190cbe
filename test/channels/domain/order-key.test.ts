import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { orderIdOf } from '../../../lib/channels/domain/order-key.ts';
import { orderIdPattern, TenantId } from '../../../lib/kernel/ids.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const key = { channel: 'shopify', channelAccount: 'main', channelOrderId: '820982911946154508' };
const id = (change: Partial<typeof key> = {}, tenant = 'main'): string => orderIdOf(sha256, TenantId(tenant), { ...key, ...change });

describe('the id of a channel’s order', () => {
  it('is the same for every delivery of the order', () => {
    expect(id()).toBe(id());
    expect(id()).toMatch(orderIdPattern);
  });

  it('differs by tenant, channel, account and order, and by how the parts are cut', () => {
    const ids = [
      id(),
      id({}, 'other'),
      id({ channel: 'magento' }),
      id({ channelAccount: 'second' }),
      id({ channelOrderId: '1' }),
      id({ channelAccount: 'main8', channelOrderId: '20982911946154508' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});
