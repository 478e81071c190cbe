async function* inTurn<T>(items: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T, void> {
  yield* items;
}

/**
 * Runs `work` for each item, at most `limit` at once, taking the items in their order and none before there is room for it.
 * The first failure is thrown; work begun before it is finished, and nothing further is begun.
 */
export const concurrently = async <T>(
  items: Iterable<T> | AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> => {
  const source = inTurn(items);
  let failed = false;
  const worker = async (): Promise<void> => {
    while (!failed) {
      const next = await source.next();
      if (next.done) return;
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = await Promise.allSettled(Array.from({ length: limit }, worker));
  for (const outcome of workers) if (outcome.status === 'rejected') throw outcome.reason;
};
