import { err } from '../../../kernel/result.ts';
import type { ChannelAdapter } from '../../app/channel-adapter.ts';
import { amazonPersonalDataDueAt } from './amazon.retention.ts';
import { normalizeAmazonOrder } from './amazon.normalize.ts';

/** Largest payload we read, in bytes: a page of 100 orders with every set of data, or a day's order report. */
const amazonMaxBodyBytes = 8 * 1024 * 1024;

export const amazonAdapter: ChannelAdapter = {
  channel: 'amazon',
  maxBodyBytes: amazonMaxBodyBytes,
  // Its notifications come through EventBridge, which knows who sends them. Whatever comes here is from somebody else.
  receive: () => ({
    kind: 'malformed',
    problems: [
      {
        field: '',
        code: 'no-webhooks',
        message: 'Amazon calls nobody over HTTPS; its notifications come through EventBridge, and its orders are polled',
      },
    ],
  }),
  personalDataDueAt: amazonPersonalDataDueAt,
  normalize: (payload, account) => normalizeAmazonOrder(payload, { account }),
  readPrivacyRequest: () =>
    err([
      {
        field: '',
        code: 'no-privacy-requests',
        message: 'Amazon sends no privacy requests; personal data of its orders is due 30 days after delivery',
      },
    ]),
};
