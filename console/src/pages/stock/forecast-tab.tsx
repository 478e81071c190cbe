import { SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useSession } from '../../session/session.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Facts } from '../../shared/facts.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Section } from '../../shared/section.tsx';
import { dateText, Time } from '../../shared/time.tsx';
import type { Forecast, FutureValues } from '../../shared/types.ts';
import { unitsText } from './units.tsx';

const ForecastChart = lazy(async () => ({ default: (await import('./forecast-chart.tsx')).ForecastChart }));

type Day = Forecast['days'][number];
type Value = FutureValues['items'][number]['locations'][number];

const decimals = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const percents = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

const models: Readonly<Record<Forecast['model'], string>> = {
  'seasonal-naive': 'by weekdays, because it sells nearly every day',
  model: 'by the trained model',
  tsb: 'for articles that sell now and then (Teunter, Syntetos and Babai)',
};

const dayColumns: readonly Column<Day>[] = [
  { header: 'Day', cell: ({ day }) => <span className="nowrap">{dateText(day)}</span>, csv: ({ day }) => day },
  { header: 'To be expected', align: 'right', cell: ({ mean }) => decimals.format(mean), csv: ({ mean }) => mean },
  { header: 'Within, 1 of 10 times (p10)', align: 'right', cell: ({ p10 }) => unitsText(p10), csv: ({ p10 }) => p10 },
  { header: 'Half the times (p50)', align: 'right', cell: ({ p50 }) => unitsText(p50), csv: ({ p50 }) => p50 },
  { header: '9 of 10 times (p90)', align: 'right', cell: ({ p90 }) => unitsText(p90), csv: ({ p90 }) => p90 },
];

const Shares = ({ title, of }: { readonly title: string; readonly of: readonly (readonly [string, number])[] }) =>
  of.length > 0 ? (
    <Section title={title}>
      <Facts facts={of.map(([name, share]) => [name, percents.format(share)] as const)} />
    </Section>
  ) : null;

const Known = ({ sku, forecast }: { readonly sku: string; readonly forecast: Forecast }) => {
  const total = forecast.days.reduce((sum, { mean }) => sum + mean, 0);
  return (
    <>
      <Text size="sm">
        About {decimals.format(total)} units are expected to be wanted in the {forecast.days.length} days to come:{' '}
        {decimals.format(total / Math.max(1, forecast.days.length))} a day.
      </Text>
      <Suspense fallback={<div style={{ height: 240 }} />}>
        <ForecastChart days={forecast.days} label={`Demand expected of ${sku}`} />
      </Suspense>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Section title="How it was made">
          <Facts
            facts={[
              ['Made', <Time key="made" at={forecast.made_at} full />],
              ['Model', models[forecast.model]],
              ['History', `${dateText(forecast.history_from)} to ${dateText(forecast.history_to)}`],
              ['Units in it', unitsText(forecast.history_units)],
              ['Variance over mean', decimals.format(forecast.dispersion)],
            ]}
          />
        </Section>
        <Shares title="Where it is wanted" of={forecast.regions.map(({ region, share }) => [region, share] as const)} />
        <Shares title="Who would serve it" of={forecast.locations.map(({ location_id: id, share }) => [id, share] as const)} />
      </SimpleGrid>
      <DataTable
        label={`Forecast of ${sku}`}
        columns={dayColumns}
        rows={{ items: forecast.days }}
        keyOf={({ day }) => day}
        empty="The forecast has no days."
      />
    </>
  );
};

const valueColumns: readonly Column<Value>[] = [
  { header: 'Location', cell: ({ location_id: id }) => id, csv: ({ location_id: id }) => id },
  {
    header: 'A unit kept is worth (minor units)',
    align: 'right',
    cell: ({ value }) => unitsText(value),
    csv: ({ value }) => value,
  },
];

const causes = { first: 'the first estimate', due: 'it was due', 'stock-shock': 'stock changed a great deal' } as const;

const Worth = ({ sku }: { readonly sku: string }) => {
  const { api } = useSession();
  const values = useQuery({ queryKey: ['future-values', sku], queryFn: () => api.getFutureValues({ query: { sku } }) });
  const { data } = values;
  return (
    <Section title="What a unit is worth later (λ)">
      <Stack gap="sm">
        <Text size="sm">
          What a unit that stays at a location is expected to save later orders. Decisions where to ship from count it as a cost of taking
          the unit.
          {data?.made_at && !data.in_use && ' The last estimate is too old: decisions count 0 until the next one.'}
        </Text>
        {data?.made_at && (
          <Text size="sm" className="muted">
            Estimated <Time at={data.made_at} full />
            {data.cause !== null && ` because ${data.cause === 'first' ? 'it was ' : ''}${causes[data.cause]}`}.
          </Text>
        )}
        <DataTable
          label={`Value of a unit of ${sku}`}
          columns={valueColumns}
          rows={{ items: data?.items.flatMap(({ locations }) => locations), error: values.error, retry: () => void values.refetch() }}
          keyOf={({ location_id: id }) => id}
          empty={
            data?.made_at
              ? 'Nowhere is a unit worth anything later: there is enough of it for what is expected.'
              : 'Nothing has been estimated yet. The estimate is made by itself once there are orders to learn from.'
          }
        />
      </Stack>
    </Section>
  );
};

/** What is expected to be wanted of an article, and what a unit is worth for it. */
export const ForecastTab = ({ sku }: { readonly sku: string }) => {
  const { api } = useSession();
  const asked = useQuery({ queryKey: ['forecast', sku], queryFn: () => api.getForecast({ query: { sku } }) });
  return (
    <Stack>
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      {asked.isPending && (
        <Text className="muted" role="status">
          Loading the forecast
        </Text>
      )}
      {asked.data?.forecast === null && (
        <Text className="muted">There is no forecast of {sku}. One is made each night for every article that has been ordered.</Text>
      )}
      {asked.data?.forecast && <Known sku={sku} forecast={asked.data.forecast} />}
      <Worth sku={sku} />
    </Stack>
  );
};
