/** How often what changes by itself is asked for anew while its page is looked at, in milliseconds. */
export const live = {
  /** One order, one piece of work, a first page of a list. */
  near: 3_000,
  /** Sums over many. */
  far: 10_000,
} as const;
