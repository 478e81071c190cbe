/** Articles that are named one by one; of more everything of the tenant is thrown out, by one path. */
const namedArticlesMax = 20;

/** What everybody writes in the same way in an address. */
const plain = /^[\w.~-]+$/;

/**
 * Under which addresses websites may have asked for articles: their own, and lists that they may stand in. A SKU that can be
 * written in an address in more than one way is not named, because caches tell the ways apart.
 * @param skus 1 or more
 */
export const purgePaths = (tenantId: string, skus: readonly string[]): readonly string[] => {
  const base = `/storefronts/${tenantId}/availability`;
  if (skus.length > namedArticlesMax || !skus.every((sku) => plain.test(sku))) return [`${base}*`];
  return [...skus.map((sku) => `${base}/${sku}`), `${base}?*`];
};
