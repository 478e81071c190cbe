// Keys that seal, secrets that are looked up, and settings.

/** A key that seals the data of one person, beside the form in which it may be stored. */
export type DataKey = {
  /** 32 bytes for AES-256-GCM. Never stored. */
  readonly plaintext: Uint8Array;
  /** The same key under the master key, base64. Storing and destroying this is what keeps or erases the person. */
  readonly wrapped: string;
};

/** The wrapped key was made by another master key, for another context, or has been altered. */
export class WrappedKeyInvalidError extends Error {
  override readonly name = 'WrappedKeyInvalidError';
}

/** After KMS. `context` is bound to the wrapped key: unwrapping under another context fails. */
export interface Keys {
  generateDataKey(context: Readonly<Record<string, string>>): Promise<DataKey>;
  unwrap(wrapped: string, context: Readonly<Record<string, string>>): Promise<Uint8Array>;
  /**
   * Wrapped keys have been deleted: the engine sees to it, within minutes and across restarts, that no copy of them stays
   * in what it keeps files in. Where the service itself forgets deleted records, there is nothing to do.
   */
  destroyRemains(): Promise<void>;
  /** Keyed HMAC-SHA-256 as lower-case hex: joins equal values without revealing them. `purpose` separates domains. */
  mac(purpose: string, value: string): Promise<string>;
}

/** After Secrets Manager. */
export interface Secrets {
  /** Current value and, while a rotation is under way, the previous one. Undefined when there is no such secret. */
  get(name: string): Promise<{ readonly current: string; readonly previous?: string } | undefined>;
}

/** Settings of the installation, after the Parameter Store. Undefined for a name that nobody has set. */
export interface Parameters {
  get(name: string): Promise<string | undefined>;
}
