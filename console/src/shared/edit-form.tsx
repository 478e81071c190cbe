import { Button, Group, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef } from 'react';
import { fieldMessage, focusRefused, type MessageOf, summaryOf } from './field-message.ts';
import { ProblemAlert } from './problem.tsx';

type EditFormProps = {
  readonly submitLabel: string;
  /** Sends what the fields hold. @throws InputError for what can be told without asking, ProblemError for a refusal */
  readonly run: () => Promise<unknown>;
  /** Said when it is done; without it the caller says so. */
  readonly done?: string;
  readonly onDone?: () => void;
  readonly onCancel?: () => void;
  readonly color?: string;
  readonly disabled?: boolean;
  readonly children: (messageOf: MessageOf) => ReactNode;
};

/** Fields that are sent together. What a refusal says of a field stands beside it, and everything that was typed stays. */
export const EditForm = (props: EditFormProps) => {
  const { submitLabel, run, done, onDone, onCancel, color, disabled = false, children } = props;
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const sending = useMutation({
    mutationFn: run,
    onSuccess: async () => {
      if (done !== undefined) notifications.show({ message: done, color: 'green' });
      onDone?.();
      await queries.invalidateQueries();
    },
    onError: () => focusRefused(form.current),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    sending.mutate();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack>
        {children((...fields) => fieldMessage(sending.error, ...fields))}
        <ProblemAlert error={summaryOf(sending.error)} />
        <Group justify="flex-end">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              Not now
            </Button>
          )}
          <Button type="submit" {...(color ? { color } : {})} loading={sending.isPending} disabled={disabled}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
