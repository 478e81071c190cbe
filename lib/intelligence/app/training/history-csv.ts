/** Cells of CSV text after RFC 4180: quotes may hold separators, line breaks, and doubled quotes. */
const cellsOf = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  let [cell, quoted] = ['', false];
  const endCell = (): void => {
    rows.at(-1)?.push(cell);
    cell = '';
  };
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === ',') endCell();
    else if (char === '\n') {
      endCell();
      rows.push([]);
    } else if (char !== '\r') cell += char;
  }
  if (cell !== '' || (rows.at(-1)?.length ?? 0) > 0) endCell();
  return rows.filter((row) => row.some((one) => one.trim() !== ''));
};

type Cells = ReadonlyMap<string, string>;

const textOf = (cells: Cells, column: string): string | null => {
  const text = cells.get(column)?.trim() ?? '';
  return text === '' ? null : text;
};

/** What is no number stays text, so that the check of the row names the field. */
const numberOf = (cells: Cells, column: string, otherwise?: number): unknown => {
  const text = textOf(cells, column);
  if (text === null) return otherwise;
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
};

const placeOf = (cells: Cells, which: 'billing' | 'shipping'): unknown => {
  const country = textOf(cells, `${which}_country`);
  if (country === null) return null;
  return { country, region: textOf(cells, `${which}_region`), postal_code: textOf(cells, `${which}_postal_code`) };
};

const given = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null && value !== undefined));

const orderOf = (rows: readonly Cells[]): unknown => {
  const [first = new Map<string, string>()] = rows;
  const lines = rows.map((cells) =>
    given({
      sku: textOf(cells, 'sku'),
      quantity: numberOf(cells, 'quantity', 1),
      unit_price_minor: numberOf(cells, 'unit_price_minor'),
      category: textOf(cells, 'category'),
      size: textOf(cells, 'size'),
    }),
  );
  const sum = lines.reduce((total, { quantity, unit_price_minor }) => total + Number(quantity) * Number(unit_price_minor), 0);
  // A row that cannot be added up is refused for the cell that is wrong, and not for its sum as well.
  const added = Number.isFinite(sum) ? sum : 0;
  const [discount, shipping] = [numberOf(first, 'discount_minor', 0), numberOf(first, 'shipping_minor', 0)];
  const subtotal = numberOf(first, 'subtotal_minor', added);
  const text = (column: string): string | null => textOf(first, column);
  const cancelled = text('cancelled');
  return given({
    kind: 'order',
    source_id: text('source_id'),
    placed_at: text('placed_at'),
    channel: text('channel'),
    currency: text('currency'),
    customer_id: text('customer_id'),
    email: text('email'),
    ip: text('ip'),
    device_id: text('device_id'),
    payment_kind: text('payment_kind'),
    billing: placeOf(first, 'billing'),
    shipping: placeOf(first, 'shipping'),
    subtotal_minor: subtotal,
    discount_minor: discount,
    shipping_minor: shipping,
    total_minor: numberOf(first, 'total_minor', Number(subtotal) - Number(discount) + Number(shipping)),
    ...(cancelled === null ? {} : { cancelled: ['true', 'yes', '1'].includes(cancelled.toLowerCase()) }),
    lines,
  });
};

/**
 * Orders of a CSV file with the row on which each begins, to be checked like those of JSON. Each row is a line of an order; what
 * is of the order as a whole stands in its first one. Sums that are left out are added up. docs/training.md names the columns.
 */
export const csvOrders = (text: string): readonly (readonly [number, unknown])[] => {
  const [heading = [], ...rows] = cellsOf(text);
  const names = heading.map((name) => name.trim().toLowerCase());
  const cells = rows.map((row, index) => ({ row: index + 2, cells: new Map(names.map((name, column) => [name, row[column] ?? ''])) }));
  // A row without an id stands alone, and is refused for that.
  const groups = Map.groupBy(cells, ({ row, cells: of }) => of.get('source_id')?.trim() || `row ${row}`);
  return [...groups.values()].map((group) => [group[0]?.row ?? 0, orderOf(group.map(({ cells: of }) => of))] as const);
};
