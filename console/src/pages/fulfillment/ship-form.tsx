import { Button, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { fieldMessage } from '../../shared/field-message.ts';
import { ProblemAlert } from '../../shared/problem.tsx';
import { useRemembered } from '../../shared/remembered.ts';
import type { FulfillmentOrder } from '../../shared/types.ts';
import { takesScans } from '../../shared/wedge.ts';
import type { WorkActions } from './actions.ts';

/** Offered while typing; any other name does as well. */
const carriers = [
  'UPS',
  'FedEx',
  'USPS',
  'DHL',
  'DPD',
  'GLS',
  'Hermes',
  'Royal Mail',
  'PostNL',
  'Colissimo',
  'Australia Post',
  'Canada Post',
];

type ShipFormProps = {
  readonly work: FulfillmentOrder;
  readonly actions: WorkActions;
  readonly isBlocked: boolean;
  readonly tracking: string;
  readonly onTracking: (tracking: string) => void;
};

const ShipButton = ({ actions, isBlocked }: Pick<ShipFormProps, 'actions' | 'isBlocked'>) => (
  <Button type="submit" size="xl" fullWidth loading={actions.isActing} disabled={isBlocked}>
    Ship
  </Button>
);

const LabelledShip = ({ work, actions, isBlocked }: Pick<ShipFormProps, 'work' | 'actions' | 'isBlocked'>) => (
  <form
    onSubmit={(event) => {
      event.preventDefault();
      actions.ship(undefined);
    }}
  >
    <Stack gap="xs">
      <Text size="sm">The label is bought. Hand over:</Text>
      {work.shipments.map((shipment) => (
        <Text key={shipment.shipment_id} fw={600} className="break">
          {shipment.carrier} {shipment.service ?? ''} <span className="mono">{shipment.tracking_number}</span>
        </Text>
      ))}
      <ProblemAlert error={actions.error} />
      <ShipButton actions={actions} isBlocked={isBlocked} />
    </Stack>
  </form>
);

const UnlabelledShip = ({ actions, isBlocked, tracking, onTracking }: ShipFormProps) => {
  const [carrier, setCarrier] = useRemembered('carrier');
  const field = useRef<HTMLInputElement>(null);
  const named = carrier.trim() !== '';
  // The scanner's next code is the label's, and its Enter ships.
  const [wasNamed] = useState(named);
  useEffect(() => {
    if (wasNamed) field.current?.focus();
  }, [wasNamed]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isBlocked || actions.isActing) return;
    actions.ship({ carrier: carrier.trim(), tracking_number: tracking.trim() });
  };
  const wrong = (name: string): string | undefined => fieldMessage(actions.error, `body.${name}`);
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <SimpleGrid cols={2} spacing="xs">
          <TextInput
            size="md"
            label="Carrier"
            required
            withAsterisk={false}
            maxLength={100}
            list="carriers"
            autoComplete="off"
            value={carrier}
            error={wrong('carrier')}
            onChange={(event) => setCarrier(event.currentTarget.value)}
          />
          <TextInput
            {...takesScans}
            ref={field}
            size="md"
            label="Tracking number"
            required
            withAsterisk={false}
            maxLength={100}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={tracking}
            error={wrong('tracking_number')}
            onChange={(event) => onTracking(event.currentTarget.value)}
          />
        </SimpleGrid>
        <datalist id="carriers">
          {carriers.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </datalist>
        <Text size="xs" className="muted">
          As they stand on the label; scan it. The carrier is remembered for the next parcel.
        </Text>
        <ProblemAlert error={actions.error} />
        <ShipButton actions={actions} isBlocked={isBlocked} />
      </Stack>
    </form>
  );
};

/** Hands the parcel to its carrier: under the label that was bought, or under the one that stands on it. */
export const ShipForm = (props: ShipFormProps) =>
  props.work.shipments.length > 0 ? <LabelledShip {...props} /> : <UnlabelledShip {...props} />;
