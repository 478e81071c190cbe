import { channelOrderReceived, channelsSource } from '../contracts/events/channels.ts';
import { webhookRoute } from '../contracts/http/channels.ts';
import type { ContextWiring } from '../platform/wiring.ts';
import { intakeQueue, privacyQueue } from './app/channel-queues.ts';

export const channelsWiring: ContextWiring = {
  context: 'channels',
  http: [{ route: webhookRoute, handler: 'channels/receive-webhook', functionPer: 'channel' }],
  queues: [
    { name: intakeQueue, handler: 'orders/receive-channel-order' },
    // Erasing a shop goes through all of its orders, so one request gets all the time that a function has.
    { name: privacyQueue, handler: 'channels/handle-privacy', batchSize: 1, visibilitySeconds: 900, concurrency: 1 },
  ],
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
