import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';
import type { WorkActions } from './actions.ts';
import { type Counts, wantedOf } from './counts.ts';
import { PackForm } from './pack-form.tsx';
import { ShipForm } from './ship-form.tsx';
import { ShortPickButton } from './short-pick.tsx';

export type StepProps = {
  readonly work: FulfillmentOrder;
  readonly counts: Counts;
  readonly actions: WorkActions;
  readonly tracking: string;
  readonly onTracking: (tracking: string) => void;
};

const BackToList = ({ size = 'md' }: { readonly size?: 'md' | 'xl' }) => (
  <Button component={Link} to="/warehouse" size={size} fullWidth={size === 'xl'} variant={size === 'xl' ? 'filled' : 'subtle'}>
    Back to the work
  </Button>
);

const Released = ({ work, counts, actions }: StepProps) => (
  <Stack gap="xs">
    <ProblemAlert error={actions.error} />
    <Button size="xl" fullWidth loading={actions.isActing} onClick={actions.start}>
      {work.accepted ? 'Start picking' : 'Accept and start picking'}
    </Button>
    <Group gap="xs">
      <Button
        size="md"
        variant="default"
        disabled={actions.isActing}
        onClick={() => {
          counts.setAll();
          actions.start();
        }}
      >
        All found
      </Button>
      {!work.accepted && (
        <Button size="md" variant="subtle" disabled={actions.isActing} onClick={actions.accept}>
          Accept only
        </Button>
      )}
    </Group>
  </Stack>
);

const Picking = ({ work, counts, actions }: StepProps) => {
  if (counts.isComplete) return <PackForm work={work} actions={actions} />;
  const missing = work.lines.filter((line) => counts.countOf(line) < wantedOf(line));
  const units = missing.reduce((sum, line) => sum + wantedOf(line) - counts.countOf(line), 0);
  return (
    <Stack gap="xs">
      <ProblemAlert error={actions.error} />
      <Text>
        {units} {units === 1 ? 'unit is' : 'units are'} still to be found. Scan each one, or say that the rest is there.
      </Text>
      <Button size="xl" fullWidth onClick={counts.setAll}>
        All found
      </Button>
      <Group gap="xs">
        <ShortPickButton key={units} label="The rest is missing" work={work} lines={missing} counts={counts} />
      </Group>
    </Stack>
  );
};

const Shipped = ({ work }: StepProps) => {
  const { api } = useSession();
  return (
    <Stack gap="xs">
      {work.shipments.map((shipment) => (
        <Text key={shipment.shipment_id} className="break">
          {shipment.carrier} <span className="mono">{shipment.tracking_number}</span>
        </Text>
      ))}
      <BackToList size="xl" />
      <Group gap="xs">
        <ActionButton
          label="Mark as delivered"
          size="md"
          confirm="The order then counts as delivered. Carriers that report deliveries do this by themselves."
          run={() => api.deliverFulfillmentOrder({ path: { id: work.fulfillment_order_id }, body: {} })}
          done="Marked as delivered"
        />
      </Group>
    </Stack>
  );
};

const Ended = ({ children }: { readonly children: ReactNode }) => (
  <Stack gap="xs">
    <Text>{children}</Text>
    <BackToList size="xl" />
  </Stack>
);

const holdsOn = ({ order }: FulfillmentOrder, what: string): readonly string[] =>
  (order?.holds ?? []).filter(({ blocks }) => blocks.includes(what)).map(({ type }) => words(type));

const titles: Readonly<Record<string, string>> = {
  open: 'Not released yet',
  released: 'Next: pick',
  picking: 'Next: find everything',
  packed: 'Next: hand it to the carrier',
  shipped: 'On its way',
  delivered: 'Delivered',
  rejected: 'Rejected',
  cancelled: 'Called off',
};

const stepOf = (props: StepProps): ReactNode => {
  const { work } = props;
  switch (work.status) {
    case 'open':
      return <Text>The order keeps this work back. It can be picked once it is released; this page shows it at once.</Text>;
    case 'released':
      return <Released {...props} />;
    case 'picking':
      return <Picking {...props} />;
    case 'packed':
      return <ShipForm {...props} isBlocked={holdsOn(work, 'shipping').length > 0} />;
    case 'shipped':
      return <Shipped {...props} />;
    case 'delivered':
      return <Ended>It has arrived. Nothing is left to do.</Ended>;
    case 'rejected':
      return <Ended>The work was given back{work.end_reason ? `: ${words(work.end_reason)}` : ''}. Put the goods back.</Ended>;
    default:
      return <Ended>The work was called off{work.end_reason ? `: ${words(work.end_reason)}` : ''}. Put the goods back.</Ended>;
  }
};

/** What is to be done now, as one big button. */
export const NextStep = (props: StepProps) => {
  const { may } = useSession();
  const { work, counts } = props;
  const holds = holdsOn(work, work.status === 'open' ? 'release' : 'shipping');
  const isActive = ['open', 'released', 'picking', 'packed'].includes(work.status);
  const title = work.status === 'picking' && counts.isComplete ? 'Next: pack' : (titles[work.status] ?? work.status);
  return (
    <Paper withBorder shadow="sm" p="sm" className="sticky-bottom" component="section" aria-label="Next step">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {isActive && holds.length > 0 && (
        <Alert color="orange" variant="light" mb="xs" p="xs">
          The order is on hold ({holds.join(', ')}): {work.status === 'open' ? 'it is not released' : 'it must not be shipped'} until
          somebody releases the hold.
        </Alert>
      )}
      {may('fulfilment:write') || !isActive ? stepOf(props) : <Text className="muted">Your role looks on; it does not pick or pack.</Text>}
    </Paper>
  );
};
