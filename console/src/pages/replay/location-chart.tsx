import '@mantine/charts/styles.css';
import { BarChart } from '@mantine/charts';
import { moneyText } from '../../shared/money.tsx';

type Row = { readonly location: string; readonly log: number; readonly replayed: number };
type LocationChartProps = { readonly rows: readonly Row[]; readonly currency: string; readonly policyName: string };

const rowHeight = 46;
const axesHeight = 80;

/** What each location costs on both sides, as bars. */
export const LocationChart = ({ rows, currency, policyName }: LocationChartProps) => (
  <div role="img" aria-label={`Cost by location in the log and under ${policyName}, in ${currency}; the table below has the same figures`}>
    <BarChart
      h={rows.length * rowHeight + axesHeight}
      data={rows.map((row) => ({ ...row }))}
      dataKey="location"
      orientation="vertical"
      series={[
        { name: 'log', label: 'Log', color: 'gray.6' },
        { name: 'replayed', label: 'Replayed', color: 'cyan.7' },
      ]}
      valueFormatter={(amount) => moneyText(amount, currency)}
      withLegend
      tickLine="none"
      gridAxis="none"
      yAxisProps={{ width: 96 }}
      barProps={{ isAnimationActive: false }}
    />
  </div>
);
