import { checkWith, type Column, type CsvTable, importCsv, importRows, type ImportReport } from '../../lib/catalog/index.ts';
import { CarrierOutcome } from '../../lib/contracts/http/carriers.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { err, ok } from '../../lib/kernel/result.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { importOutcomesOf } from './learning.ts';
import { futureProblemsIn, toldOutcome } from './told-outcome.ts';

const column = (field: string, kind: Column['kind'], required: boolean, ...aliases: readonly string[]): Column => ({
  field,
  kind,
  required,
  aliases,
});

/** Columns of a file of parcels. */
const outcomesTable: CsvTable = {
  name: 'outcomes',
  key: ['reference'],
  columns: [
    column('reference', 'text', true, 'tracking number', 'parcel', 'shipment', 'id'),
    column('carrier', 'text', true),
    column('service', 'text', false, 'service level'),
    column('origin_country', 'code', true, 'from country'),
    column('origin_region', 'text', false, 'from region', 'origin state', 'from state'),
    column('destination_country', 'code', true, 'to country'),
    column('destination_region', 'text', false, 'to region', 'destination state', 'to state'),
    column('package_kind', 'text', false, 'kind', 'goods'),
    column('weight_grams', 'whole', false, 'weight', 'grams'),
    column('cost_minor', 'whole', false, 'cost', 'price'),
    column('shipped_at', 'text', true, 'shipped'),
    column('delivered_at', 'text', false, 'delivered'),
    column('promised_for', 'text', false, 'promised'),
    column('damaged', 'yes-no', false),
    column('lost', 'yes-no', false),
  ],
};

/** A row as the API takes a parcel. */
const nested = (fields: Readonly<Record<string, unknown>>): unknown => {
  const { origin_country, origin_region, destination_country, destination_region, ...rest } = fields;
  return {
    ...rest,
    origin: { country: origin_country, region: origin_region },
    destination: { country: destination_country, region: destination_region },
  };
};

/** The column that a part of a place stands in. */
const columnOf: Readonly<Record<string, string>> = { origin: 'origin_country', destination: 'destination_country' };

/** Reads parcels of a CSV file in UTF-8, to learn from. Each reference is counted once. */
export const createImportOutcomesCsv = (platform: Platform) => {
  const record = importOutcomesOf(platform);
  const check = checkWith(CarrierOutcome);
  return (tenantId: TenantId, file: Uint8Array, { dryRun }: { readonly dryRun: boolean }): Promise<ImportReport> => {
    const parsed = importCsv(file, outcomesTable, (fields) => {
      const checked = check(nested(fields) as typeof fields);
      return checked.ok ? checked : err(checked.error.map((problem) => ({ ...problem, field: columnOf[problem.field] ?? problem.field })));
    });
    return importRows(parsed, dryRun, async (outcome) => {
      const problems = futureProblemsIn(outcome, '', platform.clock.now());
      if (problems.length > 0) return err(problems);
      if (dryRun) return ok('valid');
      const [isNew] = await record(tenantId, [toldOutcome(outcome)]);
      return ok(isNew ? 'recorded' : 'known');
    });
  };
};
