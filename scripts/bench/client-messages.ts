/** What the process of the clients is told to do. */
export type ClientTask = {
  readonly url: string;
  readonly apiKey: string;
  /** People who place orders side by side, each with one connection. */
  readonly clients: number;
  /** Orders placed before the count begins. */
  readonly warmUp: number;
  readonly orders: number;
  readonly skus: number;
  readonly seed: number;
  /** Workers in the warehouses, who take every order to the carrier; 0 when nobody works there. */
  readonly workers: number;
};

/** What it saw. */
export type ClientReport = {
  /** From the first request to the last answer. */
  readonly placingMs: number;
  /** Of each answer. */
  readonly eachMs: readonly number[];
  readonly errors: number;
  /** From the first request until every order had shipped and no queue held a message; absent without workers. */
  readonly drainedMs?: number;
};
