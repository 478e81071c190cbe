import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { saveFile } from '../../shared/csv.ts';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Json } from '../../shared/json.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import type { Order, OrderEvent } from '../../shared/types.ts';

const columns: readonly Column<OrderEvent>[] = [
  { header: 'Event', cell: (event) => <span className="mono">{event.type}</span>, csv: (event) => event.type },
  { header: 'Version', align: 'right', cell: (event) => event.version, csv: (event) => event.version },
  { header: 'Recorded', cell: (event) => <Time at={event.recorded_at} full />, csv: (event) => event.recorded_at },
  { header: 'Occurred', cell: (event) => <Time at={event.occurred_at} full />, csv: (event) => event.occurred_at, wideOnly: true },
  {
    header: 'By',
    cell: (event) => `${event.actor.kind} ${event.actor.id}`,
    csv: (event) => `${event.actor.kind} ${event.actor.id}`,
  },
  { header: 'Payload', csv: (event) => JSON.stringify(event.payload) },
  { header: 'Event id', csv: (event) => event.event_id },
  { header: 'Hash of the event before', csv: (event) => event.prev_hash },
];

type EvidenceTabProps = { readonly order: Order; readonly events: readonly OrderEvent[] | undefined; readonly error: unknown };

/** The exact sequence of events with times and actors: what a dispute is answered with. */
export const EvidenceTab = ({ order, events, error }: EvidenceTabProps) => {
  const [opened, setOpened] = useState<OrderEvent>();
  const save = (): void => saveFile(`order-${order.order_id}-events.json`, JSON.stringify({ events }, null, 2), 'application/json');
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" className="muted">
          Each event carries the hash of the one before, so that none can be changed or left out unnoticed. It holds no personal data.
        </Text>
        <Button size="compact-sm" variant="default" onClick={save} disabled={!events}>
          JSON
        </Button>
      </Group>
      <DataTable
        label={`Events of ${order.order_id}`}
        columns={columns}
        rows={{ items: events, error }}
        keyOf={(event) => event.event_id}
        onOpen={setOpened}
        empty="There are no events."
      />
      {opened && (
        <Section
          title={`Version ${opened.version}: ${opened.type}`}
          actions={
            <Button size="compact-sm" variant="subtle" onClick={() => setOpened(undefined)}>
              Close
            </Button>
          }
        >
          <Json value={opened} label={`Event ${opened.version}`} />
        </Section>
      )}
    </Stack>
  );
};
