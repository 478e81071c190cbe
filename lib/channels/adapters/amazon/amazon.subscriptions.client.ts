import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { WebhookState } from '../../app/channel-client.ts';
import type { ChannelProbe } from '../../app/channel-probe.ts';
import { listAt, objectAt, textAt } from '../reading/json.ts';
import { type AmazonApi, orUndefined } from './amazon.api.ts';
import type { AmazonSettings } from './amazon.settings.ts';

const topic = 'ORDER_CHANGE';
const payloadVersion = '1.0';
const subscriptionPath = `/notifications/v1/subscriptions/${topic}`;

/**
 * Makes sure that changes of orders are told to the EventBridge of the settings (Notifications API v1). Amazon then offers a
 * partner event source there, which a person associates with a bus once. Nothing is told over HTTPS.
 */
export const createEnsureSubscription = (api: AmazonApi, settings: AmazonSettings) => async (): Promise<readonly WebhookState[]> => {
  const { eventBridge } = settings;
  if (eventBridge === null) return [];
  const destinationId = await ensureDestination(api, eventBridge);
  const present = await readSubscription(api);
  const subscription = objectAt(present ?? {}, 'payload');
  const subscriptionId = textAt(subscription, 'subscriptionId');
  if (subscriptionId !== null && textAt(subscription, 'destinationId') === destinationId) return [{ topic, state: 'present' }];
  // A seller's subscription has one destination; another one means deleting it and beginning anew.
  if (subscriptionId !== null)
    await api.call('deleteSubscriptionById', { method: 'DELETE', path: `${subscriptionPath}/${encodeURIComponent(subscriptionId)}` });
  await api.json('createSubscription', { method: 'POST', path: subscriptionPath, body: { payloadVersion, destinationId } });
  return [{ topic, state: subscriptionId === null ? 'created' : 'corrected' }];
};

const readSubscription = (api: AmazonApi) =>
  orUndefined(() => api.json('getSubscription', { path: subscriptionPath, query: { payloadVersion } }));

/**
 * Tries the connection to a seller's account, by the subscription to changes of orders: of the calls that take the seller's
 * token it is the one that Amazon counts least, and it tells of nobody's orders.
 */
export const createAmazonProbe = (api: AmazonApi, settings: AmazonSettings): ChannelProbe => {
  const isSubscribed = async (): Promise<boolean> =>
    textAt(objectAt((await readSubscription(api)) ?? {}, 'payload'), 'subscriptionId') !== null;
  return {
    read: async () => {
      await readSubscription(api);
    },
    ...(settings.eventBridge === null ? {} : { missingWebhooks: async () => ((await isSubscribed()) ? [] : [topic]) }),
  };
};

/** One destination for an AWS account is all that Amazon allows an application, so an existing one is used. */
const ensureDestination = async (api: AmazonApi, wanted: { readonly accountId: string; readonly region: string }): Promise<string> => {
  const path = '/notifications/v1/destinations';
  const answer = await api.json('getDestinations', { path });
  const found = listAt(answer, 'payload').find(({ value }) => {
    const bus = objectAt(objectAt(value, 'resource'), 'eventBridge');
    return textAt(bus, 'accountId') === wanted.accountId && textAt(bus, 'region') === wanted.region;
  });
  const known = found === undefined ? null : textAt(found.value, 'destinationId');
  if (known !== null) return known;
  const body = { name: 'waybill-orders', resourceSpecification: { eventBridge: { accountId: wanted.accountId, region: wanted.region } } };
  const created = await api.json('createDestination', { method: 'POST', path, body });
  const destinationId = textAt(objectAt(created, 'payload'), 'destinationId');
  if (destinationId !== null) return destinationId;
  throw new ChannelApiError('amazon createDestination: unavailable (200, no destinationId)', { problem: 'unavailable', status: 200 });
};
