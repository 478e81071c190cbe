import type { LocationId, Sku, TenantId } from '../../kernel/ids.ts';
import type { CurrencyCode } from '../../kernel/money.ts';
import type { PolicyRef } from '../../kernel/policy-ref.ts';
import type { QuoteUse } from '../../kernel/sourcing-policy.ts';
import type { OrderWeights } from '../domain/parcel-weights.ts';
import type { Quotes } from '../domain/quotes.ts';
import type { RatedPlace } from './quotes/rating.ts';
import type { Solution } from '../domain/plan.programme.ts';
import type { SourcingPolicy } from '../domain/sourcing.policy.ts';
import type { LearnedFigures } from '../domain/learning/estimate.ts';
import type { FutureValue, ReturnShares, SourcingLine, SourcingLocation, StockAt } from '../domain/sourcing.request.ts';

/** What is available now, read strongly. `lib/inventory` fulfils it. */
export interface AvailabilityReader {
  availability(tenantId: TenantId, skus: readonly Sku[], locationIds: readonly LocationId[]): Promise<readonly StockAt[]>;
}

/** Units that locations keep, of what they have: nothing is sent from them. */
export interface SafetyStockReader {
  safetyStock(tenantId: TenantId): Promise<(sku: Sku, locationId: LocationId) => number>;
}

/** The tenant's locations with what sourcing needs to know of them. */
export interface LocationReader {
  locations(tenantId: TenantId): Promise<readonly SourcingLocation[]>;
}

/** What an article asks of the place that sends it. */
export type ArticleNeeds = Pick<SourcingLine, 'weightGrams' | 'packageKind' | 'requirements' | 'locationTypes' | 'fromCountries'>;

/** What is known of articles; one that is not known asks for nothing. */
export interface ArticleReader {
  needs(tenantId: TenantId, skus: readonly Sku[]): Promise<ReadonlyMap<Sku, ArticleNeeds>>;
}

/** What units are expected to be worth later; undefined where there is no estimate, and they then count as worth nothing. */
export interface FutureValueReader {
  values(tenantId: TenantId, skus: readonly Sku[], locationIds: readonly LocationId[]): Promise<FutureValue | undefined>;
}

/** What outcomes have taught of carriers; undefined while there are none. */
export interface LearnedReader {
  figures(tenantId: TenantId): Promise<LearnedFigures | undefined>;
}

/** What has come back of articles; undefined while nothing has been counted. */
export interface ReturnShareReader {
  shares(tenantId: TenantId, skus: readonly Sku[]): Promise<ReturnShares | undefined>;
}

/** Goods at some locations that are to go somewhere, as far as carriers are asked about them. */
export type QuoteAsk = {
  readonly tenantId: TenantId;
  readonly use: QuoteUse;
  readonly currency: CurrencyCode;
  /** Locations that hold any of the goods, with how far it is from them; undefined where that is not known. */
  readonly from: readonly { readonly locationId: LocationId; readonly km: number | undefined }[];
  /** Where the goods go; undefined where nobody knows it to the postal code. */
  readonly to: RatedPlace | undefined;
  readonly weights: OrderWeights;
  /** Nobody is asked: what was told within the last minutes is all there is. For those who cannot wait. */
  readonly onlyKept?: boolean;
};

/** What carriers ask for. Never throws: where no price comes, the answer says so. */
export interface QuoteReader {
  quotes(ask: QuoteAsk): Promise<Quotes>;
}

/** Draws a number for an order, the same each time, from 0 to below 1; nobody can tell it without the installation's key. */
export interface OrderDraw {
  drawFor(tenantId: TenantId, orderId: string): Promise<number>;
}

/** Solves the programmes of orders that are too large for the exact search. */
export interface ProgrammeSolver {
  /**
   * @param programme in the LP format of CPLEX
   * @returns undefined when there is no solution, or none was found in time
   * @throws Error when the solver cannot be loaded or breaks
   */
  solve(programme: string, withinMs: number): Promise<Solution | undefined>;
}

/** A policy, and which decision of the tenant chose it where one did. */
export type ChosenPolicy = SourcingPolicy & { readonly decidedBy?: PolicyRef };

/** A policy by name, or the tenant's standard one. */
export interface PolicyReader {
  policy(tenantId: TenantId, name: string | undefined): Promise<ChosenPolicy | undefined>;
}
