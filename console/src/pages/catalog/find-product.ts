import type { Api } from '../../shared/api.ts';
import { problemOf } from '../../shared/problem.tsx';
import type { Product } from '../../shared/types.ts';

/** The product of a SKU; undefined when there is none. @throws ProblemError when that cannot be told */
export const findProduct = async (api: Api, sku: string): Promise<Product | undefined> => {
  try {
    return await api.getProduct({ path: { sku } });
  } catch (error) {
    if (problemOf(error).status === 404) return undefined;
    throw error;
  }
};
