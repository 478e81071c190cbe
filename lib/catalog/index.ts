export { type Catalog, createCatalog, type Listed } from './app/catalog.ts';
export { scannedCode } from './domain/barcode.ts';
export { importLocations, importProducts } from './app/import-master-data.ts';
export { type ImportedRow, type ImportOutcome, importOutcomes, type ImportReport, importRows } from './app/import-rows.ts';
export { checkWith, importCsv } from './app/parse-csv.ts';
export type { Column, CsvTable } from './domain/csv/csv-columns.ts';
export { createImportStock } from './app/import-stock.ts';
