import { Alert, Button, Group, List, Paper, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import { PrintButton } from '../../shared/printing.tsx';
import { problemOf } from '../../shared/problem.tsx';
import type { FulfillmentOrderSummary } from '../../shared/types.ts';
import { workName } from './work-columns.tsx';

/** Fulfillment orders that one printed list may be about. */
const listedMax = 50;
const pickable: ReadonlySet<string> = new Set(['released', 'picking']);

type Refused = { readonly id: string; readonly name: string; readonly reason: string };

/** Starts one after the other: a refusal of one says nothing of the next. */
const useStartPicking = (onDone: (left: ReadonlySet<string>) => void) => {
  const { api } = useSession();
  const queries = useQueryClient();
  const [refused, setRefused] = useState<readonly Refused[]>([]);
  const starting = useMutation({
    mutationFn: async (chosen: readonly FulfillmentOrderSummary[]) => {
      const failures: Refused[] = [];
      for (const work of chosen) {
        const id = work.fulfillment_order_id;
        try {
          await api.pickFulfillmentOrder({ path: { id }, body: {} });
        } catch (error) {
          const { title, detail } = problemOf(error);
          failures.push({ id, name: workName(work), reason: detail ?? title });
        }
      }
      return failures;
    },
    onSuccess: async (failures) => {
      setRefused(failures);
      onDone(new Set(failures.map(({ id }) => id)));
      await queries.invalidateQueries();
    },
  });
  return { start: starting.mutate, isStarting: starting.isPending, refused };
};

type ChosenWorkProps = {
  readonly chosen: readonly FulfillmentOrderSummary[];
  readonly locationId: string;
  readonly onChange: (keys: ReadonlySet<string>) => void;
};

const RefusedWork = ({ refused }: { readonly refused: readonly Refused[] }) =>
  refused.length === 0 ? null : (
    <Alert color="red" variant="light" role="alert" title={`${refused.length} could not be started; the others are`}>
      <List size="sm">
        {refused.map(({ id, name, reason }) => (
          <List.Item key={id}>
            {name}: {reason}
          </List.Item>
        ))}
      </List>
    </Alert>
  );

/** What can be done with several pieces of work at once; stays in sight while the list is gone through. */
export const ChosenWork = ({ chosen, locationId, onChange }: ChosenWorkProps) => {
  const { may } = useSession();
  const { start, isStarting, refused } = useStartPicking(onChange);
  const printable = chosen.filter(({ status }) => pickable.has(status)).slice(0, listedMax);
  const startable = chosen.filter(({ status }) => status === 'released');
  const ids = printable.map((work) => work.fulfillment_order_id).join(',');
  return (
    <>
      <RefusedWork refused={refused} />
      {chosen.length > 0 && (
        <Paper withBorder shadow="md" p="xs" className="sticky-bottom" component="section" aria-label="Chosen work">
          <Group gap="xs">
            <Text fw={600} aria-live="polite" style={{ flex: '1 1 auto' }}>
              {chosen.length} chosen
            </Text>
            {printable.length > 0 && (
              <PrintButton
                label={`Print pick list (${printable.length})`}
                path={`/pick-lists?location_id=${encodeURIComponent(locationId)}&fulfillment_order_ids=${ids}`}
                fileName="pick-list"
              />
            )}
            {may('fulfilment:write') && startable.length > 0 && (
              <Button size="md" loading={isStarting} onClick={() => start(startable)}>
                Start picking ({startable.length})
              </Button>
            )}
            <Button size="md" variant="subtle" onClick={() => onChange(new Set())}>
              Clear
            </Button>
          </Group>
          {chosen.length > listedMax && (
            <Text size="xs" className="muted" mt={4}>
              One list is about {listedMax} at most: the first {listedMax} are printed.
            </Text>
          )}
        </Paper>
      )}
    </>
  );
};
