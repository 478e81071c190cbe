import { type LocationId, locationIdPattern, type TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import { assertNever } from '../../kernel/result.ts';
import type { Problem } from './canonical-order.ts';

/** What is set of an account for its API, as it is kept: an object in the form that its channel documents. */
export type AccountSettings = Readonly<Record<string, unknown>>;

/** What an account is told of stock. */
export type StockPublication = {
  /** Whose units are for sale there; a location that is not active has none. */
  readonly locations: 'all' | readonly LocationId[];
  /** The channel's id of the place that is told, for channels that count stock by place; null for the only or default one. */
  readonly channelLocationId: string | null;
};

/** One shop, seller or marketplace account of a tenant. Its id is unique within the channel for the whole installation. */
export type ChannelAccount = {
  readonly tenantId: TenantId;
  readonly channel: string;
  readonly account: string;
  /** Lower case, such as `example.myshopify.com`; null when deliveries of any shop are taken that bear the signature. */
  readonly shopDomain: string | null;
  /** Name under which the signing secret is kept. */
  readonly secretName: string;
  /** How its API is reached; null for an account that only sends deliveries: it is not polled, and is told nothing. */
  readonly settings: AccountSettings | null;
  /** Name under which the secret for its API is kept, as JSON. */
  readonly credentialsName: string;
  /** Instead of the vendor's own address: a sandbox, or a twin on this computer. */
  readonly baseUrl: string | null;
  /** Null for an account that is told nothing of stock. */
  readonly stock: StockPublication | null;
  /**
   * What its channel tells its shop or seller from others by, such as a domain; null as long as that is not known. It never
   * changes: watermark, cursor and the numbers of its orders belong to one shop.
   */
  readonly identity: string | null;
  readonly addedAt: Instant;
  /** Since when its API is set up; null when it never was. It stays when its settings are taken away. */
  readonly connectedAt: Instant | null;
  /** Since when no order is taken from it any more; privacy requests still are. */
  readonly removedAt: Instant | null;
};

export const accountPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/;
export const shopDomainPattern = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/;
export const secretNamePattern = /^(?!internal\/)[A-Za-z0-9][A-Za-z0-9/_.-]{0,199}$/;

export const stockLocationsMax = 100;
const channelLocationPattern = /^[^\s\u0000-\u001f\u007f]{1,128}$/u;

/** What is wrong with what an account is to be told of stock. */
export const stockProblemOf = ({ locations, channelLocationId }: StockPublication): ChannelAccountRejection | undefined => {
  const isList = locations !== 'all';
  const isSound =
    isList && locations.length > 0 && locations.length <= stockLocationsMax && locations.every((id) => locationIdPattern.test(id));
  if (isList && !isSound) return { code: 'stock-locations-invalid' };
  return channelLocationId === null || channelLocationPattern.test(channelLocationId)
    ? undefined
    : { code: 'stock-channel-location-invalid' };
};

export const defaultCredentialsName = (channel: string, account: string): string => `${channel}-${account}-credentials`;
export const defaultSecretName = (channel: string, account: string): string => `${channel}-${account}-webhook-secret`;

/** Fields that name a secret, as they are called outside. */
export type SecretField = 'secret_name' | 'credentials_name';

export type ChannelAccountRejection =
  | { readonly code: 'channel-unknown'; readonly allowed: readonly string[] }
  | { readonly code: 'account-invalid' }
  | { readonly code: 'shop-domain-invalid' }
  | { readonly code: 'secret-name-invalid'; readonly field: SecretField }
  | { readonly code: 'secret-name-foreign'; readonly field: SecretField; readonly allowed: readonly string[] }
  | { readonly code: 'base-url-invalid' }
  | { readonly code: 'settings-invalid'; readonly problems: readonly Problem[] }
  | { readonly code: 'stock-without-settings' }
  | { readonly code: 'stock-locations-invalid' }
  | { readonly code: 'stock-channel-location-invalid' }
  | { readonly code: 'account-taken' }
  | {
      readonly code: 'origin-taken';
      /** The account that stands for the shop, where it is the tenant's own; null otherwise. */
      readonly account: string | null;
    }
  | { readonly code: 'origin-changed'; readonly identity: string };

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
    case 'secret-name-foreign':
      return `The account may use only secrets of its own: ${rejection.allowed.join(', ')}.`;
    case 'base-url-invalid':
      return 'A base URL begins with https://, or with http:// on this computer, and has neither query nor fragment.';
    case 'settings-invalid':
      return `The settings are not those of the channel: ${rejection.problems.map(({ field, message }) => `${field}: ${message}`).join('; ')}.`;
    case 'stock-without-settings':
      return 'Stock goes out through the API of the channel: the account needs settings.';
    case 'stock-locations-invalid':
      return `Stock is that of all locations, or of 1 to ${stockLocationsMax} of them by their ids.`;
    case 'stock-channel-location-invalid':
      return "The channel's id of a location has 1 to 128 characters without spaces.";
    case 'account-taken':
      return 'The account id belongs to another tenant of this installation; choose another one.';
    case 'origin-taken':
      return rejection.account === null
        ? 'Another account of this installation stands for this shop; whoever runs the installation can look into it.'
        : `The account ${rejection.account} stands for this shop; change or remove that one.`;
    case 'origin-changed':
      return `The account stands for ${rejection.identity}, and what it has read belongs to that; use another account id.`;
    default:
      return assertNever(rejection);
  }
};

const loopbackHosts: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** Without a slash at its end; undefined when it is none that a secret may travel to. */
export const readBaseUrl = (text: string): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && loopbackHosts.has(url.hostname));
  if (!isSafe || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') return undefined;
  return url.href.replace(/\/+$/, '');
};
