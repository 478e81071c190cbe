import type { ProductMatch } from '../../contracts/http/stock-desk.ts';
import { scannedCode } from '../domain/barcode.ts';

type Article = { readonly sku: string };
export type Found<T extends Article> = T & { readonly matched_by: ProductMatch };

/**
 * Products that a text means: the one with this SKU, those with this barcode, and those whose SKU begins like it. Who types
 * small letters means capitals too, where nothing begins with the small ones.
 */
export const createSearchProducts =
  <T extends Article>(reads: {
    readonly bySku: (tenantId: string, sku: string) => Promise<T | undefined>;
    readonly byBarcode: (tenantId: string, scanned: string) => Promise<readonly T[]>;
    /** By SKU, at most `limit`. */
    readonly beginningWith: (tenantId: string, beginning: string, limit: number) => Promise<readonly T[]>;
  }) =>
  async (tenantId: string, text: string, limit: number): Promise<readonly Found<T>[]> => {
    const code = scannedCode(text);
    // A key cannot hold it, so no SKU does.
    if (code === '' || code.includes('#')) return [];
    const capitals = code.toUpperCase();
    const beginning = async (): Promise<readonly T[]> => {
      const asTyped = await reads.beginningWith(tenantId, code, limit);
      return asTyped.length > 0 || capitals === code ? asTyped : reads.beginningWith(tenantId, capitals, limit);
    };
    const [own, sharing, alike] = await Promise.all([
      reads.bySku(tenantId, code).then((product) => product ?? (capitals === code ? undefined : reads.bySku(tenantId, capitals))),
      reads.byBarcode(tenantId, code),
      beginning(),
    ]);
    const found = new Map<string, Found<T>>();
    const take = (products: readonly T[], matchedBy: ProductMatch): void => {
      for (const product of products) if (!found.has(product.sku)) found.set(product.sku, { ...product, matched_by: matchedBy });
    };
    take(own ? [own] : [], 'sku');
    take(sharing, 'barcode');
    take(alike, 'beginning');
    return [...found.values()].slice(0, limit);
  };
