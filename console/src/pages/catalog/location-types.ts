import type { Location } from '../../shared/types.ts';

/** Kinds of locations, in words. */
export const locationTypes: Readonly<Record<Location['type'], string>> = {
  warehouse: 'Warehouse',
  store: 'Store',
  '3pl': 'Logistics partner (3PL)',
  supplier: 'Supplier',
};
