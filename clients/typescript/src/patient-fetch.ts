/** How long a client waits for an API that cannot answer now. */
export type Patience = {
  /**
   * Times that a request is sent again after 429 or 503; 0 for never.
   * @default 3
   */
  readonly retries?: number;
  /**
   * An answer that asks for more seconds than these is given on at once.
   * @default 30
   */
  readonly maxWaitSeconds?: number;
};

const retriesDefault = 3;
const maxWaitSecondsDefault = 30;

/** Both say that nothing was wrong with the request, and that nothing was done. */
const isTemporary = (status: number): boolean => status === 429 || status === 503;

/** Seconds from a `Retry-After` header in either of its forms; undefined when there is none that can be read. */
const askedSeconds = (headers: Headers): number | undefined => {
  const text = headers.get('retry-after');
  if (text === null || text.trim() === '') return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const until = Date.parse(text);
  return Number.isNaN(until) ? undefined : Math.max(0, (until - Date.now()) / 1000);
};

const pause = (seconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, seconds * 1000);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });

/** A `fetch` that sends a request again, a bounded number of times, when the API says that it could not answer just then. */
export const createPatientFetch = (fetch: typeof globalThis.fetch, patience: Patience = {}): typeof globalThis.fetch => {
  const { retries = retriesDefault, maxWaitSeconds = maxWaitSecondsDefault } = patience;
  return async (input, init) => {
    const request = new Request(input, init);
    for (let tried = 0; ; tried += 1) {
      // A body can be read once, so that each try but the last gets a copy.
      const response = await fetch(tried < retries ? request.clone() : request);
      if (!isTemporary(response.status) || tried >= retries) return response;
      const seconds = askedSeconds(response.headers) ?? 2 ** tried;
      if (seconds > maxWaitSeconds) return response;
      await response.body?.cancel();
      await pause(seconds, request.signal);
    }
  };
};
