import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { toEpochMs } from '../../kernel/instant.ts';
import { type Clock, type Http, UnavailableError } from '../../platform/ports.ts';

const keySet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })).min(1) });

const deadlineMs = 3_000;
/** How long may lie between two questions that nothing but an unknown key id, or the age of the keys, asks for. */
const pauseMs = 60_000;
/** Keys that the issuer has withdrawn are forgotten after this. */
const ageMaxMs = 3_600_000;

type Held = { readonly find: JWTVerifyGetKey; readonly fetchedAtMs: number };

/**
 * Public keys that an issuer publishes, kept in this process. A key id that is not among them is looked for anew at most
 * once a minute, because anybody can send one; keys that are an hour old are renewed, and serve on while that fails.
 *
 * The function throws UnavailableError when the keys cannot be had.
 */
export const createPublishedKeys = (parts: { readonly http: Http; readonly clock: Clock; readonly url: string }): JWTVerifyGetKey => {
  const nowMs = (): number => toEpochMs(parts.clock.now());
  let held: Held | undefined;
  let triedAtMs = Number.NEGATIVE_INFINITY;
  let failure: Error | undefined;
  let fetching: Promise<Held> | undefined;

  const load = async (): Promise<Held> => {
    triedAtMs = nowMs();
    try {
      held = { find: createLocalJWKSet(await fetchKeys(parts.http, parts.url)), fetchedAtMs: triedAtMs };
      failure = undefined;
      return held;
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      fetching = undefined;
    }
  };
  // However many requests wait for the keys, one asks.
  const refresh = (): Promise<Held> => (fetching ??= load());
  const mayAsk = (): boolean => fetching !== undefined || nowMs() - triedAtMs >= pauseMs;

  const current = async (): Promise<Held> => {
    if (held === undefined) return refresh();
    if (nowMs() - held.fetchedAtMs < ageMaxMs || !mayAsk()) return held;
    const old = held;
    return refresh().catch(() => old);
  };

  return async (header, token) => {
    const { find } = await current();
    try {
      return await find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      if (mayAsk()) return (await refresh()).find(header, token);
      // The key may be one that we could not read a moment ago: that is our trouble, and no fault of the token.
      throw failure ?? error;
    }
  };
};

const fetchKeys = async (http: Http, url: string): Promise<JSONWebKeySet> => {
  const { status, body } = await http.send({ method: 'GET', url, headers: { accept: 'application/json' }, deadlineMs });
  if (status !== 200) throw new UnavailableError(`The keys of the token issuer were answered with ${status}`);
  try {
    return keySet.parse(JSON.parse(new TextDecoder().decode(body)));
  } catch (error) {
    throw new UnavailableError('The keys of the token issuer are not a key set', { cause: error });
  }
};
