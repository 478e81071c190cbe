import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';

export type StaffingPoint = { readonly at: string; readonly usual: number; readonly busy: number };

const chartHeight = 220;

/** People by day: on a usual day, and how many more on a busy one. */
export const StaffingChart = ({ points, label }: { readonly points: readonly StaffingPoint[]; readonly label: string }) => (
  <div role="img" aria-label={`${label}; the table below has the same figures`}>
    <BarChart
      h={chartHeight}
      data={points.map((point) => ({ ...point }))}
      dataKey="at"
      series={[
        { name: 'usual', label: 'A usual day (p50)', color: 'teal.7' },
        { name: 'busy', label: 'A busy day (p90)', color: 'orange.6' },
      ]}
      withLegend
      legendProps={{ itemSorter: null }}
      tickLine="none"
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ allowDecimals: false, width: 48 }}
      barProps={{ isAnimationActive: false }}
    />
  </div>
);
