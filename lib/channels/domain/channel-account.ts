import type { TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { assertNever } from '../../kernel/result.ts';

/** One shop, seller or marketplace account of a tenant. Its id is unique within the channel for the whole installation. */
export type ChannelAccount = {
  readonly tenantId: TenantId;
  readonly channel: string;
  readonly account: string;
  /** Lower case, such as `example.myshopify.com`; null when deliveries of any shop are taken that bear the signature. */
  readonly shopDomain: string | null;
  /** Name under which the signing secret is kept. */
  readonly secretName: string;
  readonly addedAt: Instant;
  /** Since when no order is taken from it any more; privacy requests still are. */
  readonly removedAt: Instant | null;
};

export const accountPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
export const shopDomainPattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;
export const secretNamePattern = /^(?!internal\/)[A-Za-z0-9][A-Za-z0-9/_.-]{0,199}$/;

export const defaultSecretName = (channel: string, account: string): string => `${channel}-${account}-webhook-secret`;

export type ChannelAccountRejection =
  | { readonly code: 'channel-unknown'; readonly allowed: readonly string[] }
  | { readonly code: 'account-invalid' }
  | { readonly code: 'shop-domain-invalid' }
  | { readonly code: 'secret-name-invalid' }
  | { readonly code: 'account-taken' };

export const describeChannelAccountRejection = (rejection: ChannelAccountRejection): string => {
  switch (rejection.code) {
    case 'channel-unknown':
      return `There is no such channel; allowed are ${rejection.allowed.join(', ')}.`;
    case 'account-invalid':
      return 'An account id has 1 to 100 letters, digits, dots, dashes and underscores, and begins with a letter or a digit.';
    case 'shop-domain-invalid':
      return 'A shop domain is a host name such as example.myshopify.com.';
    case 'secret-name-invalid':
      return 'A secret name has 1 to 200 letters, digits, dots, dashes, underscores and slashes.';
    case 'account-taken':
      return 'The account id belongs to another tenant of this installation; choose another one.';
    default:
      return assertNever(rejection);
  }
};
