import { Anchor, PasswordInput, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { EditForm } from '../../shared/edit-form.tsx';
import { type FieldProblem, inputError } from '../../shared/field-message.ts';
import { Section } from '../../shared/section.tsx';

type Me = Awaited<ReturnType<Api['getMe']>>;

const empty = { password: '', next: '', again: '' };

const check = ({ password, next, again }: typeof empty): void => {
  const problems: FieldProblem[] = [];
  if (password === '') problems.push({ field: 'password', message: 'must be given' });
  if (next === '') problems.push({ field: 'new_password', message: 'must be given' });
  if (next !== again) problems.push({ field: 'again', message: 'must be the same as the new password' });
  if (problems.length > 0) throw inputError(problems);
};

const ChangeForm = () => {
  const { api, takeToken } = useSession();
  const [fields, setFields] = useState(empty);
  const run = async (): Promise<void> => {
    check(fields);
    const token = await api.changeOwnPassword({ body: { password: fields.password, new_password: fields.next } });
    takeToken(token.access_token, token.expires_in_seconds);
  };
  const field = (name: keyof typeof empty) => ({
    required: true,
    value: fields[name],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    },
  });
  return (
    <EditForm
      submitLabel="Change the password"
      run={run}
      done="The password is changed; every other session has ended"
      onDone={() => setFields(empty)}
    >
      {(messageOf) => (
        <>
          <PasswordInput label="Present password" autoComplete="current-password" error={messageOf('password')} {...field('password')} />
          <PasswordInput
            label="New password"
            description="At least twelve characters. A sentence is easier to keep in mind than a riddle."
            autoComplete="new-password"
            error={messageOf('new_password')}
            {...field('next')}
          />
          <PasswordInput label="New password, again" autoComplete="new-password" error={messageOf('again')} {...field('again')} />
        </>
      )}
    </EditForm>
  );
};

/** Where the own password is changed: here, or where people sign in. */
export const PasswordSection = ({ me }: { readonly me: Me }) => {
  const { api } = useSession();
  const method = useQuery({
    queryKey: ['sign-in'],
    queryFn: () => api.getSignInMethod(),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: me.kind === 'user',
  });
  if (me.kind !== 'user' || !method.data) return null;
  return (
    <Section title="Password">
      {method.data.method === 'redirect' ? (
        <Text size="sm">
          People choose their passwords{' '}
          <Anchor href={method.data.sign_in_url} underline="always" inherit>
            where they sign in
          </Anchor>
          .
        </Text>
      ) : (
        <ChangeForm />
      )}
    </Section>
  );
};
