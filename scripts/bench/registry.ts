import type { Benchmark } from './benchmark.ts';
import type { BenchmarkName } from './figures.ts';

/** How to find each benchmark; only the one that runs is loaded, so that no other one's code is in its process. */
export const loadBenchmark: Readonly<Record<BenchmarkName, () => Promise<Benchmark>>> = {
  intake: async () => (await import('./intake.ts')).benchIntake,
  lifecycle: async () => (await import('./intake.ts')).benchLifecycle,
  core: async () => (await import('./core.ts')).benchCore,
  routing: async () => (await import('./routing.ts')).benchRouting,
  sourcing: async () => (await import('./sourcing.ts')).benchSourcing,
  stock: async () => (await import('./stock.ts')).benchStock,
  stock_data: async () => (await import('./stock.ts')).benchStockData,
  anomalies: async () => (await import('./anomalies.ts')).benchAnomalies,
  reservations: async () => (await import('./reservations.ts')).benchReservations,
  growth: async () => (await import('./growth.ts')).benchGrowth,
  views: async () => (await import('./views.ts')).benchViews,
  rebuild: async () => (await import('./rebuild.ts')).benchRebuild,
  bundle: async () => (await import('./bundle.ts')).benchBundle,
  order_cost: async () => (await import('./order-cost.ts')).benchOrderCost,
};
