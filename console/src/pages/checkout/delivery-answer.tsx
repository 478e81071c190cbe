import { List, Stack, Text } from '@mantine/core';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import { percentText } from '../decisions/decision-words.ts';
import { consentText, dateBasisWords, type DeliveryOption, type DeliveryOptions, leftOutWords, rankingWords } from './checkout-words.ts';

const nameOf = ({ kind, method, location_id: place }: DeliveryOption): string =>
  kind === 'pickup' ? `Collect at ${place ?? method}` : method;

const gramsInKilogram = 1_000;
const kilograms = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });

const co2Text = ({ co2 }: DeliveryOption): string => {
  if (co2 === null) return '–';
  return co2.grams < gramsInKilogram ? `${co2.grams} g` : `${kilograms.format(co2.grams / gramsInKilogram)} kg`;
};

const columnsOf = (currency: string): readonly Column<DeliveryOption>[] => [
  {
    header: 'Option',
    cell: (option) => (
      <>
        <Text span inherit fw={600} className="break">
          {nameOf(option)}
        </Text>
        <Text size="xs" className="muted">
          {option.parcels === 0 ? 'no parcel' : option.parcels === 1 ? 'one parcel' : `${option.parcels} parcels`}
        </Text>
      </>
    ),
    csv: ({ option_id: id }) => id,
  },
  {
    header: 'Price',
    align: 'right',
    cell: ({ price_minor: price, price_basis: basis }) => (
      <>
        <span className="nowrap">{moneyText(price, currency)}</span>
        {basis === 'rates' && (
          <Text size="xs" className="muted">
            what sending costs
          </Text>
        )}
      </>
    ),
    csv: ({ price_minor: price }) => price,
  },
  { header: 'To be told', cell: ({ deliver_by: by }) => <Time at={by} full />, csv: ({ deliver_by: by }) => by },
  {
    header: 'Really there by',
    cell: ({ estimate, date_basis: basis }) => (
      <>
        <Time at={estimate?.likely} full />
        <Text size="xs" className="muted">
          {dateBasisWords[basis]}
        </Text>
      </>
    ),
    csv: ({ estimate }) => estimate?.likely,
  },
  {
    header: 'Kept',
    align: 'right',
    cell: ({ chance }) => (chance === null ? '–' : percentText(chance)),
    csv: ({ chance }) => chance,
  },
  { header: 'Chosen by', align: 'right', cell: ({ share }) => percentText(share), csv: ({ share }) => share },
  { header: 'CO₂, about', align: 'right', cell: co2Text, csv: ({ co2 }) => co2?.grams },
  {
    header: 'Why here',
    prose: true,
    cell: ({ reason }) => (
      <Text size="sm" miw={160}>
        {reason}
      </Text>
    ),
    csv: ({ reason }) => reason,
  },
];

/** What a shop would offer: the ways to the customer, and why in this order. */
export const DeliveryAnswer = ({ answer }: { readonly answer: DeliveryOptions }) => {
  const { items, ranking, left_out: leftOut, currency } = answer;
  return (
    <Section title="Ways of delivery">
      <Stack gap="sm">
        <Text size="sm">
          {rankingWords[ranking.basis]} {consentText(ranking.consent)}
        </Text>
        <DataTable
          label="Delivery options"
          columns={columnsOf(currency)}
          rows={{ items }}
          keyOf={({ option_id: id }) => id}
          empty="Nothing can be offered for this cart at the moment. Why stands below."
        />
        {leftOut.length > 0 && (
          <div>
            <Text size="sm" fw={600}>
              Left out
            </Text>
            <List size="sm">
              {leftOut.map(({ method, reason }) => (
                <List.Item key={`${method} ${reason}`}>
                  {method}: {leftOutWords[reason]}
                </List.Item>
              ))}
            </List>
          </div>
        )}
        <Text size="xs" className="muted break">
          Receipt {answer.options_id}, by policy {answer.policy.name} {answer.policy.version}; can be read again until{' '}
          <Time at={answer.expires_at} full />. Carriers: {answer.figures_version ?? 'nothing learned yet'}.
        </Text>
      </Stack>
    </Section>
  );
};
