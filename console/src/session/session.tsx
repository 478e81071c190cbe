import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Center, Loader, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type Api, createApi } from '../shared/api.ts';
import { wipeDrafts } from '../shared/drafts.ts';
import { ProblemAlert, ProblemError } from '../shared/problem.tsx';
import { type Credentials, headersOf, readCredentials, writeCredentials } from './credentials.ts';
import { comeBack, renew } from './managed-login.ts';
import { request, requestJson } from './request.ts';
import { SignInPage } from './sign-in-page.tsx';
import { TenantPage } from './tenant-page.tsx';

/** Who is signed in, as `GET /me` says. */
export type Me = {
  readonly kind: 'user' | 'api_key' | 'system';
  readonly id: string;
  readonly tenant_id: string;
  readonly scopes: readonly string[];
  readonly locations: 'all' | readonly string[];
  readonly email?: string | null | undefined;
  readonly roles?: readonly string[];
  readonly environment?: string | undefined;
};

export type Session = {
  readonly me: Me;
  readonly api: Api;
  readonly may: (scope: string) => boolean;
  /** A file, with the credentials of the session. @throws ProblemError */
  readonly download: (path: string) => Promise<Blob>;
  readonly signOut: () => void;
  /** Goes on with another token of the same person, after a change that has voided the one before. */
  readonly takeToken: (token: string, expiresInSeconds: number) => void;
  /** For people of several tenants. */
  readonly chooseTenant?: () => void;
};

const Context = createContext<Session | undefined>(undefined);

export const useSession = (): Session => {
  const session = useContext(Context);
  if (!session) throw new Error('useSession outside of a session');
  return session;
};

export const useApi = (): Api => useSession().api;

type State =
  | { readonly step: 'opening' }
  | { readonly step: 'signed-out'; readonly error?: unknown }
  | { readonly step: 'tenants'; readonly tenants: readonly string[]; readonly credentials: Credentials }
  | { readonly step: 'failed'; readonly error: unknown; readonly credentials: Credentials }
  | { readonly step: 'signed-in'; readonly me: Me; readonly tenants: readonly string[] };

/** A key in the fragment of the address, as `npm start` prints it; never sent anywhere, and taken out of the address at once. */
const keyInAddress = (): Credentials | undefined => {
  const apiKey = new URLSearchParams(location.hash.slice(1)).get('key');
  if (apiKey === null) return undefined;
  history.replaceState(null, '', `${location.pathname}${location.search}`);
  return { kind: 'api_key', apiKey };
};

const tenantsOf = (error: unknown): readonly string[] | undefined => {
  if (!(error instanceof ProblemError) || error.problem.code !== 'tenant-not-named') return undefined;
  const { tenants } = error.problem;
  return Array.isArray(tenants) ? tenants.map(String) : undefined;
};

const isSignedOut = (error: unknown): boolean => error instanceof ProblemError && error.problem.status === 401;

const renewAheadMs = 120_000;

/** Signs people in, keeps their token fresh, and gives the pages the API in their name. */
export const SessionProvider = ({ children }: { readonly children: ReactNode }) => {
  const [state, setState] = useState<State>({ step: 'opening' });
  const credentials = useRef<Credentials | undefined>(undefined);
  const queries = useQueryClient();

  const keep = useCallback((next: Credentials | undefined): void => {
    credentials.current = next;
    writeCredentials(next);
  }, []);

  const signOut = useCallback(
    (error?: unknown): void => {
      keep(undefined);
      queries.clear();
      setState({ step: 'signed-out', ...(error === undefined ? {} : { error }) });
    },
    [keep, queries],
  );

  const enter = useCallback(
    async (next: Credentials, known: readonly string[] = []): Promise<void> => {
      keep(next);
      try {
        const me = await requestJson<Me>('/me', { headers: headersOf(next) });
        setState({ step: 'signed-in', me, tenants: known });
      } catch (error) {
        const tenants = tenantsOf(error);
        if (tenants) setState({ step: 'tenants', tenants, credentials: next });
        else if (isSignedOut(error)) signOut(error);
        else setState({ step: 'failed', error, credentials: next });
      }
    },
    [keep, signOut],
  );

  const opened = useRef(false);
  useEffect(() => {
    if (opened.current) return;
    opened.current = true;
    const given = keyInAddress();
    comeBack()
      .then((back) => {
        const known = back?.credentials ?? given ?? readCredentials();
        return known ? enter(known) : setState({ step: 'signed-out' });
      })
      .catch((error: unknown) => signOut(error));
  }, [enter, signOut]);

  const headers = useCallback(async (): Promise<Record<string, string>> => {
    const current = credentials.current;
    if (!current) return {};
    if (current.kind !== 'token' || current.refresh === undefined || current.expiresAt - Date.now() > renewAheadMs)
      return headersOf(current);
    const renewed = await renew(current.refresh).catch((error: unknown) => {
      // What is left of the present token is still good.
      if (current.expiresAt > Date.now()) return current;
      signOut(error);
      throw error;
    });
    keep({ ...renewed, ...(current.tenantId === undefined ? {} : { tenantId: current.tenantId }) } as Credentials);
    return headersOf(credentials.current ?? current);
  }, [keep, signOut]);

  const session = useMemo((): Session | undefined => {
    if (state.step !== 'signed-in') return undefined;
    const { me, tenants } = state;
    return {
      me,
      api: createApi({ headers, onSignedOut: signOut }),
      may: (scope) => me.scopes.includes(scope),
      download: async (path) => (await request(path, { headers: await headers() })).blob(),
      signOut: () => {
        wipeDrafts();
        signOut();
      },
      takeToken: (token, expiresInSeconds) => {
        const { current } = credentials;
        if (current?.kind === 'token') keep({ ...current, token, expiresAt: Date.now() + expiresInSeconds * 1_000 });
      },
      ...(tenants.length > 1 && credentials.current
        ? {
            chooseTenant: () => {
              const current = credentials.current;
              queries.clear();
              if (current) setState({ step: 'tenants', tenants, credentials: current });
            },
          }
        : {}),
    };
  }, [state, headers, queries, keep, signOut]);

  if (session) return <Context.Provider value={session}>{children}</Context.Provider>;
  switch (state.step) {
    case 'signed-out':
      return <SignInPage error={state.error} onSignedIn={(next) => void enter(next)} />;
    case 'tenants':
      return (
        <TenantPage
          tenants={state.tenants}
          onChoose={(tenantId) => void enter({ ...state.credentials, tenantId } as Credentials, state.tenants)}
          onSignOut={() => {
            wipeDrafts();
            signOut();
          }}
        />
      );
    case 'failed':
      return (
        <Center mih="100vh" p="md">
          <Stack maw={480}>
            <ProblemAlert error={state.error} onRetry={() => void enter(state.credentials)} />
          </Stack>
        </Center>
      );
    default:
      return (
        <Center mih="100vh">
          <Loader role="status" aria-label="Opening" />
        </Center>
      );
  }
};
