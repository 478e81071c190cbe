import type { Command } from 'commander';
import { createReadAccuracy } from '../../lib/forecasting/index.ts';
import { Sku } from '../../lib/kernel/ids.ts';
import { paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Session } from './session.ts';

const shown = (value: number | null): string => (value === null ? '-' : value.toFixed(3));

/** `oms forecasts accuracy`: forecasts of past weeks against what was wanted. */
export const registerForecastAccuracy = (program: Command, session: Session): void => {
  program
    .command('forecasts')
    .summary('how good forecasts have been')
    .command('accuracy')
    .summary('forecasts of past weeks against what was wanted, beside the seasonal naive forecast')
    .option('--sku <sku>', 'of this article alone')
    .option('--weeks <n>', 'weeks that are over', wholeNumber(1, 104), 13)
    .action(
      action<{ readonly sku?: string; readonly weeks: number }>(session, async (call) => {
        const { sku, weeks } = call.options;
        const report = await call.withProduct(({ platform }) =>
          createReadAccuracy(platform)(call.tenantId, { weeks, sku: sku === undefined ? undefined : Sku(sku) }),
        );
        const headings = ['Week', 'Wanted', 'Expected', 'WAPE', 'WQL', 'Bias', 'MAPE', 'WAPE/naive', 'WQL/naive'];
        const rows = report.weeks.map(({ week, measures: of }) => [
          week,
          String(Math.round(of.actual)),
          String(Math.round(of.forecast)),
          ...[of.wape, of.wql, of.bias, of.mape, of.wapeRatio, of.wqlRatio].map(shown),
        ]);
        call.print(report, () =>
          paragraphs(
            rows.length === 0 ? 'No week that was forecast before it began is over yet.' : table(headings, rows, headings.slice(1)),
            report.breach?.text,
          ),
        );
      }),
    );
};
