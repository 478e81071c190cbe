import { Stack, Text } from '@mantine/core';
import { Section } from '../../shared/section.tsx';
import { dayText } from '../../shared/time.tsx';
import type { Order } from '../../shared/types.ts';
import { percentText } from '../decisions/decision-words.ts';

type Estimate = NonNullable<Order['delivery_estimate']>;

const bases: Readonly<Record<Estimate['basis'], (seen: number) => string>> = {
  learned: (seen) => `By how long ${seen.toLocaleString()} parcels have really taken.`,
  'prior-only': () => 'By the rates: too few parcels went that way to know better.',
};

const partsOf = ({ travelling, waiting }: Estimate): string =>
  [
    ...(travelling === 0 ? [] : [travelling === 1 ? 'one parcel is on its way' : `${travelling} parcels are on their way`]),
    ...(waiting === 0 ? [] : [waiting === 1 ? 'one has not left' : `${waiting} have not left`]),
  ].join(', ');

/** When the rest of the order will be there, foretold anew with every look. */
export const DeliveryEstimate = ({ order: { delivery_estimate: estimate, deliver_by: promised } }: { readonly order: Order }) => {
  if (estimate === undefined) return null;
  const { earliest, likely, latest, basis, seen, chance } = estimate;
  const parts = partsOf(estimate);
  return (
    <Section title="When it will be there">
      <Stack gap={4}>
        <Text size="sm">
          Likely by <strong>{dayText(likely)}</strong>; one of ten such orders is there by {dayText(earliest)}, nine by {dayText(latest)}
          {parts === '' ? '' : `: ${parts}`}.
        </Text>
        {promised !== undefined && chance !== null && (
          <Text size="sm">
            Promised for {dayText(promised)}, which is kept with a probability of <strong>{percentText(chance)}</strong>.
          </Text>
        )}
        <Text size="xs" className="muted">
          {bases[basis](seen)}
        </Text>
      </Stack>
    </Section>
  );
};
