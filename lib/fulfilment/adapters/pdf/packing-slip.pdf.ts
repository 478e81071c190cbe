import type { Sheets } from '../../app/fulfilment.ports.ts';
import type { MissingReason, MissingRow, PackingSlip, SlipRow } from '../../domain/packing-slip.ts';
import { openSheet, type Sheet } from './sheet.ts';

const body = { size: 10 } as const;
const strong = { size: 10, weight: 'bold' } as const;
const small = { size: 8 } as const;
const padding = 5;
const barcodeHeight = 30;

const reasons: Readonly<Record<MissingReason, string>> = {
  'sent-elsewhere': 'sent separately',
  'to-follow': 'follows separately',
  backordered: 'not in stock, follows later',
};

const columnsOf = ({ left, right }: Sheet) => {
  const width = right - left;
  const [tick, count, barcode] = [18, 46, width * 0.34];
  return {
    tick: { x: left, width: tick },
    count: { x: left + tick, width: count - 8 },
    goods: { x: left + tick + count, width: width - tick - count - barcode - 8 },
    barcode: { x: right - barcode, width: barcode },
  };
};

const heading = (sheet: Sheet): void => {
  const columns = columnsOf(sheet);
  sheet.text('Units', columns.count, { ...strong, align: 'right' });
  sheet.text('Article', columns.goods, strong);
  sheet.moveTo(sheet.y() + 15);
  sheet.rule();
  sheet.moveTo(sheet.y() + padding);
};

const goodsRow = (sheet: Sheet, row: SlipRow): void => {
  const columns = columnsOf(sheet);
  const title = row.title ?? row.sku;
  const [symbol, digits] = [18, 9];
  const height = Math.max(sheet.heightOf(title, columns.goods, body) + sheet.heightOf(row.sku, columns.goods, small), symbol + digits);
  if (sheet.ensure(height + 2 * padding)) heading(sheet);
  const top = sheet.y();
  sheet.box(columns.tick.x, 9);
  sheet.text(String(row.quantity), columns.count, { ...strong, align: 'right' });
  const below = sheet.text(title, columns.goods, body);
  const code = row.barcode ?? row.sku;
  if (sheet.barcode(code, columns.barcode, symbol) > 0) {
    sheet.moveTo(top + symbol + 1);
    sheet.text(code, columns.barcode, { size: 7 });
  }
  sheet.moveTo(top + below);
  if (row.title !== null) sheet.text(row.sku, columns.goods, small);
  sheet.moveTo(top + height + padding);
  sheet.rule();
  sheet.moveTo(sheet.y() + padding);
};

const missingRow = (sheet: Sheet, row: MissingRow): void => {
  const columns = columnsOf(sheet);
  const whole = { x: columns.goods.x, width: sheet.right - columns.goods.x };
  const text = `${row.title ?? row.sku ?? 'Article without a number'}: ${reasons[row.reason]}`;
  const height = sheet.heightOf(text, whole, body);
  sheet.ensure(height + padding);
  sheet.text(String(row.quantity), columns.count, { ...body, align: 'right' });
  sheet.text(text, whole, body);
  sheet.moveTo(sheet.y() + height + padding);
};

const drawHead = (sheet: Sheet, slip: PackingSlip, locationName: string): void => {
  const half = (sheet.right - sheet.left) / 2;
  const [address, facts] = [
    { x: sheet.left, width: half - 12 },
    { x: sheet.left + half, width: half },
  ];
  sheet.moveTo(
    sheet.y() + sheet.text(`Packing slip ${slip.orderName}`, { x: sheet.left, width: 2 * half }, { size: 16, weight: 'bold' }) + 8,
  );
  const top = sheet.y();
  const isPickup = slip.deliveryMethod === 'pickup';
  sheet.moveTo(top + sheet.text(isPickup ? 'Collected by' : 'Ship to', address, small) + 2);
  for (const line of slip.shipTo) sheet.moveTo(sheet.y() + sheet.text(line, address, { size: 11 }));
  const unknown = isPickup ? 'The customer comes for these goods.' : 'The address is not known, or has been erased.';
  if (slip.shipTo.length === 0) sheet.moveTo(sheet.y() + sheet.text(unknown, address, body));
  const addressEnd = sheet.y();
  sheet.moveTo(top);
  sheet.barcode(slip.fulfillmentOrderId, facts, barcodeHeight);
  sheet.moveTo(top + barcodeHeight + 2);
  sheet.moveTo(sheet.y() + sheet.text(slip.fulfillmentOrderId, facts, small) + 6);
  const lines = [
    `Order ${slip.orderName} of ${slip.placedAt.slice(0, 10)}, ${slip.channel}`,
    `From ${locationName}`,
    ...(slip.shippingMethod === null ? [] : [`Shipping: ${slip.shippingMethod}`]),
  ];
  for (const line of lines) sheet.moveTo(sheet.y() + sheet.text(line, facts, body));
  sheet.moveTo(Math.max(addressEnd, sheet.y()) + 18);
};

/** What goes into the parcel with the goods. */
export const drawPackingSlip = (slip: PackingSlip, sheets: Sheets): Promise<Uint8Array> => {
  const title = `Packing slip ${slip.orderName}`;
  const sheet = openSheet({ title, paper: sheets.paper, printedAt: sheets.printedAt, footer: `${title}, ${slip.fulfillmentOrderId}` });
  const whole = { x: sheet.left, width: sheet.right - sheet.left };
  drawHead(sheet, slip, sheets.locationName);
  heading(sheet);
  for (const row of slip.rows) goodsRow(sheet, row);
  sheet.ensure(20);
  sheet.moveTo(sheet.y() + sheet.text(`${slip.units} ${slip.units === 1 ? 'unit' : 'units'} in this shipment`, whole, strong) + 14);
  if (slip.missing.length > 0) {
    sheet.ensure(40);
    sheet.moveTo(sheet.y() + sheet.text('Not in this shipment', whole, { size: 12, weight: 'bold' }) + padding);
    for (const row of slip.missing) missingRow(sheet, row);
  }
  return sheet.finish();
};
