const nsPerMs = 1_000_000;

/** Starts a stopwatch. @returns a function that tells the milliseconds since */
export const startWatch = (): (() => number) => {
  const startedAt = process.hrtime.bigint();
  return () => Number(process.hrtime.bigint() - startedAt) / nsPerMs;
};

/** How many of a count fit into a second, at the rate at which they were done. */
export const perSecond = (count: number, ms: number): number => (count * 1_000) / ms;

/**
 * Does numbered work with a fixed number of workers and notes how long each piece took.
 * @returns milliseconds of the whole, and of each piece in the order of their ends
 */
export const timeEach = async (
  count: number,
  workers: number,
  work: (index: number) => Promise<void>,
): Promise<{ readonly totalMs: number; readonly eachMs: readonly number[] }> => {
  const eachMs: number[] = [];
  let next = 0;
  const total = startWatch();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < count) {
        const index = next;
        next += 1;
        const watch = startWatch();
        await work(index);
        eachMs.push(watch());
      }
    }),
  );
  return { totalMs: total(), eachMs };
};
