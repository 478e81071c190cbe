/** The product as the demo sees it: over HTTP only, like any client. */
export type ApiClient = {
  readonly url: string;
  /** @returns status and parsed body. Never throws for a refusal; throws when nobody answers. */
  readonly send: (
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<ApiAnswer>;
};

export type ApiAnswer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> };

export type Credentials = { readonly apiKey: string } | { readonly token: string };

const authorization = (credentials: Credentials): Readonly<Record<string, string>> =>
  'apiKey' in credentials ? { 'x-api-key': credentials.apiKey } : { authorization: `Bearer ${credentials.token}` };

export const createApiClient = (url: string, credentials: Credentials): ApiClient => ({
  url,
  send: async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...authorization(credentials), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  },
});

/** A person's client: signs in with address and password, and goes on with the token. */
export const signIn = async (url: string, person: { readonly email: string; readonly password: string }): Promise<ApiClient> => {
  const anonymous = createApiClient(url, { token: '' });
  const { access_token } = await must(anonymous.send('POST', '/sign-in', person), 'signing in');
  return createApiClient(url, { token: String(access_token) });
};

/** For steps of the story that must work: a refusal ends it with what the product said. */
export const must = async (answer: Promise<ApiAnswer>, what: string): Promise<ApiAnswer['body']> => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${what} was refused with ${status}: ${JSON.stringify(body)}`);
  return body;
};
