import type { Platform } from '../../platform/ports.ts';
import { ChannelApiError } from '../api/channel-api-error.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';

const missing = ({ channel }: ChannelAccount, code: string, message: string): ChannelApiError =>
  new ChannelApiError(`${channel}: ${message}`, { problem: 'unauthorized', status: 0, code });

/**
 * The secrets of accounts, read at every use, because they may be rotated. What is missing is as good as refused, and throws
 * a `ChannelApiError` that names the secret.
 */
export const createAccountSecrets = ({ secrets }: Pick<Platform, 'secrets'>) => ({
  /** For its API, parsed from its JSON. */
  credentialsOf: (account: ChannelAccount) => async (): Promise<unknown> => {
    const secret = await secrets.get(account.credentialsName);
    if (!secret) throw missing(account, 'credentials-missing', `the secret ${account.credentialsName} is not set up`);
    try {
      return JSON.parse(secret.current);
    } catch {
      throw missing(account, 'credentials-unreadable', `the secret ${account.credentialsName} is not JSON`);
    }
  },
  /** What signs its webhooks. */
  signingSecretOf: (account: ChannelAccount) => async (): Promise<string> => {
    const secret = await secrets.get(account.secretName);
    if (secret) return secret.current;
    throw missing(account, 'webhook-secret-missing', `the secret ${account.secretName} is not set up`);
  },
});
