import { Button, Chip, Group, Text, Timeline } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { exportTable } from '../../shared/table-export.ts';
import { live } from '../../shared/live.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import { Time, withReadableTimes } from '../../shared/time.tsx';
import type { TimelineEntry } from '../../shared/types.ts';

const actorText = ({ actor }: TimelineEntry): string =>
  actor === null ? '' : actor.kind === 'system' ? actor.id : `${words(actor.kind)} ${actor.id}`;

const csvColumns = [
  { header: 'At', csv: (entry: TimelineEntry) => entry.at },
  { header: 'Kind', csv: (entry: TimelineEntry) => entry.kind },
  { header: 'Title', csv: (entry: TimelineEntry) => entry.title },
  { header: 'Sentence', csv: (entry: TimelineEntry) => entry.sentence },
  { header: 'By', csv: actorText },
  { header: 'Reference', csv: (entry: TimelineEntry) => entry.reference },
];

type TimelineTabProps = { readonly orderId: string; readonly onTravel: (at: string) => void };

/** Everything that happened to the order, newest first, in sentences. */
export const TimelineTab = ({ orderId, onTravel }: TimelineTabProps) => {
  const api = useApi();
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const timeline = useQuery({
    queryKey: ['order-timeline', orderId],
    queryFn: () => api.getOrderTimeline({ path: { id: orderId } }),
    refetchInterval: live.near,
  });
  if (timeline.error) return <ProblemAlert error={timeline.error} onRetry={() => void timeline.refetch()} />;
  const all = timeline.data?.items ?? [];
  const kinds = [...new Set(all.map(({ kind }) => kind))];
  // Nothing is ever put in before something else, so the place of an entry names it.
  const shown = all
    .map((entry, place) => ({ entry, place }))
    .filter(({ entry }) => !hidden.has(entry.kind))
    .toReversed();
  return (
    <>
      <Group justify="space-between" mb="md">
        <Chip.Group
          multiple
          value={kinds.filter((kind) => !hidden.has(kind))}
          onChange={(on) => setHidden(new Set(kinds.filter((kind) => !on.includes(kind))))}
        >
          <Group gap="xs">
            {kinds.map((kind) => (
              <Chip key={kind} value={kind} size="xs">
                {words(kind)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        <Button size="compact-sm" variant="default" onClick={() => exportTable(`timeline ${orderId}`, csvColumns, all)}>
          CSV
        </Button>
      </Group>
      <Timeline active={shown.length} bulletSize={14} lineWidth={2}>
        {shown.map(({ entry, place }) => (
          <Timeline.Item key={place} title={entry.title}>
            <Text size="sm" className="break">
              {withReadableTimes(entry.sentence)}
            </Text>
            <Group gap="xs">
              <Text size="xs" className="muted" component="div">
                <Time at={entry.at} full />
                {actorText(entry) && ` · ${actorText(entry)}`}
              </Text>
              <Button size="compact-xs" variant="subtle" onClick={() => onTravel(entry.at)}>
                as of then
              </Button>
            </Group>
          </Timeline.Item>
        ))}
      </Timeline>
    </>
  );
};
