import { Box, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Money, moneyText, parseMoney } from '../../shared/money.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import type { FraudBandsOfPolicy } from '../../shared/types.ts';
import { actionColours, actionWords, type BandAction, bandActions, probabilityText } from './fraud-words.ts';

type Value = FraudBandsOfPolicy['values'][number];

const modes: Readonly<Record<FraudBandsOfPolicy['mode'], string>> = {
  off: 'They are off: the rule alone decides.',
  advise: 'They advise: costs stand on the receipt, and the rule decides.',
  decide: 'They decide: the cheapest action is taken, and the rule stands above it.',
};

const bandText = (value: Value, action: BandAction): string => {
  const band = value.bands.find((one) => one.action === action);
  return band === undefined ? 'never' : `${probabilityText(band.from)} to ${probabilityText(band.to)}`;
};

const columns = (currency: string): readonly Column<Value>[] => [
  {
    header: 'Total',
    align: 'right',
    cell: ({ value_minor: value }) => <Money amount={value} currency={currency} />,
    csv: ({ value_minor: value }) => value,
  },
  ...bandActions.map(
    (action): Column<Value> => ({
      header: actionWords[action],
      align: 'right',
      cell: (value) => <span className="nowrap">{bandText(value, action)}</span>,
      csv: (value) => bandText(value, action),
    }),
  ),
];

const Bars = ({ values, currency }: { readonly values: readonly Value[]; readonly currency: string }) => (
  <Box role="img" aria-label="Bands of each total by the probability of fraud, from 0 to 100 percent; the table has the same figures">
    {values.map(({ value_minor: value, bands }) => (
      <Box key={value} mb={6}>
        <Text size="xs">{moneyText(value, currency)}</Text>
        <Box style={{ display: 'flex', height: 14, borderRadius: 3, overflow: 'hidden' }}>
          {bands.map(({ action, from, to }) => (
            <Box key={action} w={`${(to - from) * 100}%`} bg={actionColours[action]} title={actionWords[action]} />
          ))}
        </Box>
      </Box>
    ))}
    <Group gap="md" mt={4}>
      {bandActions.map((action) => (
        <Group key={action} gap={6}>
          <Box w={10} h={10} bg={actionColours[action]} style={{ borderRadius: 2 }} />
          <Text size="xs">{actionWords[action]}</Text>
        </Group>
      ))}
    </Group>
  </Box>
);

/** From which probability of fraud on an order of a value is verified, reviewed or better declined. */
export const BandsTab = () => {
  const api = useApi();
  const [typed, setTyped] = useState('');
  // The currency is the policy's, and known once it has answered without amounts.
  const usual = useQuery({ queryKey: ['fraud-bands'], queryFn: () => api.getFraudBands() });
  const amount = usual.data === undefined ? undefined : parseMoney(typed, usual.data.currency);
  const own = useQuery({
    queryKey: ['fraud-bands', amount],
    queryFn: () => api.getFraudBands({ query: { amounts_minor: String(amount) } }),
    enabled: amount !== undefined,
  });
  const { data } = usual;
  const values = [...(amount === undefined ? [] : (own.data?.values ?? [])), ...(data?.values ?? [])].toSorted(
    (left, right) => left.value_minor - right.value_minor,
  );
  const distinct = values.filter(({ value_minor: value }, at) => values[at - 1]?.value_minor !== value);
  return (
    <Stack>
      <Text size="sm" maw={720}>
        For each total: between which probabilities of fraud an action costs least in expectation, by the policy “fraud bands”.{' '}
        {data && modes[data.mode]}
      </Text>
      <ProblemAlert error={usual.error ?? own.error} onRetry={() => void Promise.all([usual.refetch(), own.refetch()])} />
      {data && (
        <Paper withBorder p="md">
          <Bars values={distinct} currency={data.currency} />
        </Paper>
      )}
      <DataTable
        label="Fraud bands by total"
        columns={columns(data?.currency ?? 'USD')}
        rows={{ items: data && distinct }}
        keyOf={({ value_minor: value }) => String(value)}
        tools={
          <TextInput
            size="md"
            label={`A total of your own${data ? ` in ${data.currency}` : ''}`}
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            error={typed !== '' && amount === undefined ? 'must be an amount, such as 120.00' : undefined}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        }
        empty="The policy has no bands."
      />
    </Stack>
  );
};
