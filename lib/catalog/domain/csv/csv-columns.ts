/**
 * How the text of a cell is read. `amount` is a decimal in major units, such as 19.90, and needs the row's currency; `names` and
 * `codes` are several in one cell, parted by spaces, semicolons or bars.
 */
export type CellKind = 'text' | 'code' | 'whole' | 'decimal' | 'yes-no' | 'amount' | 'names' | 'codes';

export type Column = {
  /** Name in the API, and the preferred heading. */
  readonly field: string;
  readonly kind: CellKind;
  readonly required: boolean;
  /** Other headings that mean the same. Case, spaces, `-` and `_` do not matter. */
  readonly aliases: readonly string[];
};

/** Columns of one kind of file, and which of them identify a row. */
export type CsvTable = { readonly name: string; readonly columns: readonly Column[]; readonly key: readonly string[] };

const column = (field: string, kind: CellKind, required: boolean, ...aliases: readonly string[]): Column => ({
  field,
  kind,
  required,
  aliases,
});

const sku = column('sku', 'text', true, 'variant sku', 'item number', 'article number', 'product sku');
const location = column('location_id', 'text', true, 'location', 'location code', 'warehouse', 'warehouse id', 'warehouse code');

export const productsTable: CsvTable = {
  name: 'products',
  key: ['sku'],
  columns: [
    sku,
    column('title', 'text', true, 'name', 'product name', 'product title', 'description'),
    column('category', 'text', false, 'product category', 'product type', 'department'),
    column('article', 'text', false, 'style', 'parent sku', 'parent'),
    column('size', 'text', false, 'variant size'),
    column('price', 'amount', false, 'unit price', 'retail price', 'variant price'),
    column('currency', 'code', false, 'currency code'),
    column('weight_grams', 'whole', false, 'grams', 'weight g', 'weight in grams', 'variant grams'),
    column('requires_shipping', 'yes-no', false, 'shippable', 'variant requires shipping'),
    column('barcode', 'text', false, 'ean', 'upc', 'gtin', 'variant barcode'),
    column('cold_chain', 'yes-no', false, 'refrigerated', 'chilled'),
    column('hazmat', 'yes-no', false, 'hazardous', 'dangerous goods'),
    column('fragile', 'yes-no', false, 'breakable'),
    column('bulky', 'yes-no', false, 'oversize', 'oversized'),
    column('available_from', 'text', false, 'release date', 'launch date'),
    column('ships_from', 'codes', false, 'ships from countries'),
    column('location_types', 'names', false, 'ships from types'),
  ],
};

export const locationsTable: CsvTable = {
  name: 'locations',
  key: ['location_id'],
  columns: [
    column('location_id', 'text', true, 'id', 'code', 'location', 'location code', 'warehouse id'),
    column('name', 'text', true, 'location name', 'title'),
    column('type', 'text', true, 'location type', 'kind'),
    column('country', 'code', true, 'country code'),
    column('region', 'text', false, 'state', 'province', 'region code', 'state code', 'province code'),
    column('postal_code', 'text', false, 'zip', 'zip code', 'postcode'),
    column('latitude', 'decimal', false, 'lat'),
    column('longitude', 'decimal', false, 'lon', 'lng', 'long'),
    column('active', 'yes-no', false, 'enabled'),
    column('handling_cost_per_parcel', 'whole', false, 'cost per parcel'),
    column('handling_cost_per_line', 'whole', false, 'cost per line'),
    column('capacity_per_day', 'whole', false, 'capacity', 'parcels per day'),
    column('staffing_percent', 'whole', false, 'staffing'),
    column('processing_hours', 'decimal', false, 'lead time hours'),
    column('capabilities', 'names', false, 'can handle'),
    column('ships_to', 'codes', false, 'ships to countries'),
    column('pickup', 'yes-no', false, 'click and collect'),
  ],
};

export const stockTable: CsvTable = {
  name: 'stock',
  key: ['sku', 'location_id'],
  columns: [
    sku,
    location,
    column('on_hand', 'whole', false, 'counted', 'count', 'stock', 'stock on hand'),
    column('quantity', 'whole', false, 'qty', 'received', 'units'),
    column('reason', 'text', false, 'note', 'comment'),
  ],
};
