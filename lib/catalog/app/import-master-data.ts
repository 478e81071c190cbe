import type { Catalog } from './catalog.ts';
import { type ImportReport, importRows, replacedOrCreated, valid } from './import-rows.ts';
import { parseLocationsCsv, parseProductsCsv } from './parse-csv.ts';

export type ImportOptions = { readonly dryRun: boolean };

/** Creates or replaces products from a CSV file in UTF-8. Importing a file again leaves the same products. */
export const importProducts =
  (catalog: Catalog) =>
  (tenantId: string, file: string | Uint8Array, { dryRun }: ImportOptions): Promise<ImportReport> =>
    importRows(parseProductsCsv(file), dryRun, async (product) =>
      dryRun ? valid() : replacedOrCreated(await catalog.putProduct(tenantId, product)),
    );

/** Creates or replaces locations from a CSV file in UTF-8. Importing a file again leaves the same locations. */
export const importLocations =
  (catalog: Catalog) =>
  (tenantId: string, file: string | Uint8Array, { dryRun }: ImportOptions): Promise<ImportReport> =>
    importRows(parseLocationsCsv(file), dryRun, async (location) =>
      dryRun ? valid() : replacedOrCreated(await catalog.putLocation(tenantId, location)),
    );
