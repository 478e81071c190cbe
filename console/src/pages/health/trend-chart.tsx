import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { latencyText } from './figures.ts';

export type TrendPoint = { readonly at: string; readonly p95: number | null; readonly p99: number | null };

const chartHeight = 220;

/** The course of a latency. */
export const TrendChart = ({ points, label }: { readonly points: readonly TrendPoint[]; readonly label: string }) => (
  <div role="img" aria-label={`${label}; the table below has the same figures`}>
    <LineChart
      h={chartHeight}
      data={points.map(({ at, p95, p99 }) => ({ at, p95, p99 }))}
      dataKey="at"
      series={[
        { name: 'p95', color: 'cyan.7' },
        { name: 'p99', color: 'orange.7', strokeDasharray: '5 4' },
      ]}
      valueFormatter={latencyText}
      withLegend
      curveType="linear"
      connectNulls={false}
      tickLine="none"
      yAxisProps={{ width: 64 }}
      lineProps={{ isAnimationActive: false }}
    />
  </div>
);
