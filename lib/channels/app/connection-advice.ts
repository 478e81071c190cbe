import type { ChannelApiError } from '../api/channel-api-error.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';

type Advice = { readonly message: string; readonly hint: string };

const codeText = ({ status, code }: ChannelApiError): string => {
  const parts = [...(status === 0 ? [] : [`status ${status}`]), ...(code === null ? [] : [code])];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
};

/** Advice for what we found out ourselves, before or without an answer of the vendor. */
const byCode: Readonly<Record<string, (account: ChannelAccount) => Advice>> = {
  'credentials-missing': ({ credentialsName }) => ({
    message: `The secret ${credentialsName} is not set up.`,
    hint: `Put it there: oms secret put ${credentialsName}`,
  }),
  'credentials-unreadable': ({ channel, credentialsName }) => ({
    message: `The secret ${credentialsName} is not the JSON that it should be.`,
    hint: `docs/channels/${channel}.md shows its form; put it there anew: oms secret put ${credentialsName}`,
  }),
  'webhook-secret-missing': ({ secretName }) => ({
    message: `The secret ${secretName}, with which the channel signs, is not set up, so that its deliveries are refused.`,
    hint: `Put it there: oms secret put ${secretName}`,
  }),
  'webhook-password-weak': ({ secretName }) => ({
    message: `The secret ${secretName} is so short that somebody could guess it.`,
    hint: `Put one of 16 characters or more there: oms secret put ${secretName}`,
  }),
  'plain-http': () => ({
    message: 'The address of the shop begins with http://, so that its key would be readable on the way.',
    hint: 'Give the shop a certificate, and its address with https:// in the settings.',
  }),
  'shop-not-found': () => ({ message: 'There is no shop at this address.', hint: 'Look at the shop domain of the account.' }),
  'shop-frozen': () => ({ message: 'The shop is frozen.', hint: 'Its owner has to settle the bill with the channel.' }),
  'shop-locked': () => ({ message: 'The shop is locked.', hint: 'Its owner has to ask the channel why.' }),
  'blocked-before-wordpress': () => ({
    message: 'Something in front of the shop, such as a firewall, turns us away.',
    hint: 'Have the host let requests to /wp-json/ through.',
  }),
  redirected: () => ({ message: 'The shop sends us to another address.', hint: 'Set the address that it leads to as the site_url.' }),
};

/** What went wrong, for whoever sets an account up, and what to do about it. Holds nothing secret and nothing personal. */
export const adviceOn = (error: ChannelApiError, account: ChannelAccount): Advice => {
  const own = error.code === null ? undefined : byCode[error.code]?.(account);
  if (own) return own;
  const said = codeText(error);
  switch (error.problem) {
    case 'unauthorized':
      return {
        message: `The channel refuses the credentials${said}.`,
        hint: `Renew them where the channel gives them out, and put them there: oms secret put ${account.credentialsName}`,
      };
    case 'throttled':
      return {
        message: `The channel takes no more calls at the moment${said}.`,
        hint: 'Try again in some minutes; orders are read as soon as it lets us.',
      };
    case 'unavailable':
      return {
        message:
          error.code === 'no-answer-in-time'
            ? 'The channel did not answer in time.'
            : `The channel cannot be reached, or answers with errors${said}.`,
        hint: 'Look at the address of the account, and at the status page of the channel; it is tried again by itself.',
      };
    default:
      return {
        message: `The channel does not take what it was asked${said}.`,
        hint: `Look at the settings of the account; docs/channels/${account.channel}.md explains them.`,
      };
  }
};
