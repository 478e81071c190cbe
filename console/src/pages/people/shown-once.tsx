import { Alert, Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { Copyable } from '../../shared/copyable.tsx';

type ShownOnceProps = { readonly label: string; readonly value: string; readonly children: ReactNode; readonly onClose: () => void };

/** A secret that nobody can look up again. */
export const ShownOnce = ({ label, value, children, onClose }: ShownOnceProps) => (
  <Stack>
    <Alert color="orange" variant="light" title="Shown once">
      {children}
    </Alert>
    <Copyable label={label} value={value} />
    <Group justify="flex-end">
      <Button onClick={onClose}>I have it</Button>
    </Group>
  </Stack>
);
