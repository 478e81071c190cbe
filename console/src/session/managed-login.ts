// Signing in at Cognito's own page: authorization code with PKCE (RFC 7636). The page holds no secret.
import type { Credentials, Refresh } from './credentials.ts';

type Attempt = {
  readonly verifier: string;
  readonly state: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly back: string;
};

const key = 'waybill.sign-in';
const verifierBytes = 48;

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(verifierBytes)));
const callbackUrl = (): string => new URL('/console/', location.origin).href;

/** Leaves for the sign-in page, and remembers what proves that the answer is to this question. */
export const leaveForSignIn = async (signInUrl: string): Promise<void> => {
  const url = new URL(signInUrl);
  const verifier = random();
  const state = random();
  const attempt: Attempt = {
    verifier,
    state,
    tokenUrl: new URL('/oauth2/token', url).href,
    clientId: url.searchParams.get('client_id') ?? '',
    back: location.pathname,
  };
  sessionStorage.setItem(key, JSON.stringify(attempt));
  url.searchParams.set('redirect_uri', callbackUrl());
  url.searchParams.set('state', state);
  url.searchParams.set('code_challenge_method', 'S256');
  url.searchParams.set(
    'code_challenge',
    base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))),
  );
  location.assign(url);
};

type TokenAnswer = { readonly access_token: string; readonly expires_in: number; readonly refresh_token?: string };

const redeem = async (tokenUrl: string, body: Readonly<Record<string, string>>): Promise<TokenAnswer> => {
  const answer = await fetch(tokenUrl, { method: 'POST', body: new URLSearchParams(body) });
  if (!answer.ok) throw new Error(`The sign-in page answered ${answer.status}. Sign in again.`);
  return (await answer.json()) as TokenAnswer;
};

const credentialsOf = (token: TokenAnswer, refresh: Omit<Refresh, 'refreshToken'>, previous?: string): Credentials => {
  const refreshToken = token.refresh_token ?? previous;
  return {
    kind: 'token',
    token: token.access_token,
    expiresAt: Date.now() + token.expires_in * 1_000,
    ...(refreshToken === undefined ? {} : { refresh: { ...refresh, refreshToken } }),
  };
};

/** The way back: redeems the code in the address. @returns undefined when the address has none. @throws Error that says why not */
export const comeBack = async (): Promise<{ readonly credentials: Credentials; readonly back: string } | undefined> => {
  const query = new URLSearchParams(location.search);
  const code = query.get('code');
  const refused = query.get('error_description') ?? query.get('error');
  if (code === null && refused === null) return undefined;
  history.replaceState(null, '', callbackUrl());
  const text = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (refused !== null) throw new Error(`The sign-in page refused: ${refused}`);
  const attempt = text === null ? undefined : (JSON.parse(text) as Attempt);
  if (!attempt || attempt.state !== query.get('state'))
    throw new Error('This answer belongs to another attempt to sign in. Sign in again.');
  const { tokenUrl, clientId, verifier } = attempt;
  const token = await redeem(tokenUrl, {
    grant_type: 'authorization_code',
    client_id: clientId,
    code: code ?? '',
    code_verifier: verifier,
    redirect_uri: callbackUrl(),
  });
  return { credentials: credentialsOf(token, { tokenUrl, clientId }), back: attempt.back };
};

/** A token for the rest of the shift. @throws Error when the person has to sign in again */
export const renew = async ({ tokenUrl, clientId, refreshToken }: Refresh): Promise<Credentials> =>
  credentialsOf(
    await redeem(tokenUrl, { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken }),
    { tokenUrl, clientId },
    refreshToken,
  );
