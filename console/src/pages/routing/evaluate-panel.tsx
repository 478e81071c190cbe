import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { CountryChoice } from '../../shared/choices.tsx';
import { fieldMessage, focusRefused, type MessageOf, summaryOf } from '../../shared/field-message.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import type { EvaluatedRoute } from '../../shared/types.ts';
import { RoutingReceipt } from '../order/routing-receipt.tsx';
import { LineFields } from './line-fields.tsx';
import { bodyOfTyped, emptyOrder, type OrderTyped, type PolicyChoice } from './typed-order.ts';

type FieldsProps = { readonly typed: OrderTyped; readonly onChange: (typed: OrderTyped) => void; readonly messageOf: MessageOf };

const Destination = ({ typed, onChange, messageOf }: FieldsProps) => (
  <SimpleGrid cols={{ base: 1, xs: 2 }}>
    <CountryChoice
      label="To country"
      value={typed.country}
      error={messageOf('destination.country')}
      onChange={(country) => onChange({ ...typed, country })}
    />
    <TextInput
      label="Region"
      description="State or province, such as NY"
      value={typed.region}
      error={messageOf('destination.region')}
      onChange={(event) => onChange({ ...typed, region: event.currentTarget.value })}
    />
    <TextInput
      label="Postal code"
      description="The whole of it, where carriers are asked for prices"
      autoComplete="off"
      value={typed.postalCode}
      error={messageOf('destination.postal_code')}
      onChange={(event) => onChange({ ...typed, postalCode: event.currentTarget.value })}
    />
    <TextInput
      type="date"
      label="Promised for"
      description="End of the day, in your time zone"
      value={typed.deliverBy}
      error={messageOf('deliver_by')}
      onChange={(event) => onChange({ ...typed, deliverBy: event.currentTarget.value })}
    />
  </SimpleGrid>
);

/** What would be chosen, and why. */
const Chosen = ({ decision }: Pick<EvaluatedRoute, 'decision'>) => {
  const { assignments, unsourced, receipt } = decision;
  const { name, version } = receipt.policy;
  return (
    <Stack gap="sm" role="region" aria-label="What would be chosen">
      {assignments.length === 0 ? (
        <Alert color="orange" variant="light" title="Nothing finds a source">
          By policy {name} {version} no location may send any of it now. Why stands below.
        </Alert>
      ) : (
        <Text fw={600}>
          {assignments.length === 1 ? 'One parcel' : `${assignments.length} parcels`}, from{' '}
          {assignments.map(({ location_id: id }) => id).join(' and ')}
          {unsourced.length > 0 && '; the rest finds no source'} (policy {name} {version})
        </Text>
      )}
      {receipt.reasons.map((reason) => (
        <Text size="sm" key={reason}>
          {reason}
        </Text>
      ))}
      <RoutingReceipt receipt={decision} />
    </Stack>
  );
};

type EvaluatePanelProps = {
  readonly title: string;
  /** The policy to decide by; nothing for that of the tenant. @throws ProblemError for one that cannot be read */
  readonly policyOf: () => PolicyChoice;
  /** What the API says of the policy, for whoever has its fields; undefined once it is accepted. */
  readonly onRefused?: (error: unknown) => void;
};

/** Asks where an order would come from at this moment. Not a form of its own, because it may stand in one. */
export const EvaluatePanel = ({ title, policyOf, onRefused }: EvaluatePanelProps) => {
  const api = useApi();
  const [typed, setTyped] = useState<OrderTyped>(emptyOrder);
  const panel = useRef<HTMLDivElement>(null);
  const asked = useMutation({
    mutationFn: async () => api.evaluateRoute({ body: bodyOfTyped(typed, policyOf()) }),
    onSuccess: () => onRefused?.(undefined),
    onError: (error) => {
      onRefused?.(error);
      focusRefused(panel.current);
    },
  });
  const messageOf: MessageOf = (...fields) => fieldMessage(asked.error, ...fields);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    // The form around it is not what Enter means here.
    event.preventDefault();
    asked.mutate();
  };
  return (
    <Stack ref={panel} gap="sm" role="group" aria-label={title} onKeyDown={onKeyDown}>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Text size="sm" className="muted">
        With the stock of this moment. Nothing is written or reserved.
      </Text>
      <LineFields lines={typed.lines} onChange={(lines) => setTyped({ ...typed, lines })} messageOf={messageOf} />
      <Destination typed={typed} onChange={setTyped} messageOf={messageOf} />
      <Group justify="flex-end">
        <Button variant="light" loading={asked.isPending} onClick={() => asked.mutate()}>
          Evaluate
        </Button>
      </Group>
      <ProblemAlert error={summaryOf(asked.error)} />
      {asked.data && <Chosen decision={asked.data.decision} />}
    </Stack>
  );
};
