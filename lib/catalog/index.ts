export { type Catalog, createCatalog, type Listed } from './app/catalog.ts';
export { scannedCode } from './domain/barcode.ts';
export { importLocations, importProducts } from './app/import-master-data.ts';
export { type ImportedRow, type ImportOutcome, importOutcomes, type ImportReport } from './app/import-rows.ts';
export { createImportStock } from './app/import-stock.ts';
