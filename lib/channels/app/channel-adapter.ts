import type { Instant } from '../../kernel/instant.ts';
import type { Result } from '../../kernel/result.ts';
import type { CanonicalOrder, Problem } from '../domain/canonical-order.ts';
import type { ChannelAccount } from '../domain/channel-account.ts';

/** Current secret and, while it is being rotated, the one before. */
export type SigningSecrets = { readonly current: string; readonly previous?: string };

export type Delivery = {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The bytes as received: signatures are over them. */
  readonly rawBody: Uint8Array;
  readonly account: ChannelAccount;
  readonly secrets: SigningSecrets;
};

export const privacyRequestKinds = ['customer-data-request', 'customer-redact', 'shop-redact'] as const;
export type PrivacyRequestKind = (typeof privacyRequestKinds)[number];

/** A person as a channel knows them; at least one of the three is there. */
export type PrivacySubject = { readonly id: string | null; readonly email: string | null; readonly phone: string | null };

export type PrivacyRequest =
  | { readonly request: 'customer-redact'; readonly customer: PrivacySubject; readonly channelOrderIds: readonly string[] }
  | {
      readonly request: 'customer-data-request';
      readonly customer: PrivacySubject;
      readonly channelOrderIds: readonly string[];
      /** What the shop's owner is asked to quote; null when the channel leaves it out. */
      readonly requestId: string | null;
    }
  | { readonly request: 'shop-redact' };

/** What a delivery turned out to be. Its body has been looked at for its signature alone. */
export type Received =
  | { readonly kind: 'order' }
  /** Something happened to the order, which has to be fetched: what the delivery says of it is too little, or not proved. */
  | { readonly kind: 'look-up'; readonly channelOrderId: string }
  | { readonly kind: 'privacy'; readonly request: PrivacyRequestKind }
  | { readonly kind: 'ignored'; readonly reason: string }
  | { readonly kind: 'unauthentic'; readonly code: 'signature-invalid' | 'shop-differs' }
  | { readonly kind: 'malformed'; readonly problems: readonly Problem[] };

/** When an order left, arrived or was cancelled, as far as it did. */
export type ClosingMoments = {
  readonly deliveredAt: Instant | null;
  readonly shippedAt: Instant | null;
  readonly cancelledAt: Instant | null;
};

/** One kind of channel: all that is special about it. Adapters keep nothing and reach nothing; they read. */
export interface ChannelAdapter {
  /** Lower case, as in paths and canonical orders. */
  readonly channel: string;
  readonly maxBodyBytes: number;
  /** Checks who sent a delivery, and says what it is about. */
  receive(delivery: Delivery): Received;
  /** Orders of a payload in canonical form. Never throws. Problems quote no value that may be personal. */
  normalize(payload: string | Uint8Array, account: string): Result<readonly CanonicalOrder[], readonly Problem[]>;
  /** When personal data of an order that has come to its end has to be gone; absent where the channel sets no limit. */
  personalDataDueAt?(moments: ClosingMoments): Instant | null;
  /** Reads the body of a privacy request. Problems as above. */
  readPrivacyRequest(request: PrivacyRequestKind, rawBody: Uint8Array, account: ChannelAccount): Result<PrivacyRequest, readonly Problem[]>;
}

export type AdapterRegistry = {
  /** In the order of registration. */
  readonly channels: readonly string[];
  readonly find: (channel: string) => ChannelAdapter | undefined;
};

/** @throws Error when two adapters serve one channel */
export const createAdapterRegistry = (adapters: readonly ChannelAdapter[]): AdapterRegistry => {
  const byChannel = new Map(adapters.map((adapter) => [adapter.channel, adapter]));
  if (byChannel.size < adapters.length)
    throw new Error(`Two adapters serve one channel: ${adapters.map(({ channel }) => channel).join(', ')}`);
  return { channels: [...byChannel.keys()], find: (channel) => byChannel.get(channel) };
};
