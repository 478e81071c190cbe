// Whether what a log tells of policies that did not decide is true: the product's own replay beside the real costs, which only a
// simulator knows.
import { LineId, type LocationId, OrderId } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { createRandom } from '../../lib/platform/simulation/random.ts';
import { chooseSources } from '../../lib/sourcing/domain/choose-sources.ts';
import type { LearnedFigures } from '../../lib/sourcing/domain/learning/estimate.ts';
import type { Outcome } from '../../lib/sourcing/domain/learning/outcome.ts';
import { createReplay, type LoggedDecision } from '../../lib/sourcing/domain/replay.ts';
import type { Assignment, SourcingDecision } from '../../lib/sourcing/domain/sourcing.decision.ts';
import type { SourcingPolicy } from '../../lib/sourcing/domain/sourcing.policy.ts';
import type { SourcingRequest } from '../../lib/sourcing/domain/sourcing.request.ts';
import { drawParcel, kindOfSku, learnFrom, learningPolicy, marketPolicy, promiseOn, trueCost, unitValueMinor, waysOf } from './market.ts';
import type { Network, SimulatedOrder } from './network.ts';
import { locationId, locationsOf, placeOf, sha256, skuName } from './simulate.ts';

/** The log draws as often as a policy may, among plans that are a fifth dearer at most, so that it says something of many. */
const logging: SourcingPolicy = { ...learningPolicy, learned: { enabled: true, explorePercent: 5, exploreWithinPercent: 20 } };

const weighed = (name: string, weights: Partial<SourcingPolicy['weightsPercent']>): SourcingPolicy => ({
  ...learningPolicy,
  name,
  weightsPercent: { ...learningPolicy.weightsPercent, ...weights },
});

/** Policies that did not decide. They differ in where goods come from and by whom. */
const candidates: readonly SourcingPolicy[] = [
  weighed('as-logged', {}),
  weighed('handling-overlooked', { handling: 0 }),
  weighed('handling-threefold', { handling: 300 }),
  weighed('lateness-tenfold', { lateness: 1_000 }),
  { ...learningPolicy, name: 'damage-feared', learned: { enabled: true, damagePercent: 400 } },
  { ...marketPolicy, name: 'by-rates' },
];

/** What a policy costs on average over what the log cost: by its replay, with the range that it gives, and in truth. */
export type Judged = {
  readonly policy: string;
  readonly estimated: number;
  readonly low: number;
  readonly high: number;
  readonly real: number;
  /** Decisions that the estimate is worth; see `OffPolicyEstimate`. */
  readonly effective: number;
};

type Market = { readonly network: Network; readonly figures: LearnedFigures; readonly ways: ReturnType<typeof waysOf> };

/** Shelves so full that no decision takes from another: then what a policy costs is the mean of its decisions. */
const shelf = 100_000;

const requestFor = ({ network, figures }: Market, order: SimulatedOrder, draw: number): SourcingRequest => ({
  decisionId: order.id,
  currency: CurrencyCode('USD'),
  lines: order.skus.map((sku) => ({
    lineId: LineId(String(sku + 1)),
    sku: skuName(sku),
    quantity: 1,
    unitValueMinor,
    packageKind: kindOfSku(sku),
  })),
  destination: placeOf(network.regions[order.region] as string),
  locations: locationsOf(network),
  availability: order.skus.flatMap((sku) =>
    network.centres.map((_, centre) => ({
      sku: skuName(sku),
      locationId: locationId(centre),
      available: (network.arrivals[0]?.[sku * network.centres.length + centre] ?? 0) > 0 ? shelf : 0,
    })),
  ),
  excluded: [],
  learned: figures,
  draw,
  ...promiseOn(order.day),
});

const kindsOf = ({ lines }: Assignment) => lines.map(({ lineId }) => kindOfSku(Number(lineId) - 1));

const wayOf = ({ network, ways }: Market, order: SimulatedOrder, { locationId: from }: Assignment) => {
  const way = ways[order.region]?.[network.centres.findIndex((_, centre) => locationId(centre) === from)];
  if (!way) throw new Error(`there is no way from ${from}`);
  return way;
};

/** What a decision costs in truth: its parcels, handling and splits. */
const realCost = (market: Market, order: SimulatedOrder, { assignments }: SourcingDecision, { splitCostMinor }: SourcingPolicy): number =>
  assignments.reduce(
    (sum, assignment) => {
      const centre = market.network.centres.findIndex((_, index) => locationId(index) === assignment.locationId);
      const { perParcel = 0, perLine = 0 } = market.network.centres[centre] ?? {};
      const parcel = trueCost(assignment.carrier, wayOf(market, order, assignment), kindsOf(assignment));
      return sum + parcel + perParcel + perLine * assignment.lines.length;
    },
    splitCostMinor * Math.max(0, assignments.length - 1),
  );

type Entry = { readonly order: SimulatedOrder; readonly logged: LoggedDecision; readonly outcomes: ReadonlyMap<LocationId, Outcome> };

/** Ids have no digits that look like letters, so each digit is a letter. */
const orderIdOf = (index: number): OrderId =>
  OrderId(
    String(index)
      .padStart(26, '0')
      .replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit))),
  );

/** A log as the product keeps it, and what became of the parcels. */
const keepLog = (market: Market, seed: number, decisions: number): readonly Entry[] => {
  const chance = createRandom(seed).fork('off-policy');
  return market.network.orders.slice(0, decisions).flatMap((order, index) => {
    const random = chance.fork(order.id);
    const request = requestFor(market, order, random.next());
    const decision = chooseSources(request, logging, sha256);
    if (!decision.complete) return [];
    const { now } = promiseOn(order.day);
    const outcomes = new Map(
      decision.assignments.map((assignment) => {
        const { carrier } = assignment;
        const parcel = { carrier, way: wayOf(market, order, assignment), kinds: kindsOf(assignment), at: now };
        return [assignment.locationId, drawParcel(random, parcel)];
      }),
    );
    const logged = {
      orderId: orderIdOf(index),
      decidedAt: now,
      decision,
      followed: true,
      inputs: { request, policy: logging, isPickup: false },
    };
    return [{ order, logged, outcomes }];
  });
};

/** Every candidate by the product's replay over one log, beside what it really costs. */
export const judgeOffPolicy = (network: Network, seed: number, decisions: number): readonly Judged[] => {
  const market: Market = { network, figures: learnFrom(network, seed), ways: waysOf(network) };
  const log = keepLog(market, seed, decisions);
  const outcomes = new Map(log.map((entry) => [entry.logged.orderId, entry.outcomes]));
  const meanOf = (of: (entry: Entry) => number): number => log.reduce((sum, entry) => sum + of(entry), 0) / log.length;
  const ofLog = meanOf(({ order, logged }) => realCost(market, order, logged.decision, logging));
  return candidates.flatMap((candidate) => {
    const replay = createReplay({
      candidate,
      rates: 'logged',
      sha256,
      learned: market.figures,
      outcomesOf: (orderId, from) => {
        const outcome = outcomes.get(orderId)?.get(from);
        return outcome ? [outcome] : [];
      },
    });
    for (const { logged } of log) replay.add(logged);
    const [estimate] = replay.result().estimates ?? [];
    if (!estimate) return [];
    // Both sides are priced by the log's policy, as replays with its rates are.
    const real = meanOf(({ order, logged }) => {
      const request = logged.inputs?.request;
      return request ? realCost(market, order, chooseSources(request, candidate, sha256), logging) : 0;
    });
    const { effective, logged: paid, snips } = estimate;
    const over = (cost: number): number => cost / paid.mean;
    const estimated = { estimated: over(snips.mean), low: over(snips.low), high: over(snips.high) };
    return [{ policy: candidate.name, ...estimated, real: real / ofLog, effective }];
  });
};
