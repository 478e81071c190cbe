import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';

/** A day or week: what was wanted, what was or is expected, and how far it may stray. */
export type DemandPoint = {
  readonly at: string;
  readonly actual: number | null;
  readonly mean: number | null;
  readonly p10: number | null;
  readonly p90: number | null;
};

const chartHeight = 260;
const series = [
  { name: 'actual', label: 'Wanted', color: 'gray.8' },
  { name: 'p90', label: 'Hardly ever more (p90)', color: 'orange.7', strokeDasharray: '5 4' },
  { name: 'mean', label: 'To be expected', color: 'teal.7' },
  { name: 'p10', label: 'Hardly ever less (p10)', color: 'blue.6', strokeDasharray: '2 3' },
];

/** What was wanted beside what is expected. */
export const DemandChart = ({ points, label }: { readonly points: readonly DemandPoint[]; readonly label: string }) => (
  <div role="img" aria-label={`${label}; the table below has the same figures`}>
    <LineChart
      h={chartHeight}
      data={points.map((point) => ({ ...point }))}
      dataKey="at"
      series={points.some(({ actual }) => actual !== null) ? series : series.filter(({ name }) => name !== 'actual')}
      curveType="linear"
      connectNulls={false}
      withLegend
      legendProps={{ itemSorter: null }}
      withDots={false}
      tickLine="none"
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ width: 56 }}
      lineProps={{ isAnimationActive: false }}
    />
  </div>
);
