import { Alert, Anchor, Button, Group, NumberInput, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { Choice, CountryChoice } from '../../shared/choices.tsx';
import { type FieldProblem, fieldMessage, focusRefused, inputError, type MessageOf, summaryOf } from '../../shared/field-message.ts';
import { useLocationNames } from '../../shared/location-choice.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { moneyText } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import type { CarrierQuoteBody, CarrierQuotes } from '../../shared/types.ts';

type Typed = {
  readonly from: string;
  readonly country: string;
  readonly region: string;
  readonly postalCode: string;
  readonly grams: number | undefined;
};

const currency = 'USD';
const nothingTyped: Typed = { from: '', country: 'US', region: '', postalCode: '', grams: 1_000 };

const bodyOf = ({ from, country, region, postalCode, grams }: Typed): CarrierQuoteBody => {
  const problems: FieldProblem[] = [
    ...(from === '' ? [{ field: 'location_id', message: 'must be chosen' }] : []),
    ...(country === '' ? [{ field: 'destination.country', message: 'must be chosen' }] : []),
    ...(postalCode.trim() === '' ? [{ field: 'destination.postal_code', message: 'must be given, the whole of it' }] : []),
    ...(grams === undefined ? [{ field: 'weight_grams', message: 'must be a whole number of grams' }] : []),
  ];
  if (grams === undefined || problems.length > 0) throw inputError(problems);
  const destination = { country, postal_code: postalCode.trim(), ...(region.trim() === '' ? {} : { region: region.trim() }) };
  return { location_id: from, destination, weight_grams: grams, currency };
};

const serviceNames: Readonly<Record<CarrierQuotes['from'], string>> = { easypost: 'EasyPost', shipstation: 'ShipStation' };

type Service = CarrierQuotes['services'][number];

const columns: readonly Column<Service>[] = [
  { header: 'Carrier', cell: ({ carrier }) => carrier, csv: ({ carrier }) => carrier },
  { header: 'Service', cell: ({ service }) => service, csv: ({ service }) => service },
  {
    header: 'Price',
    align: 'right',
    cell: ({ price_minor: price }) => moneyText(price, currency),
    csv: ({ price_minor: price }) => price,
  },
  {
    header: 'Days on the way',
    align: 'right',
    cell: ({ transit_days: days }) => days ?? 'not named',
    csv: ({ transit_days: days }) => days ?? '',
  },
];

const Given = ({ quotes: { from, asked_at: at, services, gap } }: { readonly quotes: CarrierQuotes }) =>
  gap ? (
    <Alert color="orange" variant="light" title={`No price through ${serviceNames[from]}`}>
      Because {gap.message}. An order like this goes by the rates of the policy.
    </Alert>
  ) : (
    <Stack gap="xs">
      <DataTable
        label="What carriers ask"
        columns={columns}
        rows={{ items: services, error: undefined }}
        keyOf={({ carrier, service }) => `${carrier} ${service}`}
        empty="No carrier has named a price."
      />
      <Text size="xs" className="muted">
        Through {serviceNames[from]}, <Time at={at} full />.
      </Text>
    </Stack>
  );

type FieldsProps = { readonly typed: Typed; readonly onChange: (typed: Typed) => void; readonly messageOf: MessageOf };

const Fields = ({ typed, onChange, messageOf }: FieldsProps) => {
  const names = useLocationNames();
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <Choice
        label="From"
        value={typed.from}
        error={messageOf('location_id')}
        options={[{ value: '', label: 'Choose a location' }, ...[...names].map(([value, label]) => ({ value, label }))]}
        onChange={(from) => onChange({ ...typed, from })}
      />
      <NumberInput
        label="Weight"
        suffix=" g"
        min={1}
        max={1_000_000}
        allowDecimal={false}
        thousandSeparator=","
        value={typed.grams ?? ''}
        error={messageOf('weight_grams')}
        onChange={(grams) => onChange({ ...typed, grams: typeof grams === 'number' ? grams : undefined })}
      />
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
        description="The whole of it, such as 12207"
        autoComplete="off"
        value={typed.postalCode}
        error={messageOf('destination.postal_code')}
        onChange={(event) => onChange({ ...typed, postalCode: event.currentTarget.value })}
      />
    </SimpleGrid>
  );
};

/** What carriers ask for a parcel, through the service that the policy in force names. */
export const QuotesTab = () => {
  const { api, may } = useSession();
  const [typed, setTyped] = useState(nothingTyped);
  const form = useRef<HTMLFormElement>(null);
  const asked = useMutation({
    mutationFn: async () => api.askCarrierQuotes({ body: bodyOf(typed) }),
    onError: () => focusRefused(form.current),
  });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    asked.mutate();
  };
  return (
    <Stack>
      <Text size="sm" maw={820}>
        Where the sourcing policy says so, carriers are asked for their prices when an order is routed; where none comes in time, its rates
        count, and the receipt says why. Whom to ask stands under{' '}
        {may('policies:read') ? (
          <Anchor component={Link} to="/policies/sourcing" underline="always" inherit>
            policies
          </Anchor>
        ) : (
          'policies'
        )}
        .
      </Text>
      <Section title="A parcel">
        <form ref={form} noValidate aria-label="A parcel" onSubmit={onSubmit}>
          <Stack gap="sm">
            <Fields typed={typed} onChange={setTyped} messageOf={(...fields) => fieldMessage(asked.error, ...fields)} />
            <Group justify="flex-end">
              <Button type="submit" variant="light" loading={asked.isPending}>
                Ask carriers
              </Button>
            </Group>
            <ProblemAlert error={summaryOf(asked.error)} />
            {asked.data && <Given quotes={asked.data} />}
          </Stack>
        </form>
      </Section>
    </Stack>
  );
};
