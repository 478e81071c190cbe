/** Where orders go, and what a client of that system has to know. */
export type Target =
  | { readonly kind: 'waybill'; readonly url: string; readonly apiKey: string }
  | {
      readonly kind: 'vendure';
      readonly url: string;
      /** A document for each step of the checkout, or one for all steps after the cart. */
      readonly documents: 'each-step' | 'fewest';
      readonly seeded: VendureSeed;
    }
  | { readonly kind: 'medusa'; readonly url: string; readonly seeded: MedusaSeed };

/** Ids by SKU, and what else the seed of Vendure made. */
export type VendureSeed = {
  readonly variantIds: Readonly<Record<string, string>>;
  readonly shippingMethodId: string;
  readonly paymentMethod: string;
};

/** Ids by SKU, and what else the seed of Medusa made. */
export type MedusaSeed = {
  readonly variantIds: Readonly<Record<string, string>>;
  readonly publishableKey: string;
  readonly regionId: string;
  readonly shippingOptionId: string;
};

/** What the process of the clients is told to do. */
export type ClientTask = {
  readonly target: Target;
  readonly clients: number;
  /** Orders placed before the count begins. */
  readonly warmUp: number;
  readonly orders: number;
  readonly seed: number;
  /** Tells the orders of one run from those of another over the same data. */
  readonly run: string;
};

/** Times of something that was done to every order. */
export type Times = {
  /** Milliseconds from the first request until it was done to all. */
  readonly totalMs: number;
  /** Milliseconds from the first request of an order until it was done to that order. */
  readonly eachMs: readonly number[];
};

export type ClientReport = {
  readonly answered: Times;
  /** When stock was allocated, where that comes after the answer. */
  readonly allocated?: Times;
  readonly errors: number;
  readonly firstError?: string;
  /** HTTP requests in the measured window, for all orders together. */
  readonly requests: number;
};

/** What the clients say, in this order. */
export type ClientMessage = { readonly type: 'warm' } | { readonly type: 'done'; readonly report: ClientReport };
