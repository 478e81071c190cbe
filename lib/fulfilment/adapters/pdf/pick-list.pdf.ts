import type { Sheets } from '../../app/fulfilment.ports.ts';
import type { FulfillmentOrderStatus } from '../../domain/fulfillment-order.values.ts';
import type { PickList, PickListOrder, PickListRow } from '../../domain/pick-list.ts';
import { openSheet, type Sheet } from './sheet.ts';

const body = { size: 9 } as const;
const strong = { size: 9, weight: 'bold' } as const;
const padding = 4;
const barcodeHeight = 18;

const columnsOf = ({ left, right }: Sheet) => {
  const width = right - left;
  const [tick, count, split] = [18, 46, width * 0.22];
  const barcode = width * 0.34;
  const goods = width - tick - count - split - barcode;
  return {
    tick: { x: left, width: tick },
    count: { x: left + tick, width: count - 8 },
    goods: { x: left + tick + count, width: goods - 8 },
    barcode: { x: left + tick + count + goods, width: barcode - 8 },
    split: { x: left + tick + count + goods + barcode, width: split },
  };
};

const heading = (sheet: Sheet): void => {
  const columns = columnsOf(sheet);
  sheet.text('Units', columns.count, { ...strong, align: 'right' });
  sheet.text('Article', columns.goods, strong);
  sheet.text('Cart place: units', columns.split, strong);
  sheet.moveTo(sheet.y() + 13);
  sheet.rule();
  sheet.moveTo(sheet.y() + padding);
};

const splitText = ({ split }: PickListRow): string => split.map(({ slot, quantity }) => `${slot}: ${quantity}`).join(' · ');

const goodsRow = (sheet: Sheet, row: PickListRow): void => {
  const columns = columnsOf(sheet);
  const title = row.title ?? '';
  const height = Math.max(
    sheet.heightOf(row.sku, columns.goods, strong) + (title === '' ? 0 : sheet.heightOf(title, columns.goods, body)),
    sheet.heightOf(splitText(row), columns.split, body),
    barcodeHeight + 12,
  );
  if (sheet.ensure(height + 2 * padding)) heading(sheet);
  const top = sheet.y();
  sheet.box(columns.tick.x, 9);
  sheet.text(String(row.quantity), columns.count, { size: 11, weight: 'bold', align: 'right' });
  sheet.text(splitText(row), columns.split, body);
  const below = sheet.text(row.sku, columns.goods, strong);
  // A product's own number where it has one: that is what stands on the goods.
  const code = row.barcode ?? row.sku;
  if (sheet.barcode(code, columns.barcode, barcodeHeight) > 0) {
    sheet.moveTo(top + barcodeHeight + 1);
    sheet.text(code, columns.barcode, { size: 7 });
  }
  sheet.moveTo(top + below);
  if (title !== '') sheet.text(title, columns.goods, body);
  sheet.moveTo(top + height + padding);
  sheet.rule();
  sheet.moveTo(sheet.y() + padding);
};

const orderRow = (sheet: Sheet, order: PickListOrder): void => {
  const width = sheet.right - sheet.left;
  const name = { x: sheet.left + 30, width: width * 0.34 };
  const barcode = { x: name.x + name.width + 8, width: width - 30 - name.width - 8 };
  const about = `${order.units} ${order.units === 1 ? 'unit' : 'units'}${order.shippingMethod === null ? '' : `, ${order.shippingMethod}`}`;
  const height = Math.max(sheet.heightOf(order.orderName, name, strong) + sheet.heightOf(about, name, body), barcodeHeight + 12);
  sheet.ensure(height + 2 * padding);
  const top = sheet.y();
  sheet.text(String(order.slot), { x: sheet.left, width: 26 }, { size: 14, weight: 'bold' });
  const below = sheet.text(order.orderName, name, strong);
  sheet.barcode(order.fulfillmentOrderId, barcode, barcodeHeight);
  sheet.moveTo(top + barcodeHeight + 1);
  sheet.text(order.fulfillmentOrderId, barcode, { size: 7 });
  sheet.moveTo(top + below);
  sheet.text(about, name, body);
  sheet.moveTo(top + height + padding);
  sheet.rule();
  sheet.moveTo(sheet.y() + padding);
};

const counted = (count: number, singular: string): string => `${count} ${singular}${count === 1 ? '' : 's'}`;

/** A list to walk along the shelves with: goods with their units, then the orders that they are for. */
export const drawPickList = (list: PickList, sheets: Sheets & { readonly status: FulfillmentOrderStatus | null }): Promise<Uint8Array> => {
  const title = `Pick list, ${sheets.locationName}`;
  const sheet = openSheet({ title, paper: sheets.paper, printedAt: sheets.printedAt, footer: `${title}, ${sheets.printedAt}` });
  const whole = { x: sheet.left, width: sheet.right - sheet.left };
  sheet.moveTo(sheet.y() + sheet.text(title, whole, { size: 16, weight: 'bold' }));
  const about = `${counted(list.orders.length, 'fulfillment order')}, ${counted(list.rows.length, 'article')}, ${counted(list.units, 'unit')}`;
  const chosen = sheets.status === null ? '' : `, ${sheets.status}`;
  sheet.moveTo(sheet.y() + sheet.text(`${about}${chosen}. Printed ${sheets.printedAt}`, whole, body) + 12);
  if (list.rows.length === 0) {
    sheet.text('Nothing is to be picked.', whole, { size: 11 });
    return sheet.finish();
  }
  heading(sheet);
  for (const row of list.rows) goodsRow(sheet, row);
  sheet.moveTo(sheet.y() + 14);
  sheet.ensure(60);
  sheet.moveTo(sheet.y() + sheet.text('Places on the cart', whole, { size: 12, weight: 'bold' }) + padding);
  for (const order of list.orders) orderRow(sheet, order);
  return sheet.finish();
};
