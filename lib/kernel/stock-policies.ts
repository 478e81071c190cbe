// Policies that one context keeps in versions and others decide by.

/** Whom an override is for: the more it names, the more it counts. A member that is absent means all. */
export type BufferScope = {
  readonly sku?: string;
  readonly channel?: string;
  readonly account?: string;
};

/** One of the three is given, and no other. */
export type BufferOverride = BufferScope & {
  /** Percent of what may be sold, 0 to 50. */
  readonly percent?: number;
  /** A fixed number of units. */
  readonly units?: number;
  /** The buffer is solved, so that an oversell has this probability at most. */
  readonly oversellProbability?: number;
};

/** How much of what may be sold a channel is not told of. */
export type BuffersPolicy = {
  /** Percent held back where neither a band nor a target nor an override says otherwise, 0 to 50. */
  readonly percent: number;
  readonly bands: {
    /** Articles that sell more than so many units a day over all channels. */
    readonly high: { readonly aboveUnitsPerDay: number; readonly percent: number };
    /** Articles that sell fewer than so many. */
    readonly low: { readonly belowUnitsPerDay: number; readonly percent: number };
  };
  /** Solves the buffer of articles whose sales are known; null leaves it at percents. */
  readonly target: { readonly oversellProbability: number } | null;
  /** No percent and no solved buffer is more than this share of what may be sold, 0 to 100. */
  readonly atMostPercent: number;
  /** So many units are shown though the buffer is larger, as long as they are there. 0 lets a buffer hide the last one. */
  readonly minimumShown: number;
  readonly overrides: readonly BufferOverride[];
};

/** Units that are kept at a location: told to no channel and sent to nobody, but handed out to whoever collects there. */
export type SafetyStockPolicy = {
  readonly defaultUnits: number;
  readonly overrides: readonly { readonly sku: string; readonly locationId?: string; readonly units: number }[];
};

/** What a website, and the caches before it, may show to anybody. */
export type StorefrontPolicy = {
  readonly public: boolean;
  /** Units that are shown exactly, 0 to 1,000. */
  readonly exactUpTo: number;
  /** For how long caches keep an answer. */
  readonly freshSeconds: number;
  /** For how long they may give out an old one while they ask anew. */
  readonly staleSeconds: number;
};

/** When something about stock is strange enough to be told to a person. */
export type StockChecksPolicy = {
  /** Days without a count after which an item that has, or has moved, units is due for one, 1 to 1,000. */
  readonly staleAfterDays: number;
  /** A count, or a pick that found too little, is told when it is off by both: percent of the book, and units. */
  readonly deviation: { readonly percent: number; readonly units: number };
  /** So many corrections up and down of one item within so many days. */
  readonly toAndFro: { readonly adjustments: number; readonly withinDays: number };
  /** No sale for so many days, in which at least so many units were expected to be sold. */
  readonly phantom: { readonly afterDays: number; readonly expectedUnits: number };
  /** Articles that the safety stock names nothing for are held to their forecast: demand of so many days, covered this often. */
  readonly forecastCover: { readonly leadTimeDays: number; readonly percent: number } | null;
};
