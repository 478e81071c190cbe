import { err } from '../../../kernel/result.ts';
import type { ChannelAdapter, Delivery, Received } from '../../app/channel-adapter.ts';
import { normalizeWalmartOrder } from './walmart.normalize.ts';
import { classifyNotification, verifyWalmartAuthorization, walmartMaxBodyBytes } from './walmart.notification.ts';

const receive = ({ headers, rawBody, secrets }: Delivery): Received =>
  // Before anything else is looked at, so that no other answer tells a stranger anything.
  verifyWalmartAuthorization(headers['authorization']?.trim(), secrets)
    ? classifyNotification(rawBody)
    : { kind: 'unauthentic', code: 'signature-invalid' };

/** Walmart Marketplace: orders come by polling; notifications only say that there is something to poll. */
export const walmartAdapter: ChannelAdapter = {
  channel: 'walmart',
  maxBodyBytes: walmartMaxBodyBytes,
  receive,
  normalize: (payload, account) => normalizeWalmartOrder(payload, { account }),
  readPrivacyRequest: () =>
    err([
      { field: '', code: 'not-supported', message: 'Walmart sends no requests about personal data; they reach the seller by other ways' },
    ]),
};
