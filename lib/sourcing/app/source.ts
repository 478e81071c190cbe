import type { LocationId, Sku, TenantId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { distanceTo } from '../domain/parcel-price.ts';
import { weightsOf } from '../domain/parcel-weights.ts';
import { countsQuotes } from '../domain/quotes.ts';
import { countsReturns } from '../domain/returns/expected-returns.ts';
import type { SourcingDecision } from '../domain/sourcing.decision.ts';
import type { DeliveryPromise, Exclusion, Place, SourcingLine, SourcingRequest, StockAt } from '../domain/sourcing.request.ts';
import { decideWith } from './propose-plan.ts';
import { requestAtPickup, withTransferAdvice } from './pickup-request.ts';
import { unitGramsOf } from './quotes/quotes.ts';
import type { RatedPlace } from './quotes/rating.ts';
import { withKeptTold, withoutKept } from './safety-stock.ts';
import type { DecisionInputs, InputsArchive } from './replay/decision-inputs.ts';
import type {
  ArticleReader,
  AvailabilityReader,
  ChosenPolicy,
  FutureValueReader,
  LearnedReader,
  LocationReader,
  OrderDraw,
  PolicyReader,
  ProgrammeSolver,
  QuoteReader,
  ReturnShareReader,
  SafetyStockReader,
} from './sourcing.ports.ts';

export type SourceInput = {
  readonly tenantId: TenantId;
  /** Names the decision; the same id with the same stock gives the same decision. */
  readonly decisionId: string;
  readonly currency: CurrencyCode;
  /** The order that is decided for; without it nothing is drawn. */
  readonly orderId?: string;
  readonly lines: readonly SourcingLine[];
  readonly destination: Place;
  /** The same to the postal code, for carriers that are asked for prices; called only where they are. Without it none is asked. */
  readonly sentTo?: () => Promise<RatedPlace | undefined>;
  /** Prices of carriers count as far as they were told within the last minutes; nobody waits for others. */
  readonly onlyKeptQuotes?: boolean;
  readonly excluded?: readonly Exclusion[];
  /** What the customer was told, and the moment from which the days count. */
  readonly promise?: DeliveryPromise;
  readonly now?: Instant;
  /** Where the customer collects the goods: they come from there and from nowhere else. */
  readonly pickupAt?: LocationId;
  /** A policy by name; the tenant's standard policy when absent. */
  readonly policyName?: string;
  /** A whole policy, which nobody has decided on; it goes before the name. */
  readonly policy?: ChosenPolicy;
};

export type SourcingRejection = { readonly code: 'unknown-policy'; readonly name: string } | { readonly code: 'nothing-to-source' };

export type SourcingParts = {
  readonly availability: AvailabilityReader;
  readonly locations: LocationReader;
  readonly policies: PolicyReader;
  /** Without it locations keep nothing. */
  readonly safetyStock?: SafetyStockReader;
  /** Without it articles ask for nothing. */
  readonly articles?: ArticleReader;
  /** Without it units count as worth nothing later. */
  readonly futureValues?: FutureValueReader;
  /** Without it nothing has been learned of carriers. */
  readonly learned?: LearnedReader;
  /** Without it nothing is known of what comes back. */
  readonly returnShares?: ReturnShareReader;
  /** Without it carriers are not asked for prices. */
  readonly quotes?: QuoteReader;
  /** Without it no order is drawn for. */
  readonly draws?: OrderDraw;
  readonly sha256: (text: string) => string;
  /** Proposes plans for orders that are too large for the exact search. */
  readonly solver?: ProgrammeSolver;
  /** Hears why the solver proposed nothing. */
  readonly onFailure?: (error: unknown) => void;
  /** Keeps what recorded decisions rest on. Without it nothing is kept, and no decision can be replayed. */
  readonly inputs?: InputsArchive;
};

/** A decision, and all that it rests on. */
export type Chosen = { readonly decision: SourcingDecision; readonly inputs: DecisionInputs };

/** What was learned of carriers, and what was drawn for the order, where the policy counts them. */
const readLearning = async (
  parts: Pick<SourcingParts, 'learned' | 'draws'>,
  { tenantId, orderId }: SourceInput,
  { learned: use }: Pick<ChosenPolicy, 'learned'>,
): Promise<Pick<SourcingRequest, 'learned' | 'draw'>> => {
  if (!use?.enabled) return {};
  const isDrawn = (use.explorePercent ?? 0) > 0 || use.sharePercent !== undefined;
  const [learned, draw] = await Promise.all([
    parts.learned?.figures(tenantId),
    isDrawn && orderId !== undefined ? parts.draws?.drawFor(tenantId, orderId) : undefined,
  ]);
  return { ...(learned ? { learned } : {}), ...(draw === undefined ? {} : { draw }) };
};

/** What is expected of the articles, where the policy counts it: what a unit is worth later, and what comes back. */
const readExpected = async (
  parts: Pick<SourcingParts, 'futureValues' | 'returnShares'>,
  { tenantId }: SourceInput,
  policy: ChosenPolicy,
  { skus, active }: { readonly skus: readonly Sku[]; readonly active: readonly LocationId[] },
): Promise<Pick<SourcingRequest, 'futureValue' | 'returns'>> => {
  const [futureValue, returns] = await Promise.all([
    (policy.weightsPercent.future ?? 0) > 0 ? parts.futureValues?.values(tenantId, skus, active) : undefined,
    countsReturns(policy) ? parts.returnShares?.shares(tenantId, skus) : undefined,
  ]);
  return { ...(futureValue ? { futureValue } : {}), ...(returns ? { returns } : {}) };
};

/** What carriers ask for, from the locations that hold any of the goods and may send them. */
const readQuotes = async (
  parts: Pick<SourcingParts, 'quotes'>,
  input: SourceInput,
  policy: ChosenPolicy,
  { lines, locations, availability, destination, excluded }: SourcingRequest,
): Promise<Pick<SourcingRequest, 'quotes'>> => {
  const { quotes: use } = policy;
  if (!parts.quotes || !use || !input.sentTo || !countsQuotes(policy)) return {};
  const holding = new Set(availability.flatMap(({ locationId, available }) => (available > 0 ? [locationId] : [])));
  const barred = new Set(excluded.flatMap(({ locationId, lineId }) => (lineId === undefined ? [locationId] : [])));
  const kmFrom = distanceTo(destination);
  const from = locations
    .filter(({ locationId, active }) => active && holding.has(locationId) && !barred.has(locationId))
    .map((location) => ({ locationId: location.locationId, km: kmFrom(location) }));
  if (from.length === 0) return {};
  const { tenantId, currency, onlyKeptQuotes: onlyKept = false } = input;
  const weights = weightsOf(lines, unitGramsOf(use));
  const quotes = await parts.quotes.quotes({ tenantId, use, currency, from, to: await input.sentTo(), weights, onlyKept });
  return { quotes };
};

/**
 * Chooses where the lines of an order come from, by what is in stock at this moment beyond what locations keep. Nothing is reserved: the caller
 * reserves what was chosen and, if another order was faster, sources again.
 */
export const createChoose =
  (parts: SourcingParts) =>
  async (input: SourceInput): Promise<Result<Chosen, SourcingRejection>> => {
    if (input.lines.length === 0) return err({ code: 'nothing-to-source' });
    const [chosen, locations] = await Promise.all([
      input.policy ?? parts.policies.policy(input.tenantId, input.policyName),
      parts.locations.locations(input.tenantId),
    ]);
    if (!chosen) return err({ code: 'unknown-policy', name: input.policyName ?? 'standard' });
    const { decidedBy, ...standing } = chosen;
    const skus = [...new Set(input.lines.map((line) => line.sku))];
    const active = locations.filter((location) => location.active).map((location) => location.locationId);
    const { pickupAt } = input;
    const [levels, keptAt, needs, learning, expected] = await Promise.all([
      parts.availability.availability(input.tenantId, skus, active),
      // Kept for those who come to the place, so whoever collects there may have them.
      pickupAt === undefined ? parts.safetyStock?.safetyStock(input.tenantId) : undefined,
      parts.articles?.needs(input.tenantId, skus),
      readLearning(parts, input, standing),
      readExpected(parts, input, standing, { skus, active }),
    ]);
    // What else the reader says of a level is no matter of the choice, and would stand in every hash.
    const stock = levels.map(({ sku, locationId, available }): StockAt => ({ sku, locationId, available }));
    const availability = keptAt ? withoutKept(stock, keptAt) : stock;
    const asked: SourcingRequest = {
      decisionId: input.decisionId,
      currency: input.currency,
      lines: input.lines.map((line) => ({ ...needs?.get(line.sku), ...line })),
      destination: input.destination,
      locations,
      availability,
      excluded: input.excluded ?? [],
      ...expected,
      ...learning,
      // The moment stands in the hash, so it is told only where it counts.
      ...(input.promise && input.now !== undefined ? { promise: input.promise, now: input.now } : {}),
    };
    const { request, policy } =
      pickupAt === undefined
        ? { request: { ...asked, ...(await readQuotes(parts, input, standing, asked)) }, policy: standing }
        : requestAtPickup(asked, standing, pickupAt);
    const decided = await decideWith(parts, request, policy);
    const told = keptAt ? withKeptTold(decided.decision, stock, keptAt) : decided.decision;
    const decision = pickupAt === undefined ? told : withTransferAdvice(told, asked, pickupAt);
    const inputs = { request: decided.request, policy, hash: decision.receipt.inputsHash, isPickup: pickupAt !== undefined };
    return ok({ decision: decidedBy ? { ...decision, receipt: { ...decision.receipt, decidedBy } } : decision, inputs });
  };
