import { Button, Center, Group, Loader, Paper, PasswordInput, Stack, Tabs, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ProblemAlert, ProblemError } from '../shared/problem.tsx';
import type { Credentials } from './credentials.ts';
import { leaveForSignIn } from './managed-login.ts';
import { requestJson } from './request.ts';

type Method = { readonly method: 'password' } | { readonly method: 'redirect'; readonly sign_in_url: string };
type SignInProps = { readonly onSignedIn: (credentials: Credentials) => void };

const codeOf = (error: unknown): string | undefined => (error instanceof ProblemError ? error.problem.code : undefined);

const PasswordForm = ({ onSignedIn }: SignInProps) => {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [newPassword, setNewPassword] = useState('');
  const [mustChange, setMustChange] = useState(false);
  const signIn = useMutation({
    mutationFn: () =>
      requestJson<{ readonly access_token: string; readonly expires_in_seconds: number }>('/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password, ...(mustChange ? { new_password: newPassword } : {}) }),
      }),
    onSuccess: (token) =>
      onSignedIn({ kind: 'token', token: token.access_token, expiresAt: Date.now() + token.expires_in_seconds * 1_000 }),
    onError: (error) => {
      if (codeOf(error) === 'password-change-required') setMustChange(true);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  const error = mustChange && codeOf(signIn.error) === 'password-change-required' ? undefined : signIn.error;
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label="E-mail"
          type="email"
          required
          autoComplete="username"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          required
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {mustChange && (
          <PasswordInput
            label="New password"
            description="This password was good for one sign-in. Choose one of at least twelve characters."
            required
            autoComplete="new-password"
            value={newPassword}
            onChange={(event) => setNewPassword(event.currentTarget.value)}
          />
        )}
        <ProblemAlert error={error} />
        <Button type="submit" loading={signIn.isPending}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
};

const KeyForm = ({ onSignedIn }: SignInProps) => {
  const [apiKey, setApiKey] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSignedIn({ kind: 'api_key', apiKey: apiKey.trim() });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <PasswordInput
          label="API key"
          description="Kept in this tab alone, until it is closed."
          required
          autoComplete="off"
          value={apiKey}
          onChange={(event) => setApiKey(event.currentTarget.value)}
        />
        <Button type="submit">Go on with the key</Button>
      </Stack>
    </form>
  );
};

const Redirect = ({ url }: { readonly url: string }) => (
  <Stack>
    <Text size="sm">You sign in on a page of its own and come back here.</Text>
    <Button onClick={() => void leaveForSignIn(url)}>Go to the sign-in page</Button>
  </Stack>
);

/** The first page. */
export const SignInPage = ({ onSignedIn, error }: SignInProps & { readonly error?: unknown }) => {
  const method = useQuery({ queryKey: ['sign-in'], queryFn: () => requestJson<Method>('/sign-in'), staleTime: Number.POSITIVE_INFINITY });
  return (
    <Center mih="100vh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={420}>
        <Stack>
          <Group gap="sm">
            <img src="/console/icon.svg" alt="" width={34} height={34} />
            <Title order={1} size="h3">
              Waybill
            </Title>
          </Group>
          <ProblemAlert error={error ?? method.error} onRetry={method.error ? () => void method.refetch() : undefined} />
          {method.isPending && <Loader size="sm" role="status" aria-label="Opening" />}
          {method.data && (
            <Tabs defaultValue="person">
              <Tabs.List mb="md">
                <Tabs.Tab value="person">Person</Tabs.Tab>
                <Tabs.Tab value="key">API key</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="person">
                {method.data.method === 'redirect' ? <Redirect url={method.data.sign_in_url} /> : <PasswordForm onSignedIn={onSignedIn} />}
              </Tabs.Panel>
              <Tabs.Panel value="key">
                <KeyForm onSignedIn={onSignedIn} />
              </Tabs.Panel>
            </Tabs>
          )}
        </Stack>
      </Paper>
    </Center>
  );
};
