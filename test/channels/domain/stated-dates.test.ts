import { describe, expect, it } from 'vitest';
import { statedDates } from '../../../lib/channels/index.ts';

describe('the dates that a channel states', () => {
  it.each([
    [
      'amazon',
      { ship_by: { earliest: '2026-11-20T08:00:00Z', latest: '2026-11-21T07:59:59Z' }, deliver_by: { latest: '2026-11-26T07:59:59Z' } },
    ],
    ['walmart', { estimatedShipDate: '2026-11-21T07:59:59.000Z', estimatedDeliveryDate: '2026-11-26T07:59:59.000Z' }],
  ])('of %s are read from its own fields', (channel, channelMetadata) =>
    expect(statedDates({ channel, channelMetadata })).toEqual({
      shipBy: '2026-11-21T07:59:59.000Z',
      deliverBy: '2026-11-26T07:59:59.000Z',
    }));

  it.each([
    ['amazon', {}],
    ['amazon', { ship_by: null, deliver_by: { earliest: '2026-11-20T08:00:00Z' } }],
    ['amazon', { deliver_by: 'soon', ship_by: ['2026-11-20T08:00:00Z'] }],
    ['walmart', { estimatedDeliveryDate: 1_795_600_000_000 }],
    ['storefront', { deliver_by: { latest: '2026-11-26T07:59:59Z' } }],
  ])('of %s are none where it gives none that can be read: %j', (channel, channelMetadata) =>
    expect(statedDates({ channel, channelMetadata })).toEqual({}));
});
