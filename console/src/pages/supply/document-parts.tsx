import { Anchor, Skeleton, Stack, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Actor } from '../../shared/actor.tsx';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { Time, withReadableTimes } from '../../shared/time.tsx';
import type { HistoryEntry } from '../../shared/types.ts';

/** An article of a document, which leads to its stock. */
export const ArticleLink = ({ sku }: { readonly sku: string }) => (
  <Anchor component={Link} to={`/stock?sku=${encodeURIComponent(sku)}`} underline="always" inherit className="mono break">
    {sku}
  </Anchor>
);

type DocumentHistoryProps = {
  /** Names what is kept of the answer. */
  readonly name: string;
  readonly id: string;
  readonly read: () => Promise<{ readonly entries: readonly HistoryEntry[] }>;
};

/** What has happened to a document so far, when and by whom, the first on top. */
export const DocumentHistory = ({ name, id, read }: DocumentHistoryProps) => {
  const asked = useQuery({ queryKey: [name, id], queryFn: read, refetchInterval: live.near });
  // Nothing is ever put in before something else, so the place of an entry names it.
  const entries = (asked.data?.entries ?? []).map((entry, place) => ({ entry, place }));
  return (
    <Section title="History">
      <ProblemAlert error={asked.data ? undefined : asked.error} onRetry={() => void asked.refetch()} />
      {asked.isPending && <Skeleton height={120} role="status" aria-label="Loading the history" />}
      <Timeline bulletSize={14} lineWidth={2} active={entries.length}>
        {entries.map(({ entry, place }) => (
          <Timeline.Item key={place} title={entry.title} fz="sm">
            <Text size="sm" className="break">
              {withReadableTimes(entry.sentence)}
            </Text>
            <Text size="xs" className="muted" component="div">
              <Time at={entry.at} full /> · <Actor actor={entry.actor} />
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Section>
  );
};

export const DocumentLoading = () => (
  <Stack aria-busy="true" role="status" aria-label="Loading">
    <Skeleton height={40} w="50%" />
    <Skeleton height={220} />
  </Stack>
);
