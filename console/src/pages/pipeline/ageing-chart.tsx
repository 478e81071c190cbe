import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { words } from '../../shared/status-badge.tsx';
import type { Stage } from '../../shared/types.ts';

type AgeingChartProps = { readonly stages: readonly Stage[]; readonly bucketName: (bucket: Stage['ageing'][number]) => string };

// From fresh to old; the table below it says the same in numbers, for whoever cannot tell the colours apart.
const colours = ['teal.4', 'cyan.5', 'blue.5', 'indigo.5', 'yellow.6', 'orange.6', 'red.7'];
const chartHeight = 260;

export const AgeingChart = ({ stages, bucketName }: AgeingChartProps) => {
  const buckets = stages[0]?.ageing ?? [];
  const data = stages.map((stage) => ({
    stage: words(stage.status),
    ...Object.fromEntries(stage.ageing.map((bucket) => [bucketName(bucket), bucket.orders])),
  }));
  return (
    <div role="img" aria-label="Orders by stage and by time in it; the table below has the same figures">
      <BarChart
        h={chartHeight}
        data={data}
        dataKey="stage"
        type="stacked"
        withLegend
        legendProps={{ itemSorter: null }}
        tickLine="none"
        yAxisProps={{ allowDecimals: false }}
        barProps={{ isAnimationActive: false }}
        series={buckets.map((bucket, index) => ({ name: bucketName(bucket), color: colours[index] ?? 'gray.5' }))}
      />
    </div>
  );
};
