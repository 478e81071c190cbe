import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';
import { dateText } from '../../shared/time.tsx';
import type { Forecast } from '../../shared/types.ts';

const chartHeight = 240;
const series = [
  { name: 'p90', label: 'Hardly ever more (p90)', color: 'orange.7', strokeDasharray: '5 4' },
  { name: 'mean', label: 'To be expected', color: 'teal.7' },
  { name: 'p10', label: 'Hardly ever less (p10)', color: 'blue.6', strokeDasharray: '2 3' },
];

/** The demand that is expected day by day, and how far it may stray. */
export const ForecastChart = ({ days, label }: { readonly days: Forecast['days']; readonly label: string }) => (
  <div role="img" aria-label={`${label}; the table below has the same figures`}>
    <LineChart
      h={chartHeight}
      data={days.map(({ day, mean, p10, p90 }) => ({ day: dateText(day), mean, p10, p90 }))}
      dataKey="day"
      series={series}
      curveType="linear"
      withLegend
      legendProps={{ itemSorter: null }}
      withDots={false}
      tickLine="none"
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ width: 48 }}
      lineProps={{ isAnimationActive: false }}
    />
  </div>
);
