import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { ProblemAlert } from './problem.tsx';

type ActionButtonProps = {
  readonly label: string;
  /** What will happen, asked before it does. Without it the action is done at once. */
  readonly confirm?: ReactNode;
  /** Fields of the question. */
  readonly children?: ReactNode;
  readonly run: () => Promise<unknown>;
  /** Said when it is done. */
  readonly done: string;
  readonly color?: string;
  readonly variant?: ButtonProps['variant'];
  readonly size?: ButtonProps['size'];
  readonly disabled?: boolean;
  readonly onDone?: () => void;
};

/** A button that changes something: asks where it matters, shows a refusal where it happened, and renews what is shown. */
export const ActionButton = (props: ActionButtonProps) => {
  const { label, confirm, children, run, done, color, variant = 'default', size = 'sm', disabled = false, onDone } = props;
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const action = useMutation({
    mutationFn: run,
    onSuccess: async () => {
      setOpen(false);
      notifications.show({ message: done, color: 'green' });
      onDone?.();
      await queries.invalidateQueries();
    },
    onError: () => setOpen(true),
  });
  const asks = confirm !== undefined || children !== undefined;
  const start = (): void => {
    action.reset();
    if (asks) setOpen(true);
    else action.mutate();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    action.mutate();
  };
  return (
    <>
      <Button
        variant={variant}
        size={size}
        {...(color ? { color } : {})}
        disabled={disabled}
        loading={!asks && action.isPending}
        onClick={start}
      >
        {label}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title={label} closeButtonProps={{ 'aria-label': 'Close' }}>
        <form onSubmit={submit}>
          <Stack>
            {confirm !== undefined && (
              <Text size="sm" component="div">
                {confirm}
              </Text>
            )}
            {children}
            <ProblemAlert error={action.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setOpen(false)}>
                Not now
              </Button>
              <Button type="submit" {...(color ? { color } : {})} loading={action.isPending} data-autofocus={!children || undefined}>
                {label}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
};
