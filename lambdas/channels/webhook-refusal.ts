import type { WebhookRejection } from '../../lib/channels/index.ts';
import { assertNever } from '../../lib/kernel/result.ts';
import { invalidInput, notFound, type Refusal } from '../../lib/platform/http/refusal.ts';

const secretRetrySeconds = 60;

/** What a channel, or whoever pretends to be one, is answered. */
export const webhookRefusal = (rejection: WebhookRejection): Refusal => {
  switch (rejection.code) {
    case 'channel-account-not-found':
      return notFound('channel-account');
    case 'body-too-large':
      return { kind: 'too-large', code: rejection.code, message: `At most ${rejection.maxBytes} bytes are allowed.` };
    case 'webhook-secret-missing':
      return {
        kind: 'unavailable',
        code: rejection.code,
        message: 'No signing secret is set up for this account.',
        retryAfterSeconds: secretRetrySeconds,
      };
    case 'signature-invalid':
      return { kind: 'unauthenticated', code: rejection.code, message: 'The signature is missing or does not fit the body.' };
    case 'shop-differs':
      return { kind: 'unauthenticated', code: rejection.code, message: 'Another shop than that of the account has sent this.' };
    case 'headers-invalid':
      return invalidInput(rejection.problems);
    default:
      return assertNever(rejection);
  }
};
