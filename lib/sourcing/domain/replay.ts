import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Sha256Hex } from '../../kernel/hash-chain.ts';
import type { LocationId, OrderId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { chooseSources } from './choose-sources.ts';
import { estimateOffPolicy, type LoggedChoice, type OffPolicyEstimate } from './evaluation/off-policy.ts';
import { beyondRates, type OutcomesOf } from './evaluation/realised.ts';
import type { LearnedFigures } from './learning/estimate.ts';
import { countsReturns } from './returns/expected-returns.ts';
import { policyAtPickup } from './pickup-policy.ts';
import { priceChoice, type PricedChoice } from './replay.price.ts';
import { createOtherStock } from './replay.stock.ts';
import { createTally, type LocationTotals, type ReplayedCurrency, type ReplayedLocation, type Tally } from './replay.tally.ts';
import type { Assignment, SourcingDecision } from './sourcing.decision.ts';
import type { SourcingPolicy } from './sourcing.policy.ts';
import type { ReturnShares, SourcingRequest } from './sourcing.request.ts';
import { unsourcedBySearch } from './unreleased.ts';

/** A decision of the log, with what it rested on. */
export type LoggedDecision = {
  readonly orderId: OrderId;
  readonly decidedAt: Instant;
  readonly decision: SourcingDecision;
  /** The order was allocated by it. Of the others, goods were gone before they were reserved, or the order went on to wait. */
  readonly followed: boolean;
  /** Undefined when they are not there any more. */
  readonly inputs: { readonly request: SourcingRequest; readonly policy: SourcingPolicy; readonly isPickup: boolean } | undefined;
  /** What has come back of its articles until now, for a candidate that counts it where the log did without. */
  readonly returns?: ReturnShares;
};

export type NotReproducedReason =
  /** What it rested on was not kept, or is gone. */
  | 'inputs-missing'
  /** What was kept is not what the receipt vouches for. */
  | 'inputs-altered'
  /** The same inputs give another choice: it was made by a release that decides differently, or cut off by its deadline. */
  | 'decided-otherwise';

export type NotReproduced = { readonly orderId: OrderId; readonly decisionId: string; readonly reason: NotReproducedReason };

/** What each location sends, by location. */
export type SentUnits = readonly { readonly locationId: LocationId; readonly units: number }[];

export type ReplayDifference = {
  readonly orderId: OrderId;
  readonly decisionId: string;
  readonly currency: CurrencyCode;
  readonly logged: SentUnits;
  readonly candidate: SentUnits;
  readonly loggedMinor: number;
  readonly candidateMinor: number;
};

export type ReplayResult = {
  /** Decisions of the range, and how many the same inputs lead to again. */
  readonly reproduction: { readonly decisions: number; readonly reproduced: number; readonly notReproduced: readonly NotReproduced[] };
  /** Decisions that were compared: those that were followed and whose inputs are there. */
  readonly compared: number;
  /** Of these, decisions that the candidate makes otherwise. */
  readonly changed: number;
  /** Followed decisions left out, because no rates at hand serve the ways that one side took. */
  readonly notPriced: number;
  readonly currencies: readonly ReplayedCurrency[];
  readonly locations: readonly ReplayedLocation[];
  /** Those that differ most in money, at most 50. */
  readonly differences: readonly ReplayDifference[];
  /** What the candidate would really have cost, where the log drew among plans with known probabilities. */
  readonly estimates?: readonly (OffPolicyEstimate & { readonly currency: CurrencyCode })[];
};

/** `logged` stands for the policy under which each decision was made. */
export type Candidate = SourcingPolicy | 'logged';

/** By whose rates both sides are priced: those of each decision, or those of the candidate. */
export type ReplayRates = 'logged' | 'candidate';

const differencesMax = 50;
/** Decisions that a result names one by one at most. */
export const notReproducedMax = 100;

/** What was chosen, and what was left: why it was left is said of the choice and is no part of it. */
const choiceOf = (decision: SourcingDecision): string => {
  const left = unsourcedBySearch(decision).map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity }));
  return canonicalJson({ assignments: decision.assignments, left });
};
const sentBy = (assignments: readonly Assignment[]): SentUnits =>
  assignments.map(({ locationId, lines }) => ({ locationId, units: lines.reduce((sum, { quantity }) => sum + quantity, 0) }));
const parcelsOf = (assignments: readonly Assignment[]): string =>
  canonicalJson(assignments.map(({ locationId, lines }) => ({ locationId, lines })));
const actionOf = (assignments: readonly Assignment[]): string =>
  canonicalJson(assignments.map(({ locationId, lines, carrier = null }) => ({ locationId, lines, carrier })));
const missingUnits = (decision: SourcingDecision): number => unsourcedBySearch(decision).reduce((sum, { quantity }) => sum + quantity, 0);
const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

const spread = ({ loggedMinor, candidateMinor }: ReplayDifference): number => Math.abs(candidateMinor - loggedMinor);
const byWeight = (left: ReplayDifference, right: ReplayDifference): number =>
  spread(right) - spread(left) || byText(left.orderId, right.orderId) || byText(left.decisionId, right.decisionId);

/** The largest differences, in order. What is beyond the most that are shown is forgotten as it comes. */
const createLargest = () => {
  let kept: ReplayDifference[] = [];
  return {
    add: (difference: ReplayDifference): void => {
      kept.push(difference);
      if (kept.length >= 2 * differencesMax) kept = kept.sort(byWeight).slice(0, differencesMax);
    },
    all: (): readonly ReplayDifference[] => [...kept].sort(byWeight).slice(0, differencesMax),
  };
};

const noLocation: LocationTotals = { orders: 0, parcels: 0, units: 0, costMinor: 0 };

type Sides = { readonly logged: Tally; readonly candidate: Tally };

const sumUp = (sides: ReadonlyMap<CurrencyCode, Sides>): Pick<ReplayResult, 'currencies' | 'locations'> => {
  const sums = [...sides]
    .map(([currency, { logged, candidate }]) => ({ currency, logged: logged.sum(), candidate: candidate.sum() }))
    .sort((left, right) => byText(left.currency, right.currency));
  return {
    currencies: sums.map(({ currency, logged, candidate }) => ({ currency, logged: logged.totals, candidate: candidate.totals })),
    locations: sums.flatMap(({ currency, logged, candidate }) =>
      [...new Set([...logged.locations.keys(), ...candidate.locations.keys()])].sort(byText).map((locationId) => ({
        locationId,
        currency,
        logged: logged.locations.get(locationId) ?? noLocation,
        candidate: candidate.locations.get(locationId) ?? noLocation,
      })),
    ),
  };
};

/** A policy that sends only whole orders sends nothing of one that lacks a unit. */
const holdBack = (decision: SourcingDecision, { lines }: SourcingRequest): SourcingDecision => ({
  ...decision,
  assignments: [],
  unsourced: lines.map(({ lineId, sku, quantity }) => ({ lineId, sku, quantity, reason: 'no-stock' })),
});

type Known = LoggedDecision & { readonly inputs: NonNullable<LoggedDecision['inputs']> };

/** Decides each again as it was decided. */
const createReproduction = (sha256: Sha256Hex) => {
  const notReproduced: NotReproduced[] = [];
  let [decisions, reproduced] = [0, 0];
  const verdict = ({ decision, inputs }: LoggedDecision): NotReproducedReason | undefined => {
    if (!inputs) return 'inputs-missing';
    const again = chooseSources(inputs.request, inputs.policy, sha256);
    if (again.receipt.inputsHash !== decision.receipt.inputsHash) return 'inputs-altered';
    return choiceOf(again) === choiceOf(decision) ? undefined : 'decided-otherwise';
  };
  return {
    /** Whether the inputs are those of the decision. */
    check: (logged: LoggedDecision): logged is Known => {
      const reason = verdict(logged);
      decisions += 1;
      if (reason === undefined) reproduced += 1;
      else if (notReproduced.length < notReproducedMax)
        notReproduced.push({ orderId: logged.orderId, decisionId: logged.decision.decisionId, reason });
      return reason === undefined || reason === 'decided-otherwise';
    },
    result: () => ({ decisions, reproduced, notReproduced }),
  };
};

/** What a parcel was expected to cost beyond its rates. */
const beyondExpected = ({ parcels }: PricedChoice, from: LocationId): number => {
  const parcel = parcels.find(({ locationId }) => locationId === from);
  return parcel ? parcel.costMinor - parcel.ratedMinor : 0;
};

/** Whether the log could have drawn a choice, by the plans that stand on its receipt. */
const couldDraw = ({ exploration, candidates }: SourcingDecision['receipt'], action: string): boolean =>
  (exploration?.among ?? []).some(
    ({ planId, propensity }) =>
      propensity > 0 && candidates.some((plan) => plan.planId === planId && actionOf(plan.assignments) === action),
  );

/** Sees each decision as one that the log drew, to tell what the candidate costs by what became of it. */
const createEvaluation = (outcomesOf: OutcomesOf) => {
  const choices = new Map<CurrencyCode, LoggedChoice[]>();
  let isDrawn = false;
  return {
    add: ({ orderId, decision, inputs }: Known, other: SourcingDecision, logged: PricedChoice, candidate: PricedChoice): void => {
      const { exploration, currency } = decision.receipt;
      isDrawn ||= (exploration?.propensity ?? 1) < 1;
      const beyond = decision.assignments.reduce((sum, assignment) => {
        const { cost, damage, lateness } = beyondRates(
          outcomesOf(orderId, assignment.locationId),
          inputs.request,
          assignment,
          inputs.policy,
        );
        // What was paid stands beyond the rates, so that it takes the place of what was expected of it.
        const expected = cost === undefined ? 0 : beyondExpected(logged, assignment.locationId);
        return sum + (cost ?? 0) - expected + damage + lateness;
      }, 0);
      const action = actionOf(other.assignments);
      const agrees = actionOf(decision.assignments) === action;
      const choice = {
        propensity: exploration?.propensity ?? 1,
        agrees,
        supported: agrees || couldDraw(decision.receipt, action),
        cost: logged.cost.total + beyond,
        modelled: { logged: logged.cost.total, other: candidate.cost.total },
      };
      const some = choices.get(currency);
      if (some) some.push(choice);
      else choices.set(currency, [choice]);
    },
    result: (): Pick<ReplayResult, 'estimates'> => {
      const estimates = [...choices]
        .sort(([left], [right]) => byText(left, right))
        .flatMap(([currency, some]) => {
          const estimate = estimateOffPolicy(some);
          return estimate ? [{ currency, ...estimate }] : [];
        });
      return isDrawn ? { estimates } : {};
    },
  };
};

/** What is known now counts for a candidate that wants it, where the log did without. */
const withKnown = (
  request: SourcingRequest,
  policy: SourcingPolicy,
  { learned, returns }: { readonly learned: LearnedFigures | undefined; readonly returns: ReturnShares | undefined },
): SourcingRequest => ({
  ...request,
  ...(learned && policy.learned?.enabled && !request.learned ? { learned } : {}),
  ...(returns && countsReturns(policy) && !request.returns ? { returns } : {}),
});

/** The best plan, and none that would be drawn: what a policy is worth is what it decides. */
const undrawn = ({ learned, ...policy }: SourcingPolicy): SourcingPolicy => {
  if (!learned) return policy;
  const { explorePercent: _share, ...rest } = learned;
  return { ...policy, learned: rest };
};

/**
 * Re-runs a policy over decisions of the log, given in the order in which they were made. Each meets the stock and capacity of
 * its moment, changed by what the policy had taken differently before, and both sides are priced by the same rates.
 */
export const createReplay = (given: {
  readonly candidate: Candidate;
  readonly rates: ReplayRates;
  readonly sha256: Sha256Hex;
  /** What is known of carriers now, for a candidate that counts it. */
  readonly learned?: LearnedFigures;
  readonly outcomesOf?: OutcomesOf;
}) => {
  const { candidate, sha256 } = given;
  const reproduction = createReproduction(sha256);
  const stock = createOtherStock();
  const sides = new Map<CurrencyCode, Sides>();
  const largest = createLargest();
  const evaluation = createEvaluation(given.outcomesOf ?? (() => []));
  let [compared, changed, notPriced] = [0, 0, 0];

  const price = ({ request, policy: logged, isPickup }: Known['inputs'], assignments: readonly Assignment[], chooser: SourcingPolicy) => {
    // Both sides are priced by what was known of carriers as the log decided; where it knew nothing, by what the candidate knows.
    const asked = candidate === 'logged' ? request : withKnown(request, candidate, { learned: given.learned, returns: undefined });
    const own = candidate === 'logged' ? logged : candidate;
    const [rates, otherwise] = given.rates === 'logged' ? [logged, own] : [own, logged];
    const paid = (policy: SourcingPolicy): SourcingPolicy => (isPickup ? policyAtPickup(policy) : policy);
    return priceChoice(asked, assignments, { chooser: paid(chooser), rates: paid(rates), otherwise: paid(otherwise) });
  };

  const count = (known: Known, other: SourcingDecision, priced: { readonly logged: PricedChoice; readonly other: PricedChoice }): void => {
    const { orderId, decision } = known;
    const { currency } = decision.receipt;
    let both = sides.get(currency);
    if (!both) sides.set(currency, (both = { logged: createTally(), candidate: createTally() }));
    both.logged.add(orderId, priced.logged, missingUnits(decision));
    both.candidate.add(orderId, priced.other, missingUnits(other));
    compared += 1;
    if (parcelsOf(decision.assignments) === parcelsOf(other.assignments)) return;
    changed += 1;
    largest.add({
      orderId,
      decisionId: decision.decisionId,
      currency,
      logged: sentBy(decision.assignments),
      candidate: sentBy(other.assignments),
      loggedMinor: priced.logged.cost.total,
      candidateMinor: priced.other.cost.total,
    });
  };

  const compare = (known: Known): void => {
    const { decision, decidedAt, inputs } = known;
    const chooser = candidate === 'logged' ? inputs.policy : inputs.isPickup ? policyAtPickup(candidate) : candidate;
    const met = stock.meet(inputs.request, decidedAt);
    const chosen = candidate === 'logged' ? chooser : undrawn(chooser);
    const { learned } = given;
    const other = chooseSources(candidate === 'logged' ? met : withKnown(met, chosen, { learned, returns: known.returns }), chosen, sha256);
    // What was not sold yet kept the rest waiting too, under a policy that sends only whole orders.
    const isWhole = other.complete && unsourcedBySearch(decision).length === decision.unsourced.length;
    const sent = isWhole || other.remainder === 'split' ? other : holdBack(other, inputs.request);
    stock.take(decision.assignments, sent.assignments, decidedAt);
    const logged = price(inputs, decision.assignments, inputs.policy);
    const priced = price(inputs, sent.assignments, chooser);
    if (logged && priced) {
      count(known, sent, { logged, other: priced });
      evaluation.add(known, sent, logged, priced);
    } else notPriced += 1;
  };

  return {
    add: (logged: LoggedDecision): void => {
      if (reproduction.check(logged) && logged.followed) compare(logged);
    },
    result: (): ReplayResult => ({
      reproduction: reproduction.result(),
      compared,
      changed,
      notPriced,
      ...sumUp(sides),
      differences: largest.all(),
      ...evaluation.result(),
    }),
  };
};
