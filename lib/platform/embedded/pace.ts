import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Shares one thread between requests, for whose answers somebody waits, and the work that follows from them. The database
 * answers at once, so work of the second kind would never let go of the thread by itself.
 */
export type Pace = {
  /** Runs work for whose end somebody outside waits: it goes on whenever it can, and lets others have the thread now and then. */
  readonly first: <T>(work: () => Promise<T>) => Promise<T>;
  /** Runs work that nobody outside waits for, whoever began it. */
  readonly aside: <T>(work: () => T) => T;
  /** Asked before each look into the database: undefined to go on at once, or the turn to wait for. */
  readonly turn: () => Promise<void> | undefined;
};

// Milliseconds that following work keeps the thread at a stretch.
const sliceMs = 1;
// What it gets for each millisecond that requests took: what has been promised must also be kept.
const shareBesideRequests = 1 / 3;
// A request keeps the thread for so long; then those beside it, and the next commit, get a turn of the loop.
const requestMs = 4;
// A turn of the loop in which less than this was done had nobody waiting in it.
const idleTurnMs = 0.1;

/** The pace of one process. @param now milliseconds of a clock that never steps back */
export const createPace = (now: () => number = () => performance.now()): Pace => {
  const whoseTurn = new AsyncLocalStorage<'request' | 'aside'>();
  const waiting: (() => void)[] = [];
  let armed = false;
  let until = 0;
  let endedAt = 0;
  let credit = 0;
  let requestsFrom: number | undefined;

  /** Undefined while the requests of this turn of the loop have not taken long yet. */
  const requestTurn = (): Promise<void> | undefined => {
    const at = now();
    if (requestsFrom === undefined) {
      requestsFrom = at;
      setImmediate(() => {
        requestsFrom = undefined;
      });
    }
    if (at - requestsFrom < requestMs) return undefined;
    return new Promise((resolve) => {
      setImmediate(resolve);
    });
  };

  const arm = (): void => {
    if (armed) return;
    armed = true;
    setImmediate(grant);
  };

  const grant = (): void => {
    armed = false;
    const at = now();
    const othersMs = at - endedAt;
    credit = othersMs < idleTurnMs ? sliceMs : Math.min(sliceMs, credit + othersMs * shareBesideRequests);
    endedAt = at;
    if (credit >= idleTurnMs) {
      until = at + credit;
      credit = 0;
      waiting.shift()?.();
    }
    if (waiting.length > 0) arm();
  };

  return {
    first: (work) => whoseTurn.run('request', work),
    aside: (work) => whoseTurn.run('aside', work),
    turn: () => {
      if (whoseTurn.getStore() === 'request') return requestTurn();
      const at = now();
      if (at < until) return undefined;
      endedAt = at;
      return new Promise((resolve) => {
        waiting.push(resolve);
        arm();
      });
    },
  };
};
