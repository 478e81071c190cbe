export { type Catalog, createCatalog } from './app/catalog.ts';
