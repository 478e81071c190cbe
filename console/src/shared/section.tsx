import { Group, Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type SectionProps = { readonly title: string; readonly actions?: ReactNode; readonly children: ReactNode };

/** One matter of a page, under its name. */
export const Section = ({ title, actions, children }: SectionProps) => (
  <Paper withBorder p="md" component="section" aria-label={title}>
    <Group justify="space-between" mb="sm">
      <Title order={2} size="h5">
        {title}
      </Title>
      {actions}
    </Group>
    {children}
  </Paper>
);
