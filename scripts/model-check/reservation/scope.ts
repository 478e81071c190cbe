// What a run of the reservation model is made of: stock, buyers, faults, strategy, and perhaps a mistake.

/** How reservations are written: each by itself, several callers in one commit, or spread over streams of one item. */
export type Strategy = 'plain' | 'group-commit' | 'buckets';

export type BuyerLine = {
  /** Index into the scope's items. */
  readonly item: number;
  readonly quantity: number;
};

export type BuyerSpec = {
  readonly lines: readonly BuyerLine[];
  /** `cart`: reserves for a time first, and asks for a firm reservation under the same id later. @default 'order' */
  readonly first?: 'cart' | 'order';
  /** What the buyer does once it holds the units; `leave` abandons a cart. */
  readonly next: 'keep' | 'ship' | 'cancel' | 'leave';
  /** Bucket that the buyer's reservation id stands for. @default 0 */
  readonly home?: number;
};

/** Mistakes that somebody could make. Each must be found, or the model does not look where it should. */
export const mistakes = [
  'check-then-write',
  'new-id-on-retry',
  'doubt-forgotten',
  'answer-before-write',
  'line-by-line',
  'release-forgets',
  'sold-out-remembered',
  'each-on-the-head',
  'refuse-before-commit',
  'refuse-from-memory',
  'stop-at-first-bucket',
  'single-sweep',
  'reserve-where-found',
  'move-then-reserve',
  'move-in-two-writes',
] as const;
export type Mistake = (typeof mistakes)[number];

export type Receipt = { readonly item: number; readonly bucket?: number; readonly quantity: number };

export type Scope = {
  readonly strategy: Strategy;
  /** Units at first, per item and bucket. */
  readonly items: readonly (readonly number[])[];
  readonly buyers: readonly BuyerSpec[];
  /** Writers that buyers may turn to under group commit. @default 1 */
  readonly processes?: number;
  /** A writer goes on from the state it committed last instead of reading. @default false */
  readonly remembers?: boolean;
  readonly receipts?: readonly Receipt[];
  /** Processes that may die between two steps, in all. @default 0 */
  readonly crashes?: number;
  /** Times a buyer may stop waiting for an answer, whether or not the work goes on, in all. @default 0 */
  readonly timeouts?: number;
  /** Whether the moment at which carts run out may pass. @default false */
  readonly expiry?: boolean;
  readonly mistake?: Mistake;
};

/** Streams are numbered through items and buckets. */
export type StreamRef = { readonly item: number; readonly bucket: number; readonly name: string };

export const streamsOf = (scope: Scope): readonly StreamRef[] =>
  scope.items.flatMap((buckets, item) =>
    buckets.map((_units, bucket) => ({
      item,
      bucket,
      name: buckets.length > 1 ? `${String.fromCodePoint(65 + item)}${bucket + 1}` : String.fromCodePoint(65 + item),
    })),
  );

const knownBuckets = new WeakMap<readonly StreamRef[], readonly (readonly number[])[]>();

/** The streams that hold an item. */
export const bucketsOf = (streams: readonly StreamRef[], item: number): readonly number[] => {
  let known = knownBuckets.get(streams);
  if (!known) {
    const items = 1 + Math.max(...streams.map((stream) => stream.item));
    known = Array.from({ length: items }, (_none, each) => streams.flatMap((stream, index) => (stream.item === each ? [index] : [])));
    knownBuckets.set(streams, known);
  }
  return known[item] ?? [];
};

/** The stream in which the buyer's reservation of an item is kept. */
export const homeOf = (streams: readonly StreamRef[], buyer: BuyerSpec, item: number): number => {
  const buckets = bucketsOf(streams, item);
  return buckets[(buyer.home ?? 0) % buckets.length] ?? 0;
};
