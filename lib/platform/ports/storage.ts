// Files, under keys that sort.
import type { Instant } from '../../kernel/instant.ts';

/** A file, whole in memory. */
export type Blob = { readonly bytes: Uint8Array; readonly contentType: string };

/** What is known of a blob without reading it. */
export type BlobEntry = {
  readonly key: string;
  readonly byteLength: number;
  /** Null for what an older release has stored on the embedded engine, which did not note it. */
  readonly storedAt: Instant | null;
};

/** After S3: a file is there for every reader once the promise of its writer resolves. */
export interface BlobStore {
  put(key: string, blob: Blob): Promise<void>;
  get(key: string): Promise<Blob | undefined>;
  delete(key: string): Promise<void>;
  /** Keys in order, up to `limit`, after `after` (exclusive). */
  list(options: { readonly prefix: string; readonly limit: number; readonly after?: string }): Promise<readonly string[]>;
  /** The same listing, with what is known of each blob. */
  listEntries(options: { readonly prefix: string; readonly limit: number; readonly after?: string }): Promise<readonly BlobEntry[]>;
}
