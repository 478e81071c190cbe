import { channelOrderReceived, channelsSource } from '../contracts/events/channels.ts';
import { webhookRouteOf } from '../contracts/http/channels.ts';
import type { ContextWiring, QueueWiring } from '../platform/wiring.ts';
import { eventsQueue, intakeQueue, privacyQueue, syncQueue } from './app/channel-queues.ts';
import { channelNames, deliveringChannels, eventChannels } from './domain/channel-names.ts';

/** A message may read pages for a minute, and the last of them may be slow. */
const syncing = { batchSize: 1, visibilitySeconds: 120, concurrency: 4 } as const;

const queuesOf = (channel: string): readonly QueueWiring[] => [
  { name: syncQueue(channel), fifo: true, handler: `channels/${channel}/sync`, channel, ...syncing },
  ...(eventChannels.some((known) => known === channel)
    ? [{ name: eventsQueue(channel), handler: `channels/${channel}/sync`, channel, ...syncing }]
    : []),
];

export const channelsWiring: ContextWiring = {
  context: 'channels',
  http: deliveringChannels.map((channel) => ({ route: webhookRouteOf(channel), handler: `channels/${channel}/receive-webhook`, channel })),
  queues: [
    { name: intakeQueue, handler: 'orders/receive-channel-order' },
    // Erasing a shop goes through all of its orders, so one request gets all the time that a function has.
    { name: privacyQueue, handler: 'channels/handle-privacy', batchSize: 1, visibilitySeconds: 900, concurrency: 1 },
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
  ],
  subscriptions: [
    { name: 'channel-orders', pattern: { source: [channelsSource], 'detail-type': [channelOrderReceived] }, queue: intakeQueue },
  ],
};
