/**
 * What can be asked of a vendor to see whether an account is set up right. Everything only reads, and nothing that is read is
 * kept. All throw `ChannelApiError` when the vendor does not answer as it should.
 */
export type ChannelProbe = {
  /** The cheapest call that takes the account's credentials. */
  readonly read: () => Promise<void>;
  /** Rights that the product needs and the account's credentials lack; absent where the vendor does not tell. */
  readonly missingScopes?: () => Promise<readonly string[]>;
  /** Topics of which the vendor does not tell at this address; absent where the account is not told of anything. */
  readonly missingWebhooks?: (callbackUrl: string) => Promise<readonly string[]>;
};
