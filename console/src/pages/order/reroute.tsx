import { Alert, List, Text } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Choice } from '../../shared/choices.tsx';
import { DialogButton } from '../../shared/dialog-button.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { useLocations } from '../../shared/locations.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import type { Order } from '../../shared/types.ts';
import { optionsOf, overrideReasons } from '../decisions/decision-words.ts';

type RerouteBody = Parameters<Api['rerouteOrder']>[0]['body'];
type Reason = RerouteBody['reason_code'];
type Work = Order['fulfillment_orders'][number];

/** Reasons that make sense for another location; one that the API gets and that has no words here stops the build. */
const reasons: Readonly<Record<Reason, string>> = {
  'location-cannot': overrideReasons['location-cannot'],
  'faster-elsewhere': overrideReasons['faster-elsewhere'],
  'cheaper-elsewhere': overrideReasons['cheaper-elsewhere'],
  'keep-stock': overrideReasons['keep-stock'],
  'local-knowledge': overrideReasons['local-knowledge'],
  'customer-asked': overrideReasons['customer-asked'],
  'data-was-wrong': overrideReasons['data-was-wrong'],
  other: overrideReasons.other,
};

const unbegun: ReadonlySet<string> = new Set(['routed', 'allocated']);

/** Wherever is best. */
const anywhere = '';

/** What happens by it, before it does. */
const Consequences = ({ work, to }: { readonly work: Work; readonly to: string }) => (
  <Alert color="blue" variant="light" title="What happens">
    <List size="sm">
      <List.Item>The work at {work.location_id} is called off, and its stock is free there again.</List.Item>
      <List.Item>{work.location_id} is not asked again for these units of this order.</List.Item>
      <List.Item>
        {to === anywhere
          ? 'The units are sourced anew among all other locations, by the policy in force.'
          : `The units are sourced from ${to} if it has them; should others take them in between, sourcing chooses freely and the receipt says so.`}
      </List.Item>
      <List.Item>It counts as an override of the routing decision, with your reason, and what learns from it learns that.</List.Item>
      <List.Item>The date that was promised stays; the new way may cost more or come later.</List.Item>
    </List>
  </Alert>
);

type RerouteFormProps = { readonly order: Order; readonly work: Work; readonly onClose: () => void };

const RerouteForm = ({ order, work, onClose }: RerouteFormProps) => {
  const { api } = useSession();
  const locations = useLocations();
  const [to, setTo] = useState(anywhere);
  const [reason, setReason] = useState<Reason>('location-cannot');
  const run = () =>
    api.rerouteOrder({
      path: { id: order.order_id },
      body: {
        fulfillment_order_id: work.fulfillment_order_id,
        reason_code: reason,
        ...(to === anywhere ? {} : { to_location_id: to }),
      },
    });
  const others = (locations.places ?? []).filter(({ id, active }) => active && id !== work.location_id);
  return (
    <EditForm
      submitLabel="Reroute"
      run={run}
      done="The work is called off and its units are sourced anew"
      onDone={onClose}
      onCancel={onClose}
    >
      {(messageOf) => (
        <>
          <Text size="sm">
            {work.lines.map((line) => `${line.quantity - line.short_quantity} × ${line.sku}`).join(', ')} at {work.location_id}. Work that
            somebody has begun stays where it is.
          </Text>
          <ProblemAlert error={locations.error} onRetry={locations.retry} />
          <Choice
            label="To"
            value={to}
            options={[
              { value: anywhere, label: 'Wherever is best' },
              ...others.map(({ id, name }) => ({ value: id, label: name === id ? id : `${name} (${id})` })),
            ]}
            error={messageOf('body.to_location_id', 'to_location_id')}
            onChange={setTo}
          />
          <Choice
            label="Because"
            value={reason}
            options={optionsOf(reasons)}
            error={messageOf('body.reason_code', 'reason_code')}
            onChange={(value) => setReason((Object.keys(reasons) as readonly Reason[]).find((one) => one === value) ?? reason)}
          />
          <Consequences work={work} to={to} />
        </>
      )}
    </EditForm>
  );
};

/** Sends work that nobody has begun to another location. */
export const Reroute = ({ order, work }: { readonly order: Order; readonly work: Work }) => {
  const { may } = useSession();
  if (!may('orders:manage') || order.delivery !== undefined || work.recall_requested || !unbegun.has(work.status)) return null;
  return (
    <DialogButton label="Reroute" about={`the work at ${work.location_id}`} size="compact-sm">
      {(close) => <RerouteForm order={order} work={work} onClose={close} />}
    </DialogButton>
  );
};
