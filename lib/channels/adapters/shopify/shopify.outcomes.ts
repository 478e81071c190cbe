import { ChannelApiError } from '../../api/channel-api-error.ts';
import type { NoticeOutcome } from '../../app/channel-client.ts';
import { type JsonObject, listAt, objectAt, textAt } from '../reading/json.ts';

export const done = (reference: string | null = null): NoticeOutcome => ({ kind: 'done', reference });
export const known = (reference: string | null = null): NoticeOutcome => ({ kind: 'known', reference });
export const refused = (code: string, message: string): NoticeOutcome => ({ kind: 'refused', code, message });

export const orderUnknown = (): NoticeOutcome =>
  refused('order-unknown', 'Shopify has no order of this id in this shop, or does not show it to the app');

/** What Shopify says against the input of a mutation, by the names of its user errors. */
export type UserError = {
  /** Shopify's own code; null where a mutation's errors have none. */
  readonly code: string | null;
  /** Path in the input, such as `input.quantities.3.inventoryItemId`. */
  readonly field: string;
  readonly message: string;
};

const messageMax = 300;

// Shopify writes these sentences for the merchant. What could name a customer in them is left out.
const withoutNames = (message: string): string =>
  message
    .replace(/\S+@\S+/g, '…')
    .replace(/"[^"]*"/g, '…')
    .slice(0, messageMax);

/** User errors of a mutation's payload; empty when it did what it was asked. @param key where the errors stand */
export const userErrorsOf = (data: JsonObject, mutation: string, key = 'userErrors'): readonly UserError[] =>
  listAt(objectAt(data, mutation), key).map(({ value }) => ({
    code: textAt(value, 'code'),
    field: Array.isArray(value['field']) ? value['field'].map(String).join('.') : '',
    message: withoutNames(textAt(value, 'message') ?? 'Shopify refused the request without a reason'),
  }));

/** Shopify's code in kebab-case, such as `change-from-quantity-stale`. */
export const codeOf = (code: string | null): string => (code ?? 'refused').toLowerCase().replace(/[^a-z0-9]+/g, '-');

// The request is right, and another one of ours, or Shopify itself, is in its way.
const passingCodes: ReadonlySet<string> = new Set(['IDEMPOTENCY_CONCURRENT_REQUEST', 'SERVICE_UNAVAILABLE', 'INTERNAL_ERROR']);

/**
 * The first user error as the outcome of a notice; undefined when there is none.
 * @throws ChannelApiError, `unavailable`, when the error passes by itself
 */
export const refusalOf = (mutation: string, errors: readonly UserError[]): NoticeOutcome | undefined => {
  const [first] = errors;
  if (!first) return undefined;
  const passing = errors.find(({ code }) => code !== null && passingCodes.has(code));
  if (passing) throw tryAgain(mutation, codeOf(passing.code));
  return refused(codeOf(first.code), first.field === '' ? first.message : `${first.field}: ${first.message}`);
};

/** What has to be asked again later, though the API itself answered. */
export const tryAgain = (name: string, code: string): ChannelApiError =>
  new ChannelApiError(`shopify ${name}: unavailable (${code})`, { problem: 'unavailable', status: 200, code });

/** What the API refuses for good is an outcome of the notice; every other failure is thrown on. */
export const orRefused = async (notify: () => Promise<NoticeOutcome>): Promise<NoticeOutcome> => {
  try {
    return await notify();
  } catch (error) {
    if (!(error instanceof ChannelApiError) || error.problem !== 'refused') throw error;
    return refused(codeOf(error.code), error.message);
  }
};
