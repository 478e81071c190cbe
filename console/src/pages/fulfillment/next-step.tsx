import { Alert, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { ActionButton } from '../../shared/action-button.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { words } from '../../shared/status-badge.tsx';
import type { FulfillmentOrder } from '../../shared/types.ts';
import type { WorkActions } from './actions.ts';
import { type Counts, wantedOf } from './counts.ts';
import { PackForm } from './pack-form.tsx';
import { HandOver, LayReady } from './pickup-step.tsx';
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

const Released = ({ work, counts, actions }: StepProps) => {
  const [reference, setReference] = useState('');
  return (
    <Stack gap="xs">
      <ProblemAlert error={actions.error} />
      {work.supplier !== null && !work.accepted && (
        <TextInput
          size="md"
          label="Your number of the order"
          description="Whoever buys from you sees it; may be left empty"
          maxLength={100}
          autoComplete="off"
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
        />
      )}
      <Button size="xl" fullWidth loading={actions.isActing} onClick={() => actions.start(reference)}>
        {work.accepted ? 'Start picking' : 'Accept and start picking'}
      </Button>
      <Group gap="xs">
        <Button
          size="md"
          variant="default"
          disabled={actions.isActing}
          onClick={() => {
            counts.setAll();
            actions.start(reference);
          }}
        >
          All found
        </Button>
        {!work.accepted && (
          <Button size="md" variant="subtle" disabled={actions.isActing} onClick={() => actions.accept(reference)}>
            Accept only
          </Button>
        )}
      </Group>
    </Stack>
  );
};

const Picking = ({ work, counts, actions }: StepProps) => {
  if (counts.isComplete && work.delivery_method === 'pickup') return <LayReady actions={actions} />;
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
  ready_for_pickup: 'Next: hand it to the customer',
  collected: 'Collected',
  pickup_expired: 'Not collected',
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
      if (work.delivery_method === 'pickup') return <LayReady actions={props.actions} />;
      return <ShipForm {...props} isBlocked={holdsOn(work, 'shipping').length > 0} />;
    case 'ready_for_pickup':
      return work.pickup && <HandOver {...props} pickup={work.pickup} isBlocked={holdsOn(work, 'shipping').length > 0} />;
    case 'shipped':
      return <Shipped {...props} />;
    case 'delivered':
      return <Ended>It has arrived. Nothing is left to do.</Ended>;
    case 'collected':
      return <Ended>It is in the customer's hands. Nothing is left to do.</Ended>;
    case 'pickup_expired':
      return <Ended>Nobody came for it in time, and the order is cancelled. Put the goods back; they can be sold again.</Ended>;
    case 'rejected':
      return <Ended>The work was given back{work.end_reason ? `: ${words(work.end_reason)}` : ''}. Put the goods back.</Ended>;
    default:
      return <Ended>The work was called off{work.end_reason ? `: ${words(work.end_reason)}` : ''}. Put the goods back.</Ended>;
  }
};

const titleOf = ({ status, delivery_method: method }: FulfillmentOrder, counts: Counts): string => {
  const isFound = status === 'picking' && counts.isComplete;
  if (method === 'pickup' && (isFound || status === 'packed')) return 'Next: lay it ready';
  return isFound ? 'Next: pack' : (titles[status] ?? words(status));
};

/** What is to be done now, as one big button. */
export const NextStep = (props: StepProps) => {
  const { may } = useSession();
  const { work, counts } = props;
  const holds = holdsOn(work, work.status === 'open' ? 'release' : 'shipping');
  const isCollected = work.delivery_method === 'pickup';
  const isActive = ['open', 'released', 'picking', 'packed', 'ready_for_pickup'].includes(work.status);
  const title = titleOf(work, counts);
  return (
    <Paper withBorder shadow="sm" p="sm" className="sticky-bottom" component="section" aria-label="Next step">
      <Title order={2} size="h4" mb="xs">
        {title}
      </Title>
      {isActive && holds.length > 0 && (
        <Alert color="orange" variant="light" mb="xs" p="xs">
          The order is on hold ({holds.join(', ')}):{' '}
          {work.status === 'open' ? 'it is not released' : isCollected ? 'it must not be handed over' : 'it must not be shipped'} until
          somebody releases the hold.
        </Alert>
      )}
      {may('fulfilment:write') || !isActive ? stepOf(props) : <Text className="muted">Your role looks on; it does not pick or pack.</Text>}
    </Paper>
  );
};
