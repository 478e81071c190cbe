import { panelNames } from '../stock-simulator/articles.ts';

/** A bound that a figure is held against: a `budget` is a promise, a `goal` is where we would like to come. */
export type Bound = { readonly kind: 'budget' | 'goal' } & ({ readonly least: number } | { readonly most: number });

export type Figure = {
  /** Benchmark and figure, such as `intake.p99_ms`; the unit stands last. */
  readonly name: string;
  readonly what: string;
  /** Digits after the point. */
  readonly decimals: number;
  readonly bound?: Bound;
};

const figure = (name: string, decimals: number, what: string, bound?: Bound): Figure => ({
  name,
  decimals,
  what,
  ...(bound ? { bound } : {}),
});
const budget = (bound: { readonly least: number } | { readonly most: number }): Bound => ({ kind: 'budget', ...bound });
const goal = (bound: { readonly least: number } | { readonly most: number }): Bound => ({ kind: 'goal', ...bound });

/** What is asked of a full installation. */
export const viewRequests = [
  'list',
  'list_by_status',
  'search_order_id',
  'search_channel_order',
  'search_email',
  'search_phone',
  'search_sku',
  'search_tracking_number',
  'search_status',
  'pipeline',
  'review_queue',
  'exceptions',
] as const;
export type ViewRequest = (typeof viewRequests)[number];

const viewWords: Readonly<Record<ViewRequest, string>> = {
  list: 'the newest orders',
  list_by_status: 'orders of a status',
  search_order_id: 'search by our id',
  search_channel_order: "search by the channel's id",
  search_email: 'search by e-mail address',
  search_phone: 'search by phone number',
  search_sku: 'search by SKU',
  search_tracking_number: 'search for a tracking number',
  search_status: 'search by status',
  pipeline: 'orders per stage with ages',
  review_queue: 'holds that wait for a decision',
  exceptions: 'orders that need somebody',
};

const viewFigures = (name: ViewRequest): readonly Figure[] => [
  figure(`views.${name}_p50_ms`, 1, `${viewWords[name]}, half of the answers`),
  figure(`views.${name}_p95_ms`, 1, 'the same, 95 of 100', budget({ most: 200 })),
  figure(`views.${name}_p99_ms`, 1, 'the same, 99 of 100'),
];

/** What the product comes to beside a rule of thumb, in percent of the rule's: less is better. */
const ruleFigures = (prefix: string, rule: string): readonly Figure[] => [
  figure(`${prefix}_fill_pct`, 1, `units served of those wanted, by ${rule}`),
  figure(`${prefix}_lost_pct`, 1, 'units lost with the forecast, at the same stock on the shelf', goal({ most: -30 })),
  figure(`${prefix}_empty_pct`, 1, 'and days of empty shelves', goal({ most: -30 })),
  figure(`${prefix}_safety_stock_pct`, 1, 'units left when a delivery arrives, with the same units lost', goal({ most: -20 })),
  figure(`${prefix}_stock_pct`, 1, 'and all stock on the shelf'),
];
const rulesFigures = (prefix: string): readonly Figure[] => [
  ...ruleFigures(`${prefix}cover`, 'a cover of four weeks'),
  ...ruleFigures(`${prefix}deviation`, 'mean and 1.645 standard deviations'),
];

/** Orders within an hour that somebody places to buy an article empty, or to try cards. */
export const burstSizes = [10, 15, 20] as const;

/** Every figure there is, in the order in which they are shown. */
export const figures: readonly Figure[] = [
  figure(
    'intake.orders_per_s',
    0,
    'orders answered over HTTP after they are durable, all that follows an order running beside',
    budget({ least: 2_000 }),
  ),
  figure('intake.p50_ms', 2, 'time of such an answer, half of them'),
  figure('intake.p99_ms', 2, 'the same, 99 of 100', budget({ most: 15 })),
  figure('intake.errors', 0, 'requests that were not answered 201', budget({ most: 0 })),
  figure('lifecycle.orders_per_s', 1, 'orders from the request until all are shipped and every queue is dry', budget({ least: 200 })),
  figure('core.orders_per_s', 0, 'orders placed, secured, routed, reserved and allocated, in memory, on one core', goal({ least: 30_000 })),
  figure('core.accepted_per_s', 0, 'orders placed alone: decided, folded and committed in memory'),
  figure('routing.p50_ms', 3, 'one decision with its receipt, 50 locations and 10 lines, half of them'),
  figure('routing.p99_ms', 3, 'the same, 99 of 100', budget({ most: 2 })),
  figure('routing.optimal_pct', 1, 'decisions proven to be the cheapest', budget({ least: 100 })),
  figure('routing.future_p50_ms', 3, 'one decision where units are worth something later, half of them'),
  figure('routing.future_p99_ms', 3, 'the same, 99 of 100', budget({ most: 2 })),
  figure('routing.large_p50_ms', 2, 'one decision with 1,000 locations and 5 lines, half of them'),
  figure('routing.large_p99_ms', 2, 'the same, 99 of 100', budget({ most: 20 })),
  figure('routing.solver_p50_ms', 0, 'one decision of 18 lines, with a solver, half of them'),
  figure('routing.solver_p99_ms', 0, 'the same, 99 of 100', budget({ most: 100 })),
  figure('routing.solver_proven_pct', 0, 'of these, proven to be the cheapest'),
  figure('routing.memory_mb', 1, 'memory that deciding holds at most, the solver included, garbage aside', budget({ most: 64 })),
  figure('routing.with_stock_reads_p99_ms', 2, 'the same decision with its 500 stock levels read from the ledger, 99 of 100'),
  figure(
    'sourcing.gap_closed_pct',
    1,
    'of what whoever knows all orders beforehand saves against each order for itself, how much λ saves',
    budget({ least: 60 }),
  ),
  figure('sourcing.gap_closed_min_pct', 1, 'the same for the seed with the least of it'),
  figure('sourcing.gap_closed_max_pct', 1, 'and with the most'),
  figure('sourcing.cost_vs_myopic_pct', 2, 'cost with λ against each order for itself'),
  figure('sourcing.cost_vs_nearest_pct', 2, 'cost with λ against the nearest location'),
  figure(
    'sourcing.shipping_vs_nearest_pct',
    2,
    'what carriers charge with λ against the nearest location, at the same rates',
    goal({ most: -15 }),
  ),
  figure('sourcing.myopic_over_bound_pct', 2, 'each order for itself against the lower bound'),
  figure(
    'sourcing.learned_gap_closed_pct',
    1,
    'what of the gap to hindsight λ and learned carriers close, where carriers are not what their rates say',
    goal({ least: 60 }),
  ),
  figure('sourcing.learned_cost_vs_rates_pct', 2, 'the real cost of that against each order for itself by the rates'),
  figure('sourcing.learned_shipping_vs_rates_pct', 2, 'of that, what carriers charge', goal({ most: -15 })),
  figure('sourcing.off_policy_correlation', 2, 'how the replays of policies that did not decide go with their real costs, over the log’s'),
  figure('sourcing.off_policy_bias_pct', 2, 'what replays say beyond the real cost, on average'),
  figure('sourcing.off_policy_error_pct', 2, 'the same, in either direction'),
  figure('sourcing.off_policy_held_pct', 0, 'replays whose range of nine in ten holds the real cost'),
  figure('sourcing.off_policy_effective', 0, 'decisions that a replay is worth, given how unevenly they weigh'),
  figure('sourcing.p50_ms', 3, 'one decision with λ and its receipt, half of them'),
  figure('sourcing.p99_ms', 3, 'the same, 99 of 100'),
  figure('sourcing.estimate_p50_ms', 0, 'one estimate of λ, off the way of orders, half of them'),
  figure('sourcing.memory_mb', 1, 'memory that estimating and deciding hold at most, garbage aside', budget({ most: 64 })),
  figure('sourcing.unserved_pct', 2, 'units that no location had'),
  ...rulesFigures('stock.'),
  figure('stock.oversold_none_per_10000', 2, 'units sold that were not there, of 10,000 wanted, without a buffer'),
  figure('stock.oversold_default_pct', 0, 'against that, with the default percents'),
  figure('stock.oversold_share5_pct', 0, 'with 5 % of everything held back, rounded up'),
  figure('stock.oversold_share10_pct', 0, 'with 10 %'),
  figure('stock.oversold_solved_pct', 0, 'with the solved buffer', goal({ most: -30 })),
  figure('stock.withheld_share5_per_10000', 0, 'units refused that were there, of 10,000 wanted, with 5 %'),
  figure('stock.withheld_share10_per_10000', 0, 'with 10 %'),
  figure('stock.withheld_solved_per_10000', 0, 'with the solved buffer'),
  ...panelNames.flatMap((panel) => rulesFigures(`stock_data.${panel}_`)),
  figure('anomalies.spikes_per_year', 1, 'spikes of orders told in a year in which nobody planted one'),
  ...burstSizes.map((size) => figure(`anomalies.burst${size}_caught_pct`, 0, `bursts of ${size} orders within an hour that are told`)),
  figure('reservations.per_s', 0, 'reservations of one SKU at one location, one commit each', budget({ least: 8_000 })),
  figure('reservations.first_100_per_s', 0, 'the same for the first hundred, while few are open'),
  figure('reservations.p99_ms', 1, 'time of one while 256 buyers ask at once, 99 of 100', goal({ most: 50 })),
  figure('reservations.oversold', 0, 'units promised beyond those there were, by the ledger', budget({ most: 0 })),
  figure('reservations.undersold', 0, 'units left while buyers were refused, by the ledger', budget({ most: 0 })),
  figure('reservations.buyers_10000_of_100', 0, 'of 10,000 buyers at once, those who got one of 100 units', budget({ least: 100 })),
  figure('reservations.plain_per_s', 0, 'reservations of one SKU, each a write by itself'),
  figure('reservations.buckets_per_s', 0, 'reservations of one SKU from eight buckets, as in AWS, each a write by itself'),
  figure('growth.slowdown_pct', 1, 'the larger of the next two', budget({ most: 10 })),
  figure('growth.intake_slowdown_pct', 1, 'intake from a thousand orders and SKUs to the largest size'),
  figure('growth.reads_slowdown_pct', 1, 'reads of stock levels, the same'),
  figure('growth.largest_size', 0, 'orders and SKUs at the end'),
  figure('views.orders', 0, 'orders in the installation that is asked'),
  ...viewRequests.flatMap(viewFigures),
  figure('views.pipeline_slowest_ms', 1, 'the slowest of the looks at the pipeline of somebody who keeps looking, counting anew included'),
  figure('views.resident_before_mb', 0, 'resident memory of the process before these requests'),
  figure('views.resident_after_mb', 0, 'and after them', budget({ most: 512 })),
  figure('rebuild.events_per_s', 0, 'events folded into views that were empty', goal({ least: 100_000 })),
  figure('bundle.max_kb', 0, 'the largest function, AWS SDK included', budget({ most: 750 })),
  figure('bundle.answering_max_kb', 0, 'the largest of those that answer a request', budget({ most: 750 })),
  figure('bundle.import_ms', 1, 'import of the slowest function in a process of its own', budget({ most: 75 })),
  figure('order_cost.write_units', 2, 'DynamoDB write units of an average order (5 lines, 1.3 shipments)', budget({ most: 60 })),
  figure('order_cost.read_units', 2, 'DynamoDB read units'),
  figure('order_cost.invocations', 2, 'invocations of functions'),
  figure('order_cost.bus_events', 2, 'events on the bus'),
  figure('order_cost.transitions', 2, 'transitions of the workflows; 16, and 8 for each further shipment', budget({ most: 18.4 })),
  figure('order_cost.one_shipment_transitions', 2, 'transitions of an order in one shipment', budget({ most: 16 })),
  figure('order_cost.dollars', 6, 'US dollars, storage for the whole time of keeping included', goal({ most: 0.0003 })),
];

export type BenchmarkName =
  | 'intake'
  | 'lifecycle'
  | 'core'
  | 'routing'
  | 'sourcing'
  | 'stock'
  | 'stock_data'
  | 'anomalies'
  | 'reservations'
  | 'growth'
  | 'views'
  | 'rebuild'
  | 'bundle'
  | 'order_cost';

/** Those that need nothing but the repository; `stock_data` needs a folder of public data. */
export const benchmarkNames: readonly BenchmarkName[] = [
  'intake',
  'lifecycle',
  'core',
  'routing',
  'sourcing',
  'stock',
  'anomalies',
  'reservations',
  'growth',
  'views',
  'rebuild',
  'bundle',
  'order_cost',
];

/** Whether there is a benchmark of this name. */
export const isBenchmarkName = (name: string): name is BenchmarkName =>
  name === 'stock_data' || (benchmarkNames as readonly string[]).includes(name);

/** The figures of one benchmark. */
export const figuresOf = (benchmark: BenchmarkName): readonly Figure[] => figures.filter(({ name }) => name.startsWith(`${benchmark}.`));
