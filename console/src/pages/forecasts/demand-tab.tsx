import { Alert, Anchor, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useSession } from '../../session/session.tsx';
import { useAddressQuery } from '../../shared/address-query.ts';
import { Choice } from '../../shared/choices.tsx';
import { ProblemAlert } from '../../shared/problem.tsx';
import { Time } from '../../shared/time.tsx';
import { ArticleSearch } from '../stock/article-search.tsx';
import { forecastLevels, forecastPeriods, type Period, type TotalLevel, totalLevels } from './forecast-words.ts';
import { Reasons } from './reasons.tsx';
import { SeriesView } from './series-view.tsx';

const pastWeeks = 13;

/** Past weeks stand beside the coming ones where the API has them: of all parts together, week by week. */
const usePast = (sku: string | undefined, level: TotalLevel, period: Period) => {
  const { api, may } = useSession();
  const enabled = may('operations:read') && level === 'total' && period === 'weekly';
  const asked = useQuery({
    queryKey: ['forecast-accuracy', sku, pastWeeks],
    queryFn: () => api.getForecastAccuracy({ query: { weeks: pastWeeks, ...(sku === undefined ? {} : { sku }) } }),
    enabled,
  });
  return enabled ? (asked.data?.weeks ?? []) : [];
};

type AskedProps = { readonly level: TotalLevel; readonly period: Period };

const Totals = ({ level, period }: AskedProps) => {
  const { api } = useSession();
  const asked = useQuery({
    queryKey: ['forecast-totals', level, period],
    queryFn: () => api.getForecastTotals({ query: { level, period } }),
  });
  const past = usePast(undefined, level, period);
  const totals = asked.data?.totals;
  return (
    <>
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      {totals === null && (
        <Text className="muted">There is no forecast yet. One is made each night for everything that has been ordered.</Text>
      )}
      {totals && (
        <>
          <Text size="sm" className="muted">
            Made <Time at={totals.made_at} full />.
          </Text>
          <SeriesView key={level} of="all articles" level={level} series={totals.series} past={past} />
        </>
      )}
    </>
  );
};

const OfArticle = ({ sku, level, period }: AskedProps & { readonly sku: string }) => {
  const { api } = useSession();
  const known = forecastLevels.find(({ value }) => value === level)?.value ?? 'total';
  const asked = useQuery({
    queryKey: ['forecast', sku, known, period],
    queryFn: () => api.getForecast({ query: { sku, level: known, period } }),
  });
  const past = usePast(sku, known, period);
  const forecast = asked.data?.forecast;
  return (
    <>
      <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />
      {forecast === null && (
        <Text className="muted">There is no forecast of {sku}. One is made each night for every article that has been ordered.</Text>
      )}
      {forecast && (
        <>
          <Text size="sm" component="div">
            <Anchor component={Link} to={`/stock?sku=${encodeURIComponent(sku)}&tab=forecast`} underline="always" inherit>
              Stock and value of {sku}
            </Anchor>
            <span className="muted">
              {' '}
              · made <Time at={forecast.made_at} full />
              {forecast.model_version !== null && ` by version ${forecast.model_version} of the model`}
            </span>
          </Text>
          {forecast.cold_start && (
            <Alert color="yellow" variant="light" title="There is little history">
              It is shorter than four weeks, so that the forecast rests on few observations.
            </Alert>
          )}
          <Reasons reasons={forecast.reasons} />
          <SeriesView key={known} of={sku} level={known} series={forecast.series} past={past} />
        </>
      )}
    </>
  );
};

/** What is expected to be wanted: of everything, or of an article. */
export const DemandTab = () => {
  const { may } = useSession();
  const [query, change] = useAddressQuery();
  const sku = query.get('sku') ?? undefined;
  const levels = sku === undefined ? totalLevels : forecastLevels;
  const level = levels.find(({ value }) => value === query.get('level'))?.value ?? 'total';
  const period = forecastPeriods.find(({ value }) => value === query.get('period'))?.value ?? 'weekly';
  const set = (name: string, value: string | undefined): void => change({ [name]: value });
  return (
    <Stack>
      <ArticleSearch onFound={(found) => set('sku', found)} />
      <Group align="flex-end" gap="md">
        <Choice size="md" label="Level" value={level} options={levels} onChange={(value) => set('level', value)} />
        <SegmentedControl aria-label="Periods" data={[...forecastPeriods]} value={period} onChange={(value) => set('period', value)} />
        {sku !== undefined && may('fulfilment:read') && (
          <Anchor component="button" type="button" size="sm" underline="always" onClick={() => set('sku', undefined)}>
            Everything instead of {sku}
          </Anchor>
        )}
      </Group>
      {sku !== undefined && <OfArticle key={sku} sku={sku} level={level} period={period} />}
      {sku === undefined && may('fulfilment:read') && <Totals level={level} period={period} />}
      {sku === undefined && !may('fulfilment:read') && <Text className="muted">Find an article to see what is expected of it.</Text>}
    </Stack>
  );
};
