import { SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSession } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import type { Location } from '../../shared/types.ts';
import { type PartProps, typed } from './form-parts.ts';

/** Whether customers may come there: stores say yes unless they say no, others no unless they say yes. */
const isOpenToCustomers = ({ active, type, pickup }: Location): boolean => active && type !== 'supplier' && (pickup ?? type === 'store');

/** Where the customer may come. */
const PickupPlace = ({ draft, change, messageOf }: PartProps) => {
  const { api, may } = useSession();
  const mayList = may('catalog:read');
  const locations = useQuery({ queryKey: ['locations'], queryFn: () => api.listLocations(), enabled: mayList });
  const set = (pickupAt: string): void => change((before) => ({ ...before, pickupAt }));
  const field = { label: 'Where', required: true, value: draft.pickupAt ?? '', error: messageOf('delivery.location_id') };
  // Who may not list locations knows the id of theirs.
  if (!mayList) return <TextInput {...field} description="Id of the location" autoComplete="off" onChange={typed(set)} />;
  const places = (locations.data?.items ?? []).filter(isOpenToCustomers).toSorted((left, right) => left.name.localeCompare(right.name));
  return (
    <>
      <ProblemAlert error={locations.error} onRetry={() => void locations.refetch()} />
      <Choice
        {...field}
        onChange={set}
        options={[{ value: '', label: 'Choose a location' }, ...places.map((place) => ({ value: place.location_id, label: place.name }))]}
      />
      {locations.data && places.length === 0 && (
        <Text size="sm">No location lets customers collect. Which ones do is said under Locations and products.</Text>
      )}
    </>
  );
};

/** How the goods reach the customer. */
export const DeliverySection = (parts: PartProps) => {
  const { draft, change } = parts;
  const isCollected = draft.pickupAt !== undefined;
  return (
    <Section title="Delivery">
      <Stack gap="xs">
        <SegmentedControl
          aria-label="Delivery"
          value={isCollected ? 'pickup' : 'ship'}
          data={[
            { value: 'ship', label: 'Sent by carrier' },
            { value: 'pickup', label: 'Customer collects' },
          ]}
          onChange={(method) => change((before) => ({ ...before, pickupAt: method === 'pickup' ? (before.pickupAt ?? '') : undefined }))}
        />
        {isCollected && (
          <>
            <PickupPlace {...parts} />
            <Text size="sm" className="muted">
              The goods are taken from this location and no other; what is missing there is waited for.
            </Text>
          </>
        )}
      </Stack>
    </Section>
  );
};
