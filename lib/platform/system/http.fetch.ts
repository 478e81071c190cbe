import { type Http, LimitExceededError, UnavailableError } from '../ports.ts';

const deadlineMsMax = 60_000;
const responseBytesMax = 16 * 1024 * 1024;

const parseUrl = (text: string): URL => {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new TypeError(`${JSON.stringify(text)} is not an http or https address`);
  return url;
};

/** Body of an answer, read no further than its bound: a peer must not fill our memory. */
const readBody = async (response: Response): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > responseBytesMax) throw new LimitExceededError(`The answer is longer than ${responseBytesMax} bytes`);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
};

/**
 * Calls out with the platform's `fetch`. A redirect is an answer like any other and is not followed, so that no
 * credential travels to a host or a scheme the caller did not name.
 */
export const createHttp = (fetchOut: typeof fetch = fetch): Http => ({
  send: async ({ method, url, headers = {}, body, deadlineMs }) => {
    if (!Number.isFinite(deadlineMs) || deadlineMs < 1 || deadlineMs > deadlineMsMax)
      throw new LimitExceededError(`deadlineMs ${deadlineMs} is not within 1 to ${deadlineMsMax}`);
    const target = parseUrl(url);
    try {
      const response = await fetchOut(target, {
        method,
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(deadlineMs),
        ...(body === undefined ? {} : { body: body as string | Uint8Array<ArrayBuffer> }),
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await readBody(response) };
    } catch (error) {
      if (error instanceof LimitExceededError) throw error;
      // Only the host, because paths and queries may name people.
      throw new UnavailableError(`${target.host} did not answer within ${deadlineMs} ms`, { cause: error });
    }
  },
});
