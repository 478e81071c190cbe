import { Alert, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useSession } from '../../session/session.tsx';
import type { Api } from '../../shared/api.ts';
import { Choice, CountryChoice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { EditForm } from '../../shared/edit-form.tsx';
import { inputError } from '../../shared/field-message.ts';
import { LocationChoice, useLocations } from '../../shared/locations.tsx';
import { moneyText } from '../../shared/money.tsx';
import { Section } from '../../shared/section.tsx';
import { optionsOf } from '../decisions/decision-words.ts';
import { conditionWords, type ReturnCondition } from '../order/return-words.ts';
import { unitsText } from './units.tsx';

type Advice = Awaited<ReturnType<Api['adviseDisposition']>>;
type Way = Advice['options'][number];

/** Each way in words; one that the API gets and that has none here stops the build. */
const wayWords: Readonly<Record<Way['disposition'], string>> = {
  resell: 'sell it as it is',
  refurbish: 'put it right and sell it',
  liquidate: 'sell it off',
  dispose: 'give it away or get rid of it',
};

const amountText = (amount: number, currency: string | null): string =>
  currency === null ? amount.toLocaleString() : moneyText(amount, currency);

const columnsOf = (currency: string | null): readonly Column<Way>[] => {
  const amount = (header: string, of: (way: Way) => number): Column<Way> => ({
    header,
    align: 'right',
    cell: (way) => <span className="nowrap">{amountText(of(way), currency)}</span>,
    csv: of,
  });
  return [
    {
      header: 'Way',
      cell: ({ disposition }) => (
        <Text span inherit fw={600}>
          {wayWords[disposition]}
        </Text>
      ),
      csv: ({ disposition }) => disposition,
    },
    { header: 'At', cell: ({ location_id: id }) => id, csv: ({ location_id: id }) => id },
    { header: 'By', cell: ({ service }) => service ?? '–', csv: ({ service }) => service },
    {
      header: 'Days to the shelf',
      align: 'right',
      cell: ({ days_to_shelf: days }) => (days === null ? '–' : days.toLocaleString()),
      csv: ({ days_to_shelf: days }) => days,
    },
    amount('Brings', ({ recovery_minor: recovery }) => recovery),
    amount('Lost by waiting', ({ season_loss_minor: loss }) => loss),
    {
      header: 'Weeks until sold',
      align: 'right',
      cell: ({ weeks_to_sell: weeks }) => (weeks === null ? '–' : unitsText(Math.round(weeks))),
      csv: ({ weeks_to_sell: weeks }) => weeks,
    },
    amount('Spares later orders', ({ future_minor: future }) => future),
    amount('Handling', ({ handling_minor: handling }) => handling),
    amount('Work', ({ work_minor: work }) => work),
    amount('Freight', ({ freight_minor: freight }) => freight),
    amount('Leaves', ({ net_minor: net }) => net),
  ];
};

const Answer = ({ advice }: { readonly advice: Advice }) => (
  <Section title="What to do with it">
    <Stack gap="sm">
      <Alert color="teal" variant="light" role="status">
        {advice.sentence}
      </Alert>
      <DataTable
        label="Ways for goods that came back"
        columns={columnsOf(advice.currency)}
        rows={{ items: advice.options }}
        keyOf={({ disposition, location_id: id, service }) => `${disposition} ${id} ${service ?? ''}`}
        empty="No way is open."
      />
      <Text size="xs" className="muted">
        By policy {advice.decided_by.policy} {advice.decided_by.version}.{' '}
        {advice.basis === 'assumed'
          ? 'No forecast says how fast it sells, so that is assumed.'
          : `Forecast ${advice.forecast_version ?? ''}.`}{' '}
        Nothing has been changed.
      </Text>
    </Stack>
  </Section>
);

/** Advises what becomes of units of an article that came back, and where they go. */
export const DispositionTab = ({ sku }: { readonly sku: string }) => {
  const { api } = useSession();
  const locations = useLocations();
  const [condition, setCondition] = useState<ReturnCondition>('opened');
  const [units, setUnits] = useState<number | string>(1);
  const [location, setLocation] = useState('');
  const [country, setCountry] = useState('');
  const [region, setRegion] = useState('');
  const [advice, setAdvice] = useState<Advice>();
  const run = async (): Promise<void> => {
    setAdvice(undefined);
    if (location === '' && country === '')
      throw inputError([{ field: 'location_id', message: 'or the customer’s country must be chosen' }]);
    const place =
      location === '' ? { origin: { country, ...(region.trim() === '' ? {} : { region: region.trim() }) } } : { location_id: location };
    setAdvice(await api.adviseDisposition({ body: { sku, condition, quantity: Number(units), ...place } }));
  };
  return (
    <Stack>
      <Section title="Units that came back">
        <EditForm submitLabel="Ask" run={run}>
          {(messageOf) => (
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Choice
                label="Condition"
                value={condition}
                options={optionsOf(conditionWords)}
                error={messageOf('condition')}
                onChange={(value) => setCondition(optionsOf(conditionWords).find((one) => one.value === value)?.value ?? condition)}
              />
              <NumberInput label="Units" min={1} allowDecimal={false} value={units} error={messageOf('quantity')} onChange={setUnits} />
              <div>
                <LocationChoice
                  locations={locations}
                  value={location}
                  onChange={setLocation}
                  label="They are at"
                  all="Still with the customer"
                />
                {messageOf('location_id') !== undefined && (
                  <Text size="xs" c="red" role="alert" mt={4}>
                    {messageOf('location_id')}
                  </Text>
                )}
              </div>
              {location === '' && (
                <>
                  <CountryChoice label="From country" value={country} error={messageOf('origin.country')} onChange={setCountry} />
                  <TextInput
                    label="Region"
                    description="State or province, such as NY"
                    value={region}
                    error={messageOf('origin.region')}
                    onChange={(event) => setRegion(event.currentTarget.value)}
                  />
                </>
              )}
            </SimpleGrid>
          )}
        </EditForm>
      </Section>
      {advice && <Answer advice={advice} />}
    </Stack>
  );
};
