import type { PrivacyClaim } from '../../contracts/events/channels.ts';
import type { OrderId } from '../../kernel/ids.ts';
import { assertNever, err, ok, type Result } from '../../kernel/result.ts';
import type { Problem } from '../domain/canonical-order.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { type AcceptOrder, readOneOrder } from './accept-order.ts';
import type { ChannelAdapter, PrivacyRequestKind } from './channel-adapter.ts';
import { privacyQueue } from './channel-queues.ts';
import type { ChannelsParts } from './channels.parts.ts';
import { archiveKeys, hashOf, privacyIdentity } from './payload-archive.ts';
import { firstProblems, type Quarantine } from './quarantine.ts';

export type Webhook = {
  readonly channel: string;
  readonly account: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
};

/** What a channel is told. In every case it need not send the delivery again. */
export type WebhookAnswer =
  | { readonly accepted: readonly OrderId[] }
  | { readonly ignored: string }
  | { readonly privacyRequest: string }
  | { readonly quarantined: true; readonly problems: readonly Problem[] };

export type WebhookRejection =
  | { readonly code: 'channel-account-not-found' }
  | { readonly code: 'body-too-large'; readonly maxBytes: number }
  | { readonly code: 'webhook-secret-missing' }
  | { readonly code: 'signature-invalid' | 'shop-differs' }
  | { readonly code: 'headers-invalid'; readonly problems: readonly Problem[] };

type Parts = Pick<ChannelsParts, 'platform' | 'vault' | 'adapters' | 'accounts' | 'archive'> & {
  readonly acceptOrder: AcceptOrder;
  readonly quarantine: Quarantine;
};

/**
 * Takes a channel's delivery: checks its signature, makes it durable, and leaves the work to the queues.
 * @throws UnavailableError when it could not be made durable; the channel sends it again
 */
export const createReceiveWebhook = (parts: Parts) => {
  const { platform, accounts, adapters } = parts;
  const { logger, metrics } = platform.observability;

  const refused = (rejection: WebhookRejection, webhook: Webhook, metric?: string): Result<never, WebhookRejection> => {
    logger.warn('webhook refused', { channel: webhook.channel, channel_account: webhook.account, code: rejection.code });
    if (metric !== undefined) metrics.addMetric(metric, 'Count', 1);
    return err(rejection);
  };

  return async (webhook: Webhook): Promise<Result<WebhookAnswer, WebhookRejection>> => {
    const adapter = adapters.find(webhook.channel);
    const account = adapter && (await accounts.find(webhook.channel, webhook.account));
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
        return ok({ privacyRequest: await queuePrivacyRequest(parts, account, received.request, webhook.rawBody) });
      case 'order':
        // Whoever has removed an account wants none of its orders, while requests about the people in them still count.
        if (account.removedAt !== null) return err({ code: 'channel-account-not-found' });
        return ok(await takeOrder(parts, adapter, account, webhook.rawBody));
      default:
        return assertNever(received);
    }
  };
};

const takeOrder = async (
  { acceptOrder, quarantine }: Parts,
  adapter: ChannelAdapter,
  account: ChannelAccount,
  rawBody: Uint8Array,
): Promise<WebhookAnswer> => {
  const order = readOneOrder(adapter, rawBody, account);
  if (order.ok) return { accepted: [await acceptOrder(account, order.value, rawBody)] };
  await quarantine.delivery(account, rawBody, order.error);
  return { quarantined: true, problems: firstProblems(order.error) };
};

const requestIdLength = 16;

const queuePrivacyRequest = async (
  { platform, vault, archive }: Parts,
  account: ChannelAccount,
  request: PrivacyRequestKind,
  rawBody: Uint8Array,
): Promise<string> => {
  const { tenantId } = account;
  const bodyHash = hashOf(rawBody);
  const personId = await vault.personFor(tenantId, privacyIdentity(account, bodyHash));
  const claim: PrivacyClaim = {
    tenant_id: tenantId,
    channel: account.channel,
    channel_account: account.account,
    request,
    request_id: bodyHash.slice(0, requestIdLength),
    raw_ref: archiveKeys.privacy(account, bodyHash),
    person_id: personId,
    received_at: platform.clock.now(),
  };
  await archive.put(claim.raw_ref, tenantId, personId, rawBody);
  await platform.queue(privacyQueue).send([{ body: JSON.stringify(claim) }]);
  platform.observability.metrics.addMetric('PrivacyRequestsReceived', 'Count', 1);
  return claim.request_id;
};
