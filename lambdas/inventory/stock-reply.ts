import type { Catalog } from '../../lib/catalog/index.ts';
import { describeInventoryRejection, type InventoryRejection, type StockChange } from '../../lib/inventory/index.ts';
import { mayUseLocation, type Principal } from '../../lib/platform/http/principal.ts';
import { type FieldProblem, invalidInput, type Refusal } from '../../lib/platform/http/refusal.ts';

export const changeView = ({ sku, locationId, balance, version, changed }: StockChange) => ({
  sku,
  locationId,
  ...balance,
  version,
  changed,
});

export const lineProblem = (index: number, rejection: InventoryRejection): FieldProblem => ({
  field: `lines.${index}`,
  code: rejection.code,
  message: describeInventoryRejection(rejection),
});

/** Lines at locations that do not exist, or that the principal may not use: the two answer alike. */
export const locationRefusal = async (
  catalog: Catalog,
  principal: Principal,
  lines: readonly { readonly location_id: string }[],
): Promise<Refusal | undefined> => {
  const known = new Set((await catalog.listLocations(principal.tenantId)).map((location) => location.location_id));
  const problems = lines.flatMap(({ location_id: id }, index): FieldProblem[] =>
    known.has(id) && mayUseLocation(principal, id)
      ? []
      : [{ field: `lines.${index}.location_id`, code: 'unknown-location', message: `There is no location ${id}.` }],
  );
  return problems.length > 0 ? invalidInput(problems) : undefined;
};
