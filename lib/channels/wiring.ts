import { channelOrderReceived, channelsSource, closingTypes, noticeableTypes } from '../contracts/events/channels.ts';
import { stockChangeTypes } from '../contracts/events/channel-stock.ts';
import {
  backfillChannelAccountRoute,
  deleteChannelAccountRoute,
  listChannelAccountsRoute,
  listChannelStockRoute,
  pollChannelAccountRoute,
  putChannelAccountRoute,
  webhookRouteOf,
} from '../contracts/http/channels.ts';
import { getOrderPayloadRoute, listOrderPayloadsRoute } from '../contracts/http/order-desk.ts';
import { testChannelAccountRoute } from '../contracts/http/channel-tests.ts';
import type { ContextWiring, QueueWiring } from '../platform/wiring.ts';
import {
  addressingQueue,
  eventsQueue,
  intakeQueue,
  noticeBackOff,
  noticesQueue,
  oversellsQueue,
  privacyQueue,
  retentionQueue,
  stockBackOff,
  stockChangesQueue,
  stockQueue,
  syncBackOff,
  syncQueue,
} from './app/channel-queues.ts';
import { channelNames, deliveringChannels, eventChannels } from './domain/channel-names.ts';

/** A message may read pages for a minute, and the last of them may be slow. */
const syncing = { batchSize: 1, visibilitySeconds: 120, concurrency: 4 } as const;
/** An order that cannot be fetched is tried for some hours: an outage shall not turn every hint into a letter. */
const requests = { ...syncing, maxReceiveCount: 30, backOff: syncBackOff } as const;

/**
 * One order's notices come one after the other. A notice takes several calls, each of which may be slow; one that the channel
 * does not take is tried for days, and set aside before SQS would forget it.
 */
const notifying = { batchSize: 1, visibilitySeconds: 300, concurrency: 4, maxReceiveCount: 1_000, backOff: noticeBackOff } as const;

/** Numbers of one account go out one batch after the other, several articles in one call. An old message is as good as a new one. */
const publishing = { batchSize: 10, visibilitySeconds: 300, concurrency: 4, maxReceiveCount: 1_000, backOff: stockBackOff } as const;

const queuesOf = (channel: string): readonly QueueWiring[] => [
  { name: syncQueue(channel), fifo: true, handler: `channels/${channel}/sync`, channel, ...requests },
  { name: noticesQueue(channel), fifo: true, handler: `channels/${channel}/notify`, channel, ...notifying },
  { name: stockQueue(channel), fifo: true, handler: `channels/${channel}/stock`, channel, ...publishing },
  ...(eventChannels.some((known) => known === channel)
    ? [{ name: eventsQueue(channel), handler: `channels/${channel}/sync`, channel, ...syncing }]
    : []),
];

export const channelsWiring: ContextWiring = {
  context: 'channels',
  http: [
    { route: listChannelAccountsRoute, handler: 'channels/list-accounts' },
    { route: listChannelStockRoute, handler: 'channels/list-stock' },
    { route: putChannelAccountRoute, handler: 'channels/put-account' },
    { route: deleteChannelAccountRoute, handler: 'channels/delete-account' },
    { route: pollChannelAccountRoute, handler: 'channels/poll-account' },
    { route: backfillChannelAccountRoute, handler: 'channels/backfill-account' },
    { route: listOrderPayloadsRoute, handler: 'channels/order-payloads' },
    { route: getOrderPayloadRoute, handler: 'channels/order-payload' },
    { route: testChannelAccountRoute, handler: 'channels/test-account' },
    ...deliveringChannels.map((channel) => ({ route: webhookRouteOf(channel), handler: `channels/${channel}/receive-webhook`, channel })),
  ],
  queues: [
    { name: intakeQueue, handler: 'orders/receive-channel-order' },
    // Erasing a shop goes through all of its orders, so one request gets all the time that a function has.
    { name: privacyQueue, handler: 'channels/handle-privacy', batchSize: 1, visibilitySeconds: 900, concurrency: 1 },
    { name: addressingQueue, handler: 'channels/address-notices' },
    { name: stockChangesQueue, handler: 'channels/publish-stock' },
    { name: oversellsQueue, handler: 'channels/count-oversells' },
    { name: retentionQueue, handler: 'channels/retire-personal-data' },
    ...channelNames.flatMap(queuesOf),
  ],
  schedules: [{ name: 'channel-polls', everySeconds: 60, handler: 'channels/schedule-polls' }],
  alarms: [
    {
      name: 'webhook-secret-missing',
      description: 'Webhooks arrive for an account whose secret is not set up.',
      when: { kind: 'metric-sum', metric: 'WebhookSecretMissing', periodSeconds: 300, atLeast: 1 },
    },
    {
      name: 'webhook-signatures',
      description: 'Many webhooks carry a signature that does not fit.',
      when: { kind: 'metric-sum', metric: 'WebhookSignatureInvalid', periodSeconds: 300, atLeast: 10 },
    },
    {
      name: 'revision-conflicts',
      description: 'A channel sent one revision of an order with two contents.',
      when: { kind: 'metric-sum', metric: 'RevisionConflicts', periodSeconds: 300, atLeast: 1 },
    },
    {
      name: 'channel-notices-refused',
      description: 'A channel will not have what it was told of an order: a parcel, a cancellation or a refund.',
      when: { kind: 'metric-sum', metric: 'ChannelNoticesRefused', periodSeconds: 300, atLeast: 1 },
    },
    {
      // A notice that waits is tried every quarter of an hour at least, so that silence means that none waits.
      name: 'channel-notices-late',
      description: 'A channel has not been told of an order for two hours, because it cannot be reached.',
      when: { kind: 'metric-sum', metric: 'ChannelNoticesLate', periodSeconds: 1_800, atLeast: 1 },
    },
    {
      // An account whose credentials are refused is asked again every quarter of an hour; the alarm goes on ringing meanwhile.
      name: 'channel-credentials-refused',
      description: 'A channel refuses the credentials of an account, or they are not set up.',
      when: { kind: 'metric-sum', metric: 'ChannelCredentialsRefused', periodSeconds: 1_800, atLeast: 1 },
    },
    {
      name: 'channel-behind',
      description: 'An account of a channel has not been read to the end for half an hour.',
      when: { kind: 'metric-max', metric: 'ChannelLagSeconds', periodSeconds: 300, atLeast: 1_800 },
    },
    {
      // Measured every minute while an account fails, also between its tries: some take long to fail, or come a quarter of an hour apart.
      name: 'channel-polls-failing',
      description: 'An account of a channel could not be read for half an hour.',
      when: { kind: 'metric-max', metric: 'ChannelFailingSeconds', periodSeconds: 300, atLeast: 1_800 },
    },
    {
      // Measured when a number is taken, and at every try that fails: at least every five minutes, so that silence means that none waits.
      name: 'channel-stock-late',
      description: 'A channel has shown a wrong number of an article for a quarter of an hour.',
      when: { kind: 'metric-max', metric: 'ChannelStockLagSeconds', periodSeconds: 600, atLeast: 900 },
    },
    {
      name: 'channel-oversold',
      description: 'A channel sold an article that there was no more of.',
      when: { kind: 'metric-sum', metric: 'ChannelOversells', periodSeconds: 3_600, atLeast: 1 },
    },
    {
      // One is corrected by itself; more mean that somebody, or something, writes there again and again.
      name: 'channel-stock-drift',
      description: 'A channel shows other numbers of articles than it was told.',
      when: { kind: 'metric-sum', metric: 'ChannelStockDrift', periodSeconds: 3_600, atLeast: 3 },
    },
    {
      name: 'channel-orders-recovered',
      description: 'Orders had to be looked for, because what should have brought them did not.',
      when: { kind: 'metric-sum', metric: 'ChannelOrdersRecovered', periodSeconds: 3_600, atLeast: 5 },
    },
    {
      name: 'channel-events-refused',
      description: 'Events of a partner event source cannot be read, or are of no account.',
      when: { kind: 'metric-sum', metric: 'ChannelEventsRefused', periodSeconds: 3_600, atLeast: 10 },
    },
  ],
  partnerSources: eventChannels.map((channel) => ({ channel, queue: eventsQueue(channel) })),
  subscriptions: [
    { name: 'closed-orders', pattern: { source: ['oms.orders'], detail: { type: [...closingTypes] } }, queue: retentionQueue },
    { name: 'channel-orders', pattern: { source: [channelsSource], 'detail-type': [channelOrderReceived] }, queue: intakeQueue },
    {
      name: 'channel-stock',
      pattern: { source: ['oms.inventory'], detail: { type: [...stockChangeTypes] } },
      queue: stockChangesQueue,
    },
    { name: 'channel-oversells', pattern: { source: ['oms.orders'], detail: { type: ['order.backordered'] } }, queue: oversellsQueue },
    {
      name: 'channel-notices',
      pattern: { source: ['oms.orders', 'oms.fulfilment', 'oms.payments'], detail: { type: [...noticeableTypes] } },
      queue: addressingQueue,
    },
  ],
};
