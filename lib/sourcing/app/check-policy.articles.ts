import { LocationId, type Sku } from '../../kernel/ids.ts';
import type { SourcingPolicy } from '../domain/sourcing.policy.ts';
import type { Place, SourcingLocation, StockAt } from '../domain/sourcing.request.ts';
import { type Culprit, culpritsOf, isSourced, type Trial } from './check-policy.trial.ts';

/** An article that orders asked for lately, and where most of them went. */
export type AskedArticle = { readonly sku: Sku; readonly place: Place; readonly destination: string };

/** Articles that stand where a policy lets nothing be sent from. */
export type StrandedArticles = {
  /** Asked for lately, and in stock at an active location. */
  readonly inStock: number;
  /** Of these, those that no order would get; each with the member of the policy that is to blame. */
  readonly stranded: readonly { readonly article: AskedArticle; readonly culprit: Culprit }[];
};

/** Tries one unit of each article from the places that have it now, rather than from anywhere. */
export const findStranded = (
  articles: readonly AskedArticle[],
  stock: readonly StockAt[],
  active: readonly SourcingLocation[],
  { policy, sha256 }: { readonly policy: SourcingPolicy; readonly sha256: Trial['sha256'] },
): StrandedArticles => {
  const holders = new Map<string, Set<string>>();
  for (const { sku, locationId, available } of stock) {
    if (available <= 0) continue;
    const places = holders.get(sku) ?? new Set();
    holders.set(sku, places.add(LocationId(locationId)));
  }
  const inStock = articles.flatMap((article) => {
    const locations = active.filter(({ locationId }) => holders.get(article.sku)?.has(locationId));
    return locations.length > 0 ? [{ article, trial: { policy, locations, sha256 } }] : [];
  });
  const stranded = inStock.flatMap(({ article, trial }) => {
    if (isSourced(trial, article.place)) return [];
    const [culprit] = culpritsOf(trial, article.place, article.destination);
    return culprit ? [{ article, culprit }] : [];
  });
  return { inStock: inStock.length, stranded };
};
