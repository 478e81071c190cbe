import { Anchor, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { live } from '../../shared/live.ts';
import { Markdown } from '../../shared/markdown.tsx';
import { PageHeader } from '../../shared/page-header.tsx';
import { StatusBadge, words } from '../../shared/status-badge.tsx';
import { runbookPath, runbookText } from './runbooks.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What to do about an alarm. */
export const RunbookPage = () => {
  const { name = '' } = useParams();
  const api = useApi();
  const status = useQuery({ queryKey: ['status'], queryFn: () => api.getStatus(), refetchInterval: live.far });
  const alarm = status.data?.alarms.find((one) => one.name === name);
  const text = runbookText(name);
  return (
    <>
      <PageHeader
        title={capital(words(name))}
        about={
          <Group gap="sm">
            {alarm && <StatusBadge status={alarm.state} />}
            <span>{alarm?.description ?? 'What to do when it happens.'}</span>
            <Anchor component={Link} to="/health" underline="always" size="sm">
              Health
            </Anchor>
          </Group>
        }
      />
      <Paper withBorder p="md" maw={860}>
        {text === undefined ? (
          <Text className="muted">
            There is no runbook of this name. Runbooks are named after their alarm; the page Health has them all.
          </Text>
        ) : (
          <Stack gap="sm">
            <Markdown text={text} pathOf={runbookPath} />
          </Stack>
        )}
      </Paper>
    </>
  );
};
