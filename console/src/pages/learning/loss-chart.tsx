import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { Box, Group, Text } from '@mantine/core';
import { moneyText } from '../../shared/money.tsx';
import { type Cause, causeColours, causes, causeWords } from './learning-words.ts';

export type LossPoint = { readonly at: string } & Readonly<Record<Cause, number>>;

const chartHeight = 260;

type LossChartProps = { readonly points: readonly LossPoint[]; readonly currency: string };

/** What was lost each day against the best decision, by cause. */
export const LossChart = ({ points, currency }: LossChartProps) => (
  <div role="img" aria-label={`Loss of each day by cause, in ${currency}; the table below has the same figures`}>
    <BarChart
      h={chartHeight}
      type="stacked"
      barChartProps={{ stackOffset: 'sign' }}
      data={points.map((point) => ({ ...point }))}
      dataKey="at"
      series={causes.map((name) => ({ name, label: causeWords[name], color: causeColours[name] }))}
      valueFormatter={(amount) => moneyText(amount, currency)}
      tickLine="none"
      xAxisProps={{ minTickGap: 24 }}
      yAxisProps={{ width: 80 }}
      barProps={{ isAnimationActive: false }}
    />
    {/* The chart's own legend would lie over what follows it on a phone. */}
    <Group gap="md" mt={4}>
      {causes.map((cause) => (
        <Group key={cause} gap={6} wrap="nowrap">
          <Box w={10} h={10} bg={causeColours[cause]} style={{ borderRadius: 2, flex: 'none' }} />
          <Text size="xs">{causeWords[cause]}</Text>
        </Group>
      ))}
    </Group>
  </div>
);
