import { createHash } from 'node:crypto';
import { LineId, LocationId, Sku } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { type DatedOrder, outlookOf } from '../../lib/sourcing/app/future-value.outlook.ts';
import { chooseSources } from '../../lib/sourcing/domain/choose-sources.ts';
import type { NetworkCosts } from '../../lib/sourcing/domain/opportunity/future.ts';
import { type Estimate, estimateFutureValues } from '../../lib/sourcing/domain/opportunity/future-values.ts';
import { networkCosts } from '../../lib/sourcing/domain/opportunity/network-costs.ts';
import { stockPrices } from '../../lib/sourcing/domain/opportunity/stock-prices.ts';
import { balancedPolicy, nearestPolicy, type SourcingPolicy } from '../../lib/sourcing/domain/sourcing.policy.ts';
import type { Place, SourcingLocation, SourcingRequest, StockAt } from '../../lib/sourcing/domain/sourcing.request.ts';
import { startWatch } from '../bench/stopwatch.ts';
import {
  kindOfSku,
  leastDamage,
  leastLearnedParcel,
  leastParcel,
  learnFrom,
  learningPolicy,
  marketPolicy,
  promiseOn,
  trueCharge,
  trueCost,
  unitValueMinor,
  type Way,
  waysOf,
} from './market.ts';
import type { Network, SimulatedOrder } from './network.ts';

/** Prices of a parcel by distance, in cents: bands as carriers have them. */
const shipping: SourcingPolicy['shipping'] = {
  kind: 'rate-table',
  carriers: [
    {
      carrier: 'national',
      service: 'ground',
      bands: [
        { upToKm: 250, priceMinor: 640 },
        { upToKm: 600, priceMinor: 740 },
        { upToKm: 1_000, priceMinor: 840 },
        { upToKm: 1_600, priceMinor: 960 },
        { upToKm: 2_400, priceMinor: 1_090 },
        { upToKm: 3_200, priceMinor: 1_210 },
        { upToKm: 6_000, priceMinor: 1_340 },
      ],
    },
  ],
};

export const simulatedPolicy: SourcingPolicy = { ...balancedPolicy, name: 'simulated', shipping };
const nearest: SourcingPolicy = { ...nearestPolicy, shipping };

/** How λ is estimated. */
export type LambdaOptions = {
  readonly samples: number;
  readonly rounds: { readonly first: number; readonly again: number };
  readonly step: number;
  /** Orders between one estimate and the next. */
  readonly everyOrders: number;
  /** Cycles of supply that are looked ahead, the present one included. */
  readonly cycles: number;
};

export const standardLambda: LambdaOptions = { samples: 6, rounds: { first: 150, again: 30 }, step: 250, everyOrders: 50, cycles: 2 };

export type Strategy =
  | { readonly kind: 'myopic' | 'nearest' }
  /** Among carriers that are not what their rates say: each order for itself by the rates, or with λ and what was learned. */
  | { readonly kind: 'market-myopic' }
  | { readonly kind: 'market-learned'; readonly options: LambdaOptions }
  | {
      readonly kind: 'lambda';
      readonly options: LambdaOptions;
      /** Called after every estimate, such as to look at the memory. */
      readonly afterEstimate?: () => void;
    };

export type Outcome = {
  /** Shipping, handling, splits, and units that nobody had, in cents. */
  readonly cost: number;
  /** What carriers charge, in cents. */
  readonly shipping: number;
  readonly parcels: number;
  readonly unserved: number;
  /** Milliseconds of each decision. */
  readonly decisionsMs: readonly number[];
  /** Milliseconds of each estimate of λ. */
  readonly estimatesMs: readonly number[];
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const placeOf = (region: string): Place => ({ country: 'US', region });
export const locationId = (centre: number): LocationId => LocationId(`fc-${centre + 1}`);
export const skuName = (sku: number): Sku => Sku(`SKU-${sku + 1}`);

export const locationsOf = ({ centres }: Network): readonly SourcingLocation[] =>
  centres.map(({ region, perParcel, perLine }, centre) => ({
    ...placeOf(region),
    locationId: locationId(centre),
    type: 'warehouse',
    active: true,
    handlingCostMinor: { perParcel, perLine },
  }));

const isMarket = ({ kind }: Strategy): boolean => kind === 'market-myopic' || kind === 'market-learned';

const policyOf = ({ kind }: Strategy): SourcingPolicy =>
  kind === 'nearest' ? nearest : kind === 'market-myopic' ? marketPolicy : kind === 'market-learned' ? learningPolicy : simulatedPolicy;

/** What parcels of this network cost. */
export const costsOf = (network: Network): NetworkCosts =>
  networkCosts(simulatedPolicy, network.regions.map(placeOf), locationsOf(network));

const dated = ({ day, region, skus }: SimulatedOrder): DatedOrder => ({ day, region, lines: skus.map((sku) => ({ sku, units: 1 })) });

/**
 * What nobody can do better, not even whoever knows every order of all days beforehand: a lower bound by the dual of the
 * programme over the whole demand, with each cycle's arrivals in their time.
 */
export const clairvoyantBound = (network: Network): number => {
  const { cycleDays } = network.options;
  const orders = network.orders.map((order) => ({ ...dated(order), period: Math.floor(order.day / cycleDays) }));
  return stockPrices(costsOf(network), orders, network.arrivals, { rounds: 800, step: 120 }).bound;
};

/** What parcels cost at least, by whichever carrier, given what one costs on a way. */
const marketCostsOf = (network: Network, least: (way: Way) => number): NetworkCosts => {
  const costs = costsOf(network);
  const parcel = Float64Array.from(costs.parcel);
  waysOf(network).forEach((ways, region) =>
    ways.forEach((way, centre) => {
      parcel[region * costs.locations + centre] = least(way) + (network.centres[centre] as Network['centres'][number]).perParcel;
    }),
  );
  return { ...costs, parcel };
};

/**
 * The same bound among carriers that are not what their rates say, for whoever also knows what each really is: the cheapest
 * parcel of each way, and on top what of each unit is lost with whoever loses the least. No plan has less of either, so that it
 * is a bound; that one carrier would have to be best at both makes it lower than what can be reached.
 * @param unserved units that nobody can send, which are not lost on the way
 */
export const marketBound = (network: Network, unserved: number): number => {
  const { cycleDays } = network.options;
  const orders = network.orders.map((order) => ({ ...dated(order), period: Math.floor(order.day / cycleDays) }));
  const lost = network.orders.reduce((sum, { skus }) => sum + skus.reduce((each, sku) => each + leastDamage(kindOfSku(sku)), 0), 0);
  const { bound } = stockPrices(marketCostsOf(network, leastParcel), orders, network.arrivals, { rounds: 800, step: 120 });
  return bound + lost - unserved * leastDamage('fragile');
};

/** λ from the orders seen so far, history first, and from nothing else that the network knows of its demand. */
const createEstimator = (network: Network, costs: NetworkCosts, options: LambdaOptions, seed: number) => {
  const { cycleDays, historyDays } = network.options;
  const seen: DatedOrder[] = network.history.map(dated);
  let before: Estimate | undefined;
  let cycleBefore = -1;
  let estimates = 0;
  return {
    note: (order: SimulatedOrder): void => void seen.push(dated(order)),
    estimate: (day: number, doneToday: number, stock: Float64Array): Float64Array => {
      const cycle = Math.floor(day / cycleDays);
      const last = Math.min(network.arrivals.length, cycle + options.cycles);
      const ends = Array.from({ length: last - cycle }, (_, index) => (cycle + index + 1) * cycleDays);
      const past = seen.filter((order) => order.day < day);
      const expectedToday = past.length / (historyDays + day);
      const outlook = outlookOf({
        orders: past,
        skus: network.skus,
        firstDay: -historyDays,
        lastDay: day - 1,
        leftOfToday: Math.max(0, 1 - doneToday / expectedToday),
        ends,
      });
      estimates += 1;
      const supply = [stock, ...network.arrivals.slice(cycle + 1, last)];
      const known = cycle === cycleBefore ? before : undefined;
      before = estimateFutureValues(costs, supply, outlook, { ...options, seed: seed * 1_000 + estimates }, known);
      cycleBefore = cycle;
      return before.values;
    },
  };
};

/** Sends every order of the network as it comes. */
export const simulate = (network: Network, strategy: Strategy, seed: number): Outcome => {
  const { cycleDays } = network.options;
  const [costs, locations] = [costsOf(network), locationsOf(network)];
  const count = locations.length;
  const stock = new Float64Array(network.skus * count);
  const policy = policyOf(strategy);
  const lambda = 'options' in strategy ? strategy.options : undefined;
  const every = lambda?.everyOrders ?? Number.POSITIVE_INFINITY;
  const learned = strategy.kind === 'market-learned' ? learnFrom(network, seed) : undefined;
  const believed = learned ? marketCostsOf(network, (way) => leastLearnedParcel(learned, way)) : costs;
  const estimator = lambda && createEstimator(network, believed, lambda, seed);
  const ways = isMarket(strategy) ? waysOf(network) : undefined;
  let values: Float64Array | undefined;
  let sinceEstimate = Number.POSITIVE_INFINITY;
  let [day, doneToday] = [-1, 0];
  let [cost, shippingCost, parcels, unserved] = [0, 0, 0, 0];
  const decisionsMs: number[] = [];
  const estimatesMs: number[] = [];

  const beginDay = (next: number): void => {
    for (let each = day + 1; each <= next; each += 1) {
      if (each % cycleDays !== 0) continue;
      (network.arrivals[each / cycleDays] as Float64Array).forEach((units, at) => (stock[at] = (stock[at] as number) + units));
      sinceEstimate = Number.POSITIVE_INFINITY;
    }
    [day, doneToday] = [next, 0];
  };

  const requestFor = (order: SimulatedOrder): SourcingRequest => {
    const availability: StockAt[] = [];
    const of: { sku: Sku; locationId: LocationId; valueMinor: number }[] = [];
    for (const sku of order.skus) {
      for (let centre = 0; centre < count; centre += 1) {
        const at = sku * count + centre;
        const where = { sku: skuName(sku), locationId: locationId(centre) };
        availability.push({ ...where, available: stock[at] as number });
        if (values) of.push({ ...where, valueMinor: Math.round(values[at] as number) });
      }
    }
    return {
      decisionId: order.id,
      currency: CurrencyCode('USD'),
      lines: order.skus.map((sku) => ({
        lineId: LineId(String(sku + 1)),
        sku: skuName(sku),
        quantity: 1,
        unitValueMinor,
        ...(ways ? { packageKind: kindOfSku(sku) } : {}),
      })),
      destination: placeOf(network.regions[order.region] as string),
      locations,
      availability,
      excluded: [],
      ...(values ? { futureValue: { version: 'simulated', of } } : {}),
      ...(learned ? { learned } : {}),
      ...(ways ? promiseOn(order.day) : {}),
    };
  };

  const send = (order: SimulatedOrder): void => {
    const request = requestFor(order);
    const watch = startWatch();
    const { receipt, assignments, unsourced } = chooseSources(request, policy, sha256);
    decisionsMs.push(watch());
    const contributions = receipt.candidates[0]?.contributions;
    // λ decides and is not paid; a unit that nobody has costs the same whoever decides.
    if (contributions) cost += contributions.handling + contributions.split + (ways ? 0 : contributions.shipping);
    if (contributions && !ways) shippingCost += contributions.shipping;
    cost += unsourced.length * costs.unserved;
    unserved += unsourced.length;
    parcels += assignments.length;
    for (const { locationId: from, lines, carrier } of assignments) {
      const centre = locations.findIndex((location) => location.locationId === from);
      const way = ways?.[order.region]?.[centre];
      if (way) {
        shippingCost += trueCharge(carrier, way);
        cost += trueCost(
          carrier,
          way,
          lines.map((line) => kindOfSku(Number(line.lineId) - 1)),
        );
      }
      for (const line of lines) {
        const at = (Number(line.lineId) - 1) * count + centre;
        stock[at] = (stock[at] as number) - line.quantity;
      }
    }
  };

  for (const order of network.orders) {
    if (order.day !== day) beginDay(order.day);
    if (estimator && sinceEstimate >= every) {
      const watch = startWatch();
      values = estimator.estimate(day, doneToday, stock);
      estimatesMs.push(watch());
      if (strategy.kind === 'lambda') strategy.afterEstimate?.();
      sinceEstimate = 0;
    }
    send(order);
    estimator?.note(order);
    sinceEstimate += 1;
    doneToday += 1;
  }
  return { cost, shipping: shippingCost, parcels, unserved, decisionsMs, estimatesMs };
};
