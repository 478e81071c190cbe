import { type Command, Option } from 'commander';
import {
  forecastAt,
  type ForecastLevel,
  forecastLevels,
  type ForecastPeriod,
  forecastPeriods,
  type StoredForecast,
} from '../../lib/forecasting/index.ts';
import { Sku } from '../../lib/kernel/ids.ts';
import type { FutureValueReport } from '../../lib/sourcing/index.ts';
import { counted, paragraphs, table } from './output.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const forecastText = (forecast: StoredForecast): string => {
  const { sku, model, version, historyFrom, historyTo, historyUnits, days, regions, locations } = forecast;
  const total = days.reduce((sum, { mean }) => sum + mean, 0);
  return paragraphs(
    `${sku}: about ${total.toFixed(1)} units in ${counted(days.length, 'day')}, by ${model} (${version}) from ${counted(historyUnits, 'unit')} between ${historyFrom} and ${historyTo}.`,
    table(
      ['Day', 'Units'],
      days.slice(0, 14).map(({ day, mean }) => [day, mean.toFixed(2)]),
      ['Units'],
    ),
    table(
      ['Region', 'Share'],
      regions.slice(0, 10).map(({ region, share }) => [region === '' ? 'unknown' : region, percent(share)]),
      ['Share'],
    ),
    locations.length === 0
      ? undefined
      : table(
          ['Location', 'Would serve'],
          locations.map(({ locationId, share }) => [locationId, percent(share)]),
          ['Would serve'],
        ),
    (forecast.reasons ?? []).map(({ text }) => text).join('\n'),
  );
};

type LevelOptions = { readonly level?: ForecastLevel; readonly period: ForecastPeriod };
type Series = ReturnType<typeof forecastAt>;

const seriesText = (series: Series): string =>
  table(
    ['Part', 'From', 'To', 'Mean', 'p10', 'p50', 'p90'],
    series.flatMap(({ key, periods }) =>
      periods.map(({ from, to, mean, p10, p50, p90 }) => [
        key === '' ? 'all' : key,
        from,
        to,
        mean.toFixed(2),
        String(p10),
        String(p50),
        String(p90),
      ]),
    ),
    ['Mean', 'p10', 'p50', 'p90'],
  );

const valuesText = (report: FutureValueReport): string => {
  if (report.version === null) return 'Nothing has been estimated yet. Estimates begin with the first orders.';
  const use = report.inUse ? 'Decisions go by it.' : 'It is too old: decisions count 0.';
  const rows = report.items.flatMap(({ sku, locations }) => locations.map(({ locationId, value }) => [sku, locationId, String(value)]));
  return paragraphs(
    `${report.version}, made at ${report.madeAt} (${report.cause}) from ${counted(report.orders ?? 0, 'order')}, looking ${counted(report.horizonDays ?? 0, 'day')} ahead. ${use}`,
    rows.length === 0
      ? 'No unit is worth more later: stock covers what is expected.'
      : table(['SKU', 'Location', 'Worth later (minor units)'], rows, ['Worth later (minor units)']),
  );
};

const openParts = () => import('../../lambdas/forecasting/forecasting-parts.ts');

/** `oms forecast` and `oms future-values`: what is expected to be wanted, and what stock is worth for it. */
export const registerForecasts = (program: Command, session: Session): void => {
  program
    .command('forecast')
    .summary('what is expected to be wanted of an article, by day, region and location')
    .argument('<sku>', 'the article')
    .addOption(new Option('--level <level>', 'its parts, with how sure they are').choices(forecastLevels))
    .addOption(new Option('--period <period>', 'how long the periods of the parts are').choices(forecastPeriods).default('weekly'))
    .action(
      action<LevelOptions, [string]>(session, (call, sku) =>
        call.withProduct(async ({ platform }) => {
          const { forecastsOf } = await openParts();
          const forecast = await forecastsOf(platform).current(call.tenantId, Sku(sku));
          if (!forecast)
            throw new CommandError('no-demand', `On whole days of the last 16 weeks nobody has ordered ${sku}.`, exitCodes.refused);
          const { level, period } = call.options;
          if (level === undefined) return call.print(forecast, () => forecastText(forecast));
          const series = forecastAt(forecast, level, period);
          return call.print({ ...forecast, level, period, series }, () => paragraphs(forecastText(forecast), seriesText(series)));
        }),
      ),
    );
  program
    .command('future-values')
    .summary('what a unit is expected to be worth later, by article and location, as decisions count it')
    .option('--sku <sku>', 'of this article alone')
    .option('--refresh', 'estimate anew first, where orders have come within a week')
    .action(
      action<{ readonly sku?: string; readonly refresh?: boolean }>(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const [{ futureValueRefreshOf }, { createReadFutureValues }] = await Promise.all([
            openParts(),
            import('../../lib/sourcing/index.ts'),
          ]);
          if (call.options.refresh) await futureValueRefreshOf(platform).renew(call.tenantId);
          const report = await createReadFutureValues(platform)(call.tenantId, call.options.sku, () => true);
          call.print(report, () => valuesText(report));
        }),
      ),
    );
};
