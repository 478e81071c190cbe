export { type Catalog, createCatalog } from './app/catalog.ts';
export { importLocations, importProducts } from './app/import-master-data.ts';
export { type ImportedRow, type ImportOutcome, importOutcomes, type ImportReport } from './app/import-rows.ts';
export { createImportStock } from './app/import-stock.ts';
