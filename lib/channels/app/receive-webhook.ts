import type { OrderId } from '../../kernel/ids.ts';
import { assertNever, err, ok, type Result } from '../../kernel/result.ts';
import type { Problem } from '../domain/canonical-order.ts';
import type { ChannelAdapter } from './channel-adapter.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { firstProblems } from './quarantine.ts';
import { type AskToSync, lookUp } from './sync-requests.ts';
import type { TakeDelivery } from './take-delivery.ts';

export type Webhook = {
  readonly account: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
};

/** What a channel is told. In every case it need not send the delivery again. */
export type WebhookAnswer =
  | { readonly accepted: readonly OrderId[] }
  | { readonly ignored: string }
  | { readonly lookingUp: string }
  | { readonly privacyRequest: string }
  | { readonly quarantined: true; readonly problems: readonly Problem[] };

export type WebhookRejection =
  | { readonly code: 'channel-account-not-found' }
  | { readonly code: 'body-too-large'; readonly maxBytes: number }
  | { readonly code: 'webhook-secret-missing' }
  | { readonly code: 'signature-invalid' | 'shop-differs' }
  | { readonly code: 'headers-invalid'; readonly problems: readonly Problem[] };

type Parts = Pick<ChannelsParts, 'platform' | 'accounts'> & {
  /** Of the channel whose deliveries these are. */
  readonly adapter: ChannelAdapter;
  readonly takeDelivery: TakeDelivery;
  readonly askToSync: AskToSync;
};

/**
 * Takes a channel's delivery: checks its signature, makes it durable, and leaves the work to the queues.
 * @throws UnavailableError when it could not be made durable; the channel sends it again
 */
export const createReceiveWebhook = (parts: Parts) => {
  const { platform, accounts, adapter, takeDelivery } = parts;
  const { logger, metrics } = platform.observability;

  const refused = (rejection: WebhookRejection, webhook: Webhook, metric?: string): Result<never, WebhookRejection> => {
    logger.warn('webhook refused', { channel: adapter.channel, channel_account: webhook.account, code: rejection.code });
    if (metric !== undefined) metrics.addMetric(metric, 'Count', 1);
    return err(rejection);
  };

  return async (webhook: Webhook): Promise<Result<WebhookAnswer, WebhookRejection>> => {
    const account = await accounts.find(adapter.channel, webhook.account);
    // A stranger may try any path, so this one case is neither logged nor counted.
    if (!account) return err({ code: 'channel-account-not-found' });
    if (webhook.rawBody.length > adapter.maxBodyBytes) return refused({ code: 'body-too-large', maxBytes: adapter.maxBodyBytes }, webhook);
    const secrets = await platform.secrets.get(account.secretName);
    if (!secrets) {
      logger.error('webhook secret is not set up', {
        channel: account.channel,
        channel_account: account.account,
        secret_name: account.secretName,
      });
      return refused({ code: 'webhook-secret-missing' }, webhook, 'WebhookSecretMissing');
    }
    const received = adapter.receive({ headers: webhook.headers, rawBody: webhook.rawBody, account, secrets });
    switch (received.kind) {
      case 'unauthentic':
        return refused({ code: received.code }, webhook, 'WebhookSignatureInvalid');
      case 'malformed':
        return refused({ code: 'headers-invalid', problems: received.problems }, webhook);
      case 'ignored':
        return ok({ ignored: received.reason });
      case 'privacy':
        return ok({ privacyRequest: await takeDelivery.privacyRequest(account, received.request, webhook.rawBody) });
      // Whoever has removed an account wants none of its orders, while requests about the people in them still count.
      case 'look-up':
        if (account.removedAt !== null) return err({ code: 'channel-account-not-found' });
        if (account.settings === null) return ok({ ignored: 'The account has no access to the API that the order is in' });
        await parts.askToSync([lookUp(account, received.channelOrderId)]);
        return ok({ lookingUp: received.channelOrderId });
      case 'order': {
        if (account.removedAt !== null) return err({ code: 'channel-account-not-found' });
        const taken = await takeDelivery.order(adapter, account, webhook.rawBody);
        if ('accepted' in taken) return ok({ accepted: [taken.accepted] });
        return ok({ quarantined: true, problems: firstProblems(taken.quarantined) });
      }
      default:
        return assertNever(received);
    }
  };
};
