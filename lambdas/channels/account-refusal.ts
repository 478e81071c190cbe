import {
  type ChannelAccountRejection,
  describeChannelAccountRejection,
  describeReadingRejection,
  type RangeRejection,
  type ReadingRejection,
} from '../../lib/channels/index.ts';
import { assertNever } from '../../lib/kernel/result.ts';
import { invalidInput, notFound, type Refusal } from '../../lib/platform/http/refusal.ts';

type Conflict = Extract<ChannelAccountRejection, { readonly code: 'account-taken' | 'origin-taken' | 'origin-changed' }>;

const isConflict = (rejection: ChannelAccountRejection): rejection is Conflict =>
  rejection.code === 'account-taken' || rejection.code === 'origin-taken' || rejection.code === 'origin-changed';

const fieldOf = (rejection: Exclude<ChannelAccountRejection, Conflict | { readonly code: 'settings-invalid' }>): string => {
  switch (rejection.code) {
    case 'channel-unknown':
      return 'path.channel';
    case 'account-invalid':
      return 'path.account';
    case 'shop-domain-invalid':
      return 'shop_domain';
    case 'secret-name-invalid':
    case 'secret-name-foreign':
      return rejection.field;
    case 'base-url-invalid':
      return 'base_url';
    case 'stock-without-settings':
      return 'stock';
    case 'stock-locations-invalid':
      return 'stock.locations';
    case 'stock-channel-location-invalid':
      return 'stock.channel_location_id';
    default:
      return assertNever(rejection);
  }
};

/** Why an account cannot be as it was asked. */
export const accountRefusal = (rejection: ChannelAccountRejection): Refusal => {
  const { code } = rejection;
  const message = describeChannelAccountRejection(rejection);
  if (isConflict(rejection)) return { kind: 'conflict', code, message };
  if (rejection.code === 'settings-invalid') return invalidInput(rejection.problems);
  return invalidInput([{ field: fieldOf(rejection), code, message }]);
};

/** Why an account is not read as it was asked. */
export const readingRefusal = (rejection: ReadingRejection | RangeRejection): Refusal => {
  const { code } = rejection;
  const message = describeReadingRejection(rejection);
  switch (rejection.code) {
    case 'channel-account-not-found':
      return notFound('channel-account');
    case 'account-removed':
    case 'account-not-connected':
      return { kind: 'rejected', code, message };
    case 'range-empty':
    case 'range-too-old':
      return invalidInput([{ field: 'from', code, message }]);
    case 'range-in-future':
      return invalidInput([{ field: 'to', code, message }]);
    default:
      return assertNever(rejection);
  }
};
