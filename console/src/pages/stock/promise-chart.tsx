import '@mantine/charts/styles.css';
import { ChartTooltip, LineChart } from '@mantine/charts';
import type { ComponentProps } from 'react';
import { dayText } from '../../shared/time.tsx';

/** What may be promised from a moment on. */
export type CurvePoint = { readonly at: number; readonly promise: number; readonly projected: number };

const chartHeight = 260;
const series = [
  { name: 'promise', label: 'May be promised', color: 'teal.7' },
  { name: 'projected', label: 'Projected', color: 'orange.7', strokeDasharray: '5 4' },
];

const dayOf = (at: unknown): string => (typeof at === 'number' ? dayText(new Date(at).toISOString()) : '');

type CurveTooltipProps = { readonly label?: unknown; readonly payload?: ComponentProps<typeof ChartTooltip>['payload'] };

const CurveTooltip = ({ label: at, payload }: CurveTooltipProps) => <ChartTooltip label={dayOf(at)} payload={payload} series={series} />;

/** A curve in steps: what is free stays so until something comes or is taken. */
export const PromiseChart = ({ points, label }: { readonly points: readonly CurvePoint[]; readonly label: string }) => (
  <div role="img" aria-label={`${label}; the table below has the same figures`}>
    <LineChart
      h={chartHeight}
      data={points.map((point) => ({ ...point }))}
      dataKey="at"
      series={series}
      curveType="stepAfter"
      withLegend
      legendProps={{ itemSorter: null }}
      withDots={false}
      tickLine="none"
      xAxisProps={{ type: 'number', scale: 'time', domain: ['dataMin', 'dataMax'], tickFormatter: dayOf, minTickGap: 24 }}
      yAxisProps={{ allowDecimals: false, width: 48 }}
      lineProps={{ isAnimationActive: false }}
      tooltipProps={{
        content: CurveTooltip,
      }}
    />
  </div>
);
