/** What requests are sent with. A person's token comes with the tenant that they chose, if they are of several. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string; readonly expiresAt: number; readonly refresh?: Refresh; readonly tenantId?: string }
  | { readonly kind: 'api_key'; readonly apiKey: string };

/** Where a token is renewed, for people who sign in with Cognito. */
export type Refresh = { readonly tokenUrl: string; readonly clientId: string; readonly refreshToken: string };

const key = 'waybill.credentials';

// Of this tab alone, and gone with it: what a script could read of it is bounded by the page's content security policy, which
// lets no script in but the console's own.
export const readCredentials = (): Credentials | undefined => {
  try {
    const text = sessionStorage.getItem(key);
    const stored = text === null ? undefined : (JSON.parse(text) as Credentials);
    return stored?.kind === 'token' && stored.refresh === undefined && stored.expiresAt <= Date.now() ? undefined : stored;
  } catch {
    return undefined;
  }
};

export const writeCredentials = (credentials: Credentials | undefined): void => {
  try {
    if (credentials) sessionStorage.setItem(key, JSON.stringify(credentials));
    else sessionStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing asks again after a reload, which is all that is lost.
  }
};

export const headersOf = (credentials: Credentials): Record<string, string> =>
  credentials.kind === 'api_key'
    ? { 'x-api-key': credentials.apiKey }
    : {
        authorization: `Bearer ${credentials.token}`,
        ...(credentials.tenantId === undefined ? {} : { 'x-tenant-id': credentials.tenantId }),
      };
