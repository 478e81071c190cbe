import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome } from '../../app/channel-client.ts';

export const done = (reference: string | null = null): NoticeOutcome => ({ kind: 'done', reference });
export const known = (reference: string | null = null): NoticeOutcome => ({ kind: 'known', reference });
export const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

/** WooCommerce's code in kebab-case, such as `rest-invalid-param`. */
export const codeOf = (vendorCode: string | null): string =>
  vendorCode === null
    ? 'refused'
    : vendorCode
        .replace(/^woocommerce_/, '')
        .replace(/[^A-Za-z0-9]+/g, '-')
        .toLowerCase();

/** What WooCommerce refuses for good is an outcome, and every other failure is thrown on. */
export const orRefused = async (notify: () => Promise<NoticeOutcome>): Promise<NoticeOutcome> => {
  try {
    return await notify();
  } catch (error) {
    if (!(error instanceof ChannelApiError) || error.problem !== 'refused') throw error;
    return refused(codeOf(error.code), error.message);
  }
};
