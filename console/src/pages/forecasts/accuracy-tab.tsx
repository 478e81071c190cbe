import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { useApi } from '../../session/session.tsx';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { Section } from '../../shared/section.tsx';
import { dateText } from '../../shared/time.tsx';
import type { AccuracyWeek, ForecastMeasures } from '../../shared/types.ts';
import { ArticleSearch } from '../stock/article-search.tsx';
import { unitsText } from '../stock/units.tsx';
import { meanText, shareText } from './forecast-words.ts';

const AccuracyChart = lazy(async () => ({ default: (await import('./accuracy-chart.tsx')).AccuracyChart }));

type Measured = { readonly measures: ForecastMeasures };

const ranges = [
  { value: '13', label: '13 weeks' },
  { value: '26', label: '26 weeks' },
  { value: '52', label: '52 weeks' },
] as const;

const ratio = (header: string, of: 'wape' | 'naive_wape' | 'wql' | 'naive_wql' | 'bias' | 'mape' | 'coverage', wideOnly = false) => ({
  header,
  align: 'right' as const,
  wideOnly,
  cell: ({ measures }: Measured) => shareText(measures[of]),
  csv: ({ measures }: Measured) => measures[of],
});

const measureColumns: readonly Column<Measured>[] = [
  { header: 'Wanted', align: 'right', cell: ({ measures }) => unitsText(measures.actual), csv: ({ measures }) => measures.actual },
  { header: 'Expected', align: 'right', cell: ({ measures }) => meanText(measures.forecast), csv: ({ measures }) => measures.forecast },
  ratio('WAPE', 'wape'),
  ratio('Naive WAPE', 'naive_wape'),
  ratio('WQL', 'wql', true),
  ratio('Naive WQL', 'naive_wql', true),
  ratio('Bias', 'bias'),
  ratio('MAPE', 'mape', true),
  ratio('Coverage', 'coverage'),
];

const weekColumns: readonly Column<AccuracyWeek>[] = [
  { header: 'Week of', cell: ({ week }) => <span className="nowrap">{dateText(week)}</span>, csv: ({ week }) => week },
  ...measureColumns,
];

const categoryColumns: readonly Column<Measured & { readonly category: string }>[] = [
  { header: 'Category', cell: ({ category }) => (category === '' ? 'none' : category), csv: ({ category }) => category },
  ...measureColumns,
];

/** How good forecasts have been, beside whoever expects the week before. */
export const AccuracyTab = () => {
  const api = useApi();
  const [query, setQuery] = useSearchParams();
  const sku = query.get('sku') ?? undefined;
  const weeks = ranges.find(({ value }) => value === query.get('weeks'))?.value ?? ranges[0].value;
  const set = (values: Readonly<Record<string, string>>): void => setQuery({ tab: 'accuracy', ...values }, { replace: true });
  const asked = useQuery({
    queryKey: ['forecast-accuracy', sku, Number(weeks)],
    queryFn: () => api.getForecastAccuracy({ query: { weeks: Number(weeks), ...(sku === undefined ? {} : { sku }) } }),
  });
  const { data } = asked;
  const of = sku ?? 'all articles';
  return (
    <Stack>
      <Text size="sm" maw={820}>
        WAPE is the sum of the errors over what was wanted, WQL the same of the quantiles; naive is whoever expects the week before. Bias
        above 0 means that too much was expected. MAPE is of articles that sold 20 or more. Coverage is how many stayed between p10 and p90:
        80 % is as it should be.
      </Text>
      <ArticleSearch onFound={(found) => set({ weeks, sku: found })} />
      {sku !== undefined && (
        <Text size="sm">
          <Anchor component="button" type="button" inherit underline="always" onClick={() => set({ weeks })}>
            Everything instead of {sku}
          </Anchor>
        </Text>
      )}
      {data?.breach && (
        <Alert color="red" variant="light" title="Forecasts have been bad for three weeks running">
          {data.breach.text}
        </Alert>
      )}
      {data && data.weeks.length > 0 && (
        <Suspense fallback={<div style={{ height: 220 }} />}>
          <AccuracyChart
            label={`Weekly error of the forecast of ${of}`}
            points={data.weeks.map(({ week, measures }) => ({ at: dateText(week), own: measures.wape, naive: measures.naive_wape }))}
          />
        </Suspense>
      )}
      <DataTable
        label={`Accuracy of the forecast of ${of}`}
        columns={weekColumns}
        rows={{ items: data?.weeks.toReversed(), error: asked.error, retry: () => void asked.refetch() }}
        keyOf={({ week }) => week}
        tools={
          <Choice
            size="xs"
            aria-label="Weeks"
            value={weeks}
            options={ranges}
            onChange={(value) => set({ weeks: value, ...(sku === undefined ? {} : { sku }) })}
          />
        }
        empty="No week is over of which something was expected before. The first comparison is made in the night after the first whole week."
      />
      {data && data.categories.length > 0 && (
        <Section title="The newest week by category">
          <DataTable
            label="Accuracy by category"
            columns={categoryColumns}
            rows={{ items: data.categories }}
            keyOf={({ category }) => category}
            empty="There are no categories."
          />
        </Section>
      )}
    </Stack>
  );
};
