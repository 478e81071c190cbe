/** Calls back once so many milliseconds have passed. @returns takes it back */
export type Alarm = (ms: number, ring: () => void) => () => void;

const byTimer: Alarm = (ms, ring) => {
  const timer = setTimeout(ring, ms);
  return () => clearTimeout(timer);
};

let alarm = byTimer;

/** Deadlines by other time than the computer's: a simulation has its own, so that the pace of the computer decides nothing. */
export const timeDeadlinesBy = (other: Alarm): void => {
  alarm = other;
};

/** Resolves to undefined when the work takes longer than `ms` milliseconds; the work goes on, and whoever asks next finds it done. */
export const atMost = async <T>(work: Promise<T>, ms: number): Promise<T | undefined> => {
  const late = Promise.withResolvers<undefined>();
  const takeBack = alarm(ms, () => late.resolve(undefined));
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    takeBack();
  }
};
