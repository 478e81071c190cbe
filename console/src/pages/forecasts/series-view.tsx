import { Stack } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { Choice } from '../../shared/choices.tsx';
import { type Column, DataTable } from '../../shared/data-table.tsx';
import { dateText } from '../../shared/time.tsx';
import type { AccuracyWeek, ForecastSeries } from '../../shared/types.ts';
import { unitsText } from '../stock/units.tsx';
import { keyText, meanText, periodText, shareText, type TotalLevel } from './forecast-words.ts';

const DemandChart = lazy(async () => ({ default: (await import('./demand-chart.tsx')).DemandChart }));

type Period = ForecastSeries['periods'][number];

const totalOf = ({ periods }: ForecastSeries): number => periods.reduce((sum, { mean }) => sum + mean, 0);

const dayMs = 86_400_000;
const daysOf = ({ from, to }: Period): number => Math.round((Date.parse(to) - Date.parse(from)) / dayMs) + 1;

/** What can be drawn beside each other: the first and the last week may be cut off, and would look like a fall. */
const wholePeriods = (periods: readonly Period[]): readonly Period[] => {
  const longest = Math.max(0, ...periods.map(daysOf));
  return periods.filter((period) => daysOf(period) === longest);
};

const periodColumns: readonly Column<Period>[] = [
  { header: 'When', cell: ({ from, to }) => <span className="nowrap">{periodText(from, to)}</span>, csv: ({ from }) => from },
  { header: 'To', csv: ({ to }) => to },
  { header: 'To be expected', align: 'right', cell: ({ mean }) => meanText(mean), csv: ({ mean }) => mean },
  { header: '1 of 10 times within (p10)', align: 'right', cell: ({ p10 }) => unitsText(p10), csv: ({ p10 }) => p10 },
  { header: 'Half the times (p50)', align: 'right', cell: ({ p50 }) => unitsText(p50), csv: ({ p50 }) => p50 },
  { header: '9 of 10 times (p90)', align: 'right', cell: ({ p90 }) => unitsText(p90), csv: ({ p90 }) => p90 },
];

const partColumns = (level: TotalLevel, all: number): readonly Column<ForecastSeries>[] => [
  { header: 'Part', cell: ({ key }) => <span className="break">{keyText(key, level)}</span>, csv: ({ key }) => key },
  { header: 'To be expected', align: 'right', cell: (one) => meanText(totalOf(one)), csv: totalOf },
  { header: 'Share', align: 'right', cell: (one) => shareText(all === 0 ? null : totalOf(one) / all), csv: (one) => totalOf(one) / all },
];

type SeriesViewProps = {
  /** What is expected, such as `TEE`. */
  readonly of: string;
  readonly level: TotalLevel;
  readonly series: readonly ForecastSeries[];
  /** Weeks that are over, to be shown before those to come; empty where there is nothing to compare. */
  readonly past: readonly AccuracyWeek[];
};

/** The parts of a forecast, and one of them period by period. */
export const SeriesView = ({ of, level, series, past }: SeriesViewProps) => {
  const [chosen, setChosen] = useState<string>();
  const parts = series.toSorted((left, right) => totalOf(right) - totalOf(left));
  const shown = parts.find(({ key }) => key === chosen) ?? parts[0];
  if (!shown) return null;
  const name = `${of}${level === 'total' ? '' : `, ${keyText(shown.key, level)}`}`;
  const points = [
    ...past.map(({ week, measures }) => ({
      at: dateText(week),
      actual: measures.actual,
      mean: measures.forecast,
      p10: null,
      p90: null,
    })),
    ...wholePeriods(shown.periods).map(({ from, mean, p10, p90 }) => ({ at: dateText(from), actual: null, mean, p10, p90 })),
  ];
  return (
    <Stack>
      {parts.length > 1 && (
        <>
          <DataTable
            label={`Parts of the forecast of ${of}`}
            columns={partColumns(
              level,
              parts.reduce((sum, one) => sum + totalOf(one), 0),
            )}
            rows={{ items: parts }}
            keyOf={({ key }) => key}
            onOpen={({ key }) => setChosen(key)}
            empty="There are no parts."
          />
          <Choice
            size="md"
            maw={360}
            label="Shown below"
            value={shown.key}
            options={parts.map(({ key }) => ({ value: key, label: keyText(key, level) }))}
            onChange={setChosen}
          />
        </>
      )}
      <Suspense fallback={<div style={{ height: 260 }} />}>
        <DemandChart points={points} label={`Demand of ${name}`} />
      </Suspense>
      <DataTable
        label={`Forecast of ${name}`}
        columns={periodColumns}
        rows={{ items: shown.periods }}
        keyOf={({ from }) => from}
        empty="The forecast has no days."
      />
    </Stack>
  );
};
