/** Runs work that touches the named things after all earlier work on any of them has ended. */
export type InTurn = <T>(names: readonly string[], work: () => Promise<T>) => Promise<T>;

/**
 * Lets the writers of one process take turns on each item. Correctness does not rest on it: the conditional write decides
 * among processes. It spares the retries that many buyers of one article would otherwise cause one another.
 * All names are queued for in one step, so work on several items cannot wait in a circle.
 */
export const createTurns = (): InTurn => {
  const last = new Map<string, Promise<unknown>>();
  return async (names, work) => {
    const running = Promise.allSettled(names.map((name) => last.get(name) ?? Promise.resolve())).then(work);
    for (const name of names) last.set(name, running);
    try {
      return await running;
    } finally {
      for (const name of names) if (last.get(name) === running) last.delete(name);
    }
  };
};
