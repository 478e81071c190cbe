import { defaultAssumptions } from '../../lib/operations/domain/costs/assumptions.ts';
import { prices } from '../../lib/operations/domain/costs/prices.us-east-1.2026-11.ts';
import { wirings } from '../../lib/wirings.ts';
import { estateOf } from '../costs/estate.ts';
import { measure } from '../costs/measure.ts';
import { createReport, type Report } from '../costs/report.ts';
import { type Benchmark, bySize } from './benchmark.ts';

const seed = 1;
const usdPerE10 = 1e-10;

const unitsOf = ({ perOrder }: Report, meter: Report['perOrder']['lines'][number]['meter']): number =>
  perOrder.lines.find((line) => line.meter === meter)?.units ?? 0;

/** What an order takes on AWS, counted on the ports; `npm run costs` tells the same at length. */
export const benchOrderCost: Benchmark = async (context) => {
  const orders = bySize(context.size, { quick: 1, normal: 30 });
  const measured = await measure({ orders, seed, assumed: defaultAssumptions, tell: context.tell });
  const report = createReport({ measured, seed, estate: estateOf(wirings), list: prices, assumed: defaultAssumptions, ordersPerDay: [] });
  const invocations = Object.values(report.invocations).reduce((sum, count) => sum + count, 0);
  return {
    runs: [
      {
        'order_cost.write_units': unitsOf(report, 'dynamodb.write-units'),
        'order_cost.read_units': unitsOf(report, 'dynamodb.read-units'),
        'order_cost.invocations': invocations / orders,
        'order_cost.bus_events': unitsOf(report, 'eventbridge.events'),
        'order_cost.transitions': unitsOf(report, 'step-functions.transitions'),
        'order_cost.one_shipment_transitions': report.groups.find(({ shipments }) => shipments === 1)?.transitions ?? 0,
        'order_cost.dollars': Number(report.perOrder.totalE10) * usdPerE10,
      },
    ],
    setting: `${orders} orders of 5 lines in ${measured.shipments} shipments, from the request to completion, a meter on every port; list prices of ${prices.region} read on ${prices.readOn}`,
  };
};
