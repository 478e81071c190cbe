import { Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

type PageHeaderProps = {
  readonly title: string;
  /** What the page is for, in one sentence. */
  readonly about?: ReactNode;
  readonly actions?: ReactNode;
};

/** The head of every page; also names the tab. */
export const PageHeader = ({ title, about, actions }: PageHeaderProps) => {
  useEffect(() => {
    document.title = `${title} · Waybill`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Stack gap={2} style={{ minWidth: 0, flex: '1 1 20rem' }}>
        <Title order={1} size="h2" className="break">
          {title}
        </Title>
        {about && (
          <Text size="sm" className="muted" component="div">
            {about}
          </Text>
        )}
      </Stack>
      {actions && (
        <Group gap="xs" className="no-print">
          {actions}
        </Group>
      )}
    </Group>
  );
};
