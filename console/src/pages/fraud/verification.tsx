import { Group, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';
import { ProblemError } from '../../shared/problem.tsx';
import { WordBadge } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { FraudCase } from '../../shared/types.ts';
import { failureWords, verificationWords } from './fraud-words.ts';

type State = FraudCase['verification'];

/** The API takes a wrong code as an answer and not as a mistake; to whoever typed it, it is one. */
const wrongCode = (triesLeft: number): ProblemError =>
  new ProblemError({
    status: 200,
    code: 'code-wrong',
    title: 'The order is not confirmed',
    problems: [{ field: 'code', message: `is not the code that was sent; tries left: ${triesLeft}` }],
  });

const unreachable: ReadonlySet<State['reason']> = new Set(['no-phone', 'undeliverable'] as const);

/** Enters the digits that a customer reads out on the phone. */
const CodeForm = ({ orderId }: { readonly orderId: string }) => {
  const { api } = useSession();
  const queries = useQueryClient();
  const [code, setCode] = useState('');
  const run = async (): Promise<void> => {
    const digits = code.replaceAll(/\s/g, '');
    if (!/^\d{6}$/.test(digits)) throw inputError([{ field: 'code', message: 'must be the six digits of the message' }]);
    const after = await api.enterVerificationCode({ path: { id: orderId }, body: { code: digits } });
    if (after.status === 'confirmed') return;
    setCode('');
    // The tries that are left are fewer now.
    void queries.invalidateQueries();
    throw wrongCode(after.tries_left);
  };
  return (
    <EditForm submitLabel="Enter the code" run={run} done="The customer has confirmed the order">
      {(messageOf) => (
        <TextInput
          size="md"
          label="Code"
          description="The six digits that the customer reads out"
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={code}
          error={messageOf('code', 'body.code')}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      )}
    </EditForm>
  );
};

const about = ({ status, reason, expires_at: until, tries_left: tries, sends_left: sends }: State) => {
  switch (status) {
    case 'none':
      return 'The customer has not been asked to confirm the order by a code.';
    case 'waiting':
      return (
        <>
          A code was sent to the customer{until !== null && ' and is good until '}
          {until !== null && <Time at={until} full />}. Tries left: {tries}; codes that can still be sent: {sends}.
        </>
      );
    case 'confirmed':
      return 'The customer has confirmed the order by the code.';
    case 'failed':
      return `The customer has not confirmed the order${reason === null ? '' : `: ${failureWords[reason]}`}.`;
  }
};

type VerificationProps = {
  readonly orderId: string;
  readonly state: State;
  /** Whether it can only be looked at. */
  readonly isFixed?: boolean;
};

/** Whether the customer has confirmed the order by a code, and what can be done about it. */
export const Verification = ({ orderId, state, isFixed = false }: VerificationProps) => {
  const { api, may } = useSession();
  const { status, sends_left: sends } = state;
  const mayAct = may('holds:write') && !isFixed;
  return (
    <Stack gap="sm">
      <WordBadge word={verificationWords[status].word} colour={verificationWords[status].colour} />
      <Text size="sm" component="div">
        {about(state)}
      </Text>
      {mayAct && status === 'waiting' && <CodeForm orderId={orderId} />}
      {mayAct && status !== 'confirmed' && sends > 0 && !unreachable.has(state.reason) && (
        <Group>
          <ActionButton
            label={status === 'waiting' ? 'Send another code' : 'Send a code'}
            confirm="The customer gets a message with six digits, and the order waits until they are entered."
            run={() => api.askForVerification({ path: { id: orderId } })}
            done="A code is on its way"
          />
        </Group>
      )}
    </Stack>
  );
};
