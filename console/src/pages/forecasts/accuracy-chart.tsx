import '@mantine/charts/styles.css';
import { LineChart } from '@mantine/charts';

export type AccuracyPoint = { readonly at: string; readonly own: number | null; readonly naive: number | null };

const chartHeight = 220;

/** The errors of past weeks beside those of whoever expects the week before. */
export const AccuracyChart = ({ points, label }: { readonly points: readonly AccuracyPoint[]; readonly label: string }) => (
  <div role="img" aria-label={`${label}; the table below has the same figures`}>
    <LineChart
      h={chartHeight}
      data={points.map((point) => ({ ...point }))}
      dataKey="at"
      series={[
        { name: 'own', label: 'The forecast', color: 'teal.7' },
        { name: 'naive', label: 'Seasonal naive: the week before', color: 'gray.6', strokeDasharray: '5 4' },
      ]}
      valueFormatter={(value) => `${Math.round(value * 100)} %`}
      withLegend
      legendProps={{ itemSorter: null }}
      curveType="linear"
      connectNulls={false}
      tickLine="none"
      yAxisProps={{ width: 56 }}
      lineProps={{ isAnimationActive: false }}
    />
  </div>
);
