import { LocationId, Sku } from '../../kernel/ids.ts';
import { err, ok } from '../../kernel/result.ts';
import { type Caller, type createStockDocuments, describeInventoryRejection, type Inventory } from '../../inventory/index.ts';
import type { CsvProblem } from '../domain/csv/csv-report.ts';
import type { Catalog } from './catalog.ts';
import type { ImportOptions } from './import-master-data.ts';
import { type ImportReport, importRows } from './import-rows.ts';
import { parseStockCsv, type StockRow } from './parse-csv.ts';

export type ImportStockParts = {
  readonly catalog: Pick<Catalog, 'getProduct' | 'listLocations'>;
  readonly inventory: Pick<Inventory, 'countStock' | 'receiveStock'>;
  readonly documents: ReturnType<typeof createStockDocuments>;
  /** SHA-256 of UTF-8 text as lower-case hex. */
  readonly sha256: (text: string) => string;
};

/** A file is known by its content, whatever it is called. */
const fingerprintOf = (sha256: ImportStockParts['sha256'], file: string | Uint8Array): string =>
  sha256(typeof file === 'string' ? file : Buffer.from(file).toString('base64')).slice(0, 24);

/**
 * Records counts and receipts from a CSV file in UTF-8. Each row is posted once under the file's content and its number:
 * importing the same file again records only the rows that were refused before, and otherwise changes nothing.
 */
export const createImportStock = ({ catalog, inventory, documents, sha256 }: ImportStockParts) => {
  const problemsOf = async (tenantId: string, locations: ReadonlySet<string>, row: StockRow): Promise<readonly CsvProblem[]> => {
    const problems: CsvProblem[] = [];
    if (!(await catalog.getProduct(tenantId, row.sku))) {
      problems.push({
        field: 'sku',
        code: 'unknown-sku',
        message: `There is no product ${JSON.stringify(row.sku)}; import products first`,
      });
    }
    if (!locations.has(row.location_id)) {
      const known = [...locations].slice(0, 10).join(', ');
      problems.push({
        field: 'location_id',
        code: 'unknown-location',
        message: `There is no location ${JSON.stringify(row.location_id)}; ${known === '' ? 'none is known yet' : `known are ${known}`}`,
      });
    }
    return problems;
  };

  const itemOf = (row: StockRow) => ({ sku: Sku(row.sku), locationId: LocationId(row.location_id) });

  const post = (caller: Caller, row: StockRow, movementId: string) => {
    const item = { ...itemOf(row), movementId };
    return row.kind === 'count'
      ? inventory.countStock(caller, { ...item, countedOnHand: row.on_hand })
      : inventory.receiveStock(caller, { ...item, quantity: row.quantity, reference: movementId });
  };

  return async (caller: Caller, file: string | Uint8Array, { dryRun }: ImportOptions): Promise<ImportReport> => {
    const { tenantId } = caller;
    const fingerprint = fingerprintOf(sha256, file);
    const locations = new Set((await catalog.listLocations(tenantId)).map((location) => location.location_id));
    return importRows(parseStockCsv(file), dryRun, async (row, number) => {
      const problems = await problemsOf(tenantId, locations, row);
      if (problems.length > 0) return err(problems);
      const id = `import-${fingerprint}-${number}`;
      if ((await documents.look(tenantId, row.kind, id, row)) !== 'new') return ok('known');
      if (dryRun) return ok('valid');
      const isBroken = (await documents.begin(tenantId, row.kind, id)) === 'again';
      const units = row.kind === 'count' ? row.on_hand : row.quantity;
      if (isBroken && (await documents.findMovement(tenantId, itemOf(row), `${row.kind}-${id}`, units)) === 'same') {
        await documents.note(tenantId, row.kind, id, row);
        return ok('known');
      }
      const posted = await post(caller, row, `${row.kind}-${id}`);
      if (!posted.ok) return err([{ field: '', code: posted.error.code, message: describeInventoryRejection(posted.error) }]);
      await documents.note(tenantId, row.kind, id, row);
      return ok(posted.value.changed ? 'recorded' : 'known');
    });
  };
};
