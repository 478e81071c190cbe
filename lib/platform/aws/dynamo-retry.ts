import { setTimeout as sleep } from 'node:timers/promises';
import { UnavailableError } from '../ports.ts';
import { type Fault, faultOf, toPortError } from './dynamo-errors.ts';

/** How often and how long a call is repeated. */
export type RetryPolicy = {
  /** Tries in all, the first included. */
  readonly triesMax: number;
  /** Milliseconds after which no other try begins. */
  readonly budgetMs: number;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** 0 to 1. */
  readonly random: () => number;
};

// Eight tries spread over some three seconds. Repeating a transaction that is still at work helps once five seconds have
// passed since it began, so those waits are longer; the budget leaves room for that in a function of 25 seconds.
export const defaultRetryPolicy: RetryPolicy = { triesMax: 8, budgetMs: 10_000, sleep: (ms) => sleep(ms), random: Math.random };

const baseMs: Readonly<Record<Fault, number>> = { refused: 25, lost: 50, 'in-progress': 500 };
const pauseMsMax = 2_000;

/** Milliseconds before the next try: exponential, with full jitter so that writers who met once do not meet again. */
const pauseMs = (fault: Fault, failedTries: number, random: () => number): number =>
  Math.ceil(random() * Math.min(pauseMsMax, baseMs[fault] * 2 ** failedTries));

export type Try = {
  /** True when an earlier try of this call may have been applied. */
  readonly inDoubt: boolean;
};

/**
 * Tries until there is an answer.
 * @param repeatable false when applying the request twice would be wrong: then a lost answer ends the call
 * @throws UnavailableError when no try was answered, with the last failure as its cause
 */
export const tryUntilAnswered = async <T>(
  policy: RetryPolicy,
  send: (state: Try) => Promise<T>,
  { repeatable = true }: { readonly repeatable?: boolean } = {},
): Promise<T> => {
  const startedAt = performance.now();
  let inDoubt = false;
  for (let failedTries = 1; ; failedTries += 1) {
    let fault: Fault;
    let cause: unknown;
    try {
      return await send({ inDoubt });
    } catch (error) {
      const found = faultOf(error);
      if (found === undefined) throw toPortError(error);
      fault = found;
      cause = error;
    }
    if (fault !== 'refused') inDoubt = true;
    if (fault === 'lost' && !repeatable) throw new UnavailableError('The answer to a write was lost; it may have been applied', { cause });
    const pause = pauseMs(fault, failedTries, policy.random);
    const late = performance.now() - startedAt + pause > policy.budgetMs;
    if (late || failedTries >= policy.triesMax) {
      throw new UnavailableError(`The table did not answer ${failedTries} tries`, { cause });
    }
    await policy.sleep(pause);
  }
};
