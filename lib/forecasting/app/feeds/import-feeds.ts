import type * as z from 'zod';
import { checkWith, type Column, type CsvTable, importCsv, type ImportReport, importRows } from '../../../catalog/index.ts';
import { feedRowSchemas } from '../../../contracts/http/forecast-feeds.ts';
import { ok } from '../../../kernel/result.ts';
import { fromWire } from '../../../kernel/wire.ts';
import type { TenantId } from '../../../kernel/ids.ts';
import type { FeedKind, FeedRows } from '../../domain/feeds/feeds.ts';
import type { FeedBook, Provenance } from './feed-book.ts';

const column = (field: string, kind: Column['kind'], required: boolean, ...aliases: readonly string[]): Column => ({
  field,
  kind,
  required,
  aliases,
});

const region = (isRequired: boolean) => column('region', 'code', isRequired, 'state', 'region code');
const scope = [column('sku', 'text', false, 'article'), column('category', 'text', false, 'product category')];

/** The columns of each kind of file, and those that tell its rows apart. */
const tables: Readonly<Record<FeedKind, CsvTable>> = {
  promotions: {
    name: 'promotions',
    key: ['promotion_id'],
    columns: [
      column('promotion_id', 'text', true, 'promotion', 'id'),
      ...scope,
      column('channel', 'text', false),
      region(false),
      column('from', 'text', true, 'start', 'start date', 'from date'),
      column('to', 'text', true, 'end', 'end date', 'to date'),
      column('depth_percent', 'decimal', true, 'discount', 'discount percent', 'depth'),
    ],
  },
  marketing: {
    name: 'marketing spend',
    key: ['campaign', 'day', 'region', 'sku', 'category'],
    columns: [
      column('campaign', 'text', true, 'campaign name', 'campaign id'),
      column('day', 'text', true, 'date'),
      region(false),
      ...scope,
      column('amount_minor', 'amount', true, 'amount', 'spend', 'cost'),
      column('currency', 'code', true, 'currency code'),
      column('uplift_percent', 'decimal', false, 'uplift', 'expected uplift'),
    ],
  },
  weather: {
    name: 'weather',
    key: ['region', 'day', 'basis'],
    columns: [
      region(true),
      column('day', 'text', true, 'date'),
      column('basis', 'text', false, 'kind'),
      column('temperature_anomaly', 'decimal', true, 'anomaly', 'temperature deviation'),
      column('precipitation_mm', 'decimal', false, 'precipitation', 'rain', 'rain mm'),
    ],
  },
  economy: {
    name: 'economic indices',
    key: ['index', 'month'],
    columns: [column('index', 'text', true, 'name'), column('month', 'text', true), column('value', 'decimal', true)],
  },
  holidays: {
    name: 'holidays',
    key: ['country', 'day'],
    columns: [
      column('country', 'code', true, 'country code'),
      column('day', 'text', true, 'date'),
      column('name', 'text', true, 'holiday'),
    ],
  },
};

/**
 * Tells the rows of a CSV file in UTF-8; spend stands there in major units, such as 19.90. A row that is wrong is named with its
 * column and does not hold up the others. Importing a file again leaves the same rows.
 */
export const importFeed = async (
  book: Pick<FeedBook, 'put'>,
  tenantId: TenantId,
  kind: FeedKind,
  file: string | Uint8Array,
  from: Omit<Provenance, 'at' | 'via'> & { readonly dryRun: boolean },
): Promise<ImportReport> => {
  const { dryRun, ...who } = from;
  const schema: z.ZodType = feedRowSchemas[kind];
  return importRows(importCsv(file, tables[kind], checkWith(schema)), dryRun, async (row) => {
    if (dryRun) return ok('valid');
    const { created } = await book.put(tenantId, kind, [fromWire<FeedRows[typeof kind]>(row)], { ...who, via: 'file' });
    return ok(created > 0 ? 'created' : 'replaced');
  });
};
