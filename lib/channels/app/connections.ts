import * as z from 'zod';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import { createRecentMap } from '../../kernel/recent-map.ts';
import type { Platform } from '../../platform/ports.ts';
import { ChannelApiError } from '../api/channel-api-error.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';
import { createAccountMemory } from './account-memory.ts';
import { createAccountSecrets } from './account-secrets.ts';
import type { ChannelClient } from './channel-client.ts';
import type { ChannelConnector, ConnectParts } from './channel-connector.ts';

/** Never throws: what is wrong with an account is said when something is asked of it. Undefined when its API is not set up. */
export type Connections = (account: ChannelAccount) => ChannelClient | undefined;

const clientsMax = 200;

/** Between 0 and 1, from the platform's randomness. */
export const randomOf = ({ ids }: Pick<Platform, 'ids'>): number => Buffer.from(ids.bytes(4)).readUInt32BE() / 2 ** 32;

/**
 * Settings are checked when they are given, and may be wrong all the same: a release may ask for more than the one before.
 * Whatever is asked of the channel is then refused with the fields, so that it is seen where the account is shown.
 */
const brokenClient = ({ channel }: ChannelAccount, error: z.ZodError): ChannelClient => {
  const fields = [...new Set(error.issues.map(({ path }) => ['settings', ...path].join('.')))];
  const refuse = async (): Promise<never> => {
    const message = `${channel}: the settings of the account cannot be used: ${fields.join(', ')}`;
    throw new ChannelApiError(message, { problem: 'refused', status: 0, code: 'settings-invalid', cause: error });
  };
  return {
    changedOrders: refuse,
    order: refuse,
    acknowledge: refuse,
    confirmShipment: refuse,
    cancel: refuse,
    refund: refuse,
    setStock: refuse,
    stock: refuse,
    ensureWebhooks: refuse,
  };
};

/**
 * Clients of a channel's accounts. Each is kept while its account stays as it is set, because it knows the account's tokens
 * and how far its rate limit is used up.
 */
export const createConnections = (
  platform: Pick<Platform, 'http' | 'clock' | 'ids' | 'secrets' | 'ledger'>,
  connector: Pick<ChannelConnector, 'connect'>,
): Connections => {
  const clients = createRecentMap<string, ChannelClient>(clientsMax);

  const { credentialsOf, signingSecretOf } = createAccountSecrets(platform);

  const connect = (account: ChannelAccount, given: Pick<ConnectParts, 'settings' | 'shopDomain' | 'baseUrl'>): ChannelClient => {
    try {
      return connector.connect({
        http: platform.http,
        clock: platform.clock,
        pause: (ms) => platform.clock.sleep(ms),
        random: () => randomOf(platform),
        ...given,
        credentials: credentialsOf(account),
        signingSecret: signingSecretOf(account),
        memory: createAccountMemory(platform, account),
      });
    } catch (error) {
      if (error instanceof z.ZodError) return brokenClient(account, error);
      throw error;
    }
  };

  return (account) => {
    const { settings, shopDomain, baseUrl } = account;
    if (settings === null) return undefined;
    const key = canonicalJson(account);
    const known = clients.get(key);
    if (known) return known;
    const client = connect(account, { settings, shopDomain, baseUrl });
    clients.set(key, client);
    return client;
  };
};
