import { ActionIcon, Group, Paper, Slider, Text } from '@mantine/core';
import { words } from '../../shared/status-badge.tsx';
import { Time } from '../../shared/time.tsx';
import type { OrderEvent } from '../../shared/types.ts';

type TimeTravelProps = {
  readonly events: readonly OrderEvent[];
  readonly asOf: string | undefined;
  readonly onChange: (asOf: string | undefined) => void;
};

/** Instants at which something was recorded: several events of one commit are one. */
const instantsOf = (events: readonly OrderEvent[]): readonly string[] => [...new Set(events.map((event) => event.recorded_at))].toSorted();

/** The last place of the slider is now; each one before it is an instant at which the order changed. */
export const TimeTravel = ({ events, asOf, onChange }: TimeTravelProps) => {
  const instants = instantsOf(events);
  const last = instants.length;
  if (last < 2) return null;
  const place =
    asOf === undefined
      ? last
      : Math.max(
          0,
          instants.findLastIndex((at) => at <= asOf),
        );
  const go = (to: number): void => onChange(to >= last ? undefined : instants[Math.max(0, to)]);
  const shown = instants[place];
  const happened = shown === undefined ? [] : events.filter((event) => event.recorded_at === shown).map((event) => event.type);
  return (
    <Paper withBorder p="sm" className="no-print">
      <Group gap="sm" wrap="nowrap">
        <ActionIcon variant="default" aria-label="The change before" disabled={place === 0} onClick={() => go(place - 1)}>
          ‹
        </ActionIcon>
        <Slider
          style={{ flex: 1 }}
          min={0}
          max={last}
          step={1}
          value={place}
          onChange={go}
          label={null}
          thumbLabel="Instant at which the order is shown"
          marks={instants.length <= 40 ? instants.map((_, value) => ({ value })) : []}
        />
        <ActionIcon variant="default" aria-label="The change after" disabled={place === last} onClick={() => go(place + 1)}>
          ›
        </ActionIcon>
      </Group>
      <Text size="xs" className="muted" mt={6} aria-live="polite" component="div">
        {shown === undefined ? (
          `Now, after ${last} changes. Move back to see the order as it stood.`
        ) : (
          <>
            Change {place + 1} of {last}, <Time at={shown} full />: {happened.map((type) => words(type.replace('.', ' '))).join(', ')}
          </>
        )}
      </Text>
    </Paper>
  );
};
