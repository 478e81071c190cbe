import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again until something is there, for two minutes at most. @returns undefined when it never came */
export const until = async <T>(read: () => Promise<T | undefined>, signal: AbortSignal, tries = 480): Promise<T | undefined> => {
  for (let left = tries; left > 0; left -= 1) {
    const found = await read();
    if (found !== undefined) return found;
    await sleep(250, undefined, { signal });
  }
  return undefined;
};
