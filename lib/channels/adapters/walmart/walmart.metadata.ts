import type { Json } from '../../../kernel/canonical-json.ts';
import { type JsonObject, objectAt, textAt } from '../reading/json.ts';
import { readMoment } from './walmart.dates.ts';
import type { ChargeBasis, PlacedLine } from './walmart.lines.ts';

// Kept because an operator, a picker or a rule may need it. Left out on purpose: the tax number of Mexican customers (`rfc`),
// persons who collect, and tracking, which changes without the order being changed.
const keptFields = ['customerOrderId', 'orderType', 'originalCustomerOrderID', 'mart', 'cfdi', 'partnerId'];
const keptOfLine = ['configId', 'originalCarrierMethod', 'referenceLineId', 'shippingMethod', 'shipFromCountry', 'coLineNumber'];
const keptOfItem = ['upc', 'offerId', 'condition'];
const keptOfFulfillment = ['fulfillmentOption', 'shipMethod', 'shippingProgramType', 'storeId'];

const pick = (source: JsonObject, keys: readonly string[]): Readonly<Record<string, string>> => {
  const kept: Record<string, string> = {};
  for (const key of keys) {
    const text = textAt(source, key);
    if (text !== null) kept[key] = text;
  }
  return kept;
};

/** Estimates that the customer is shown; an order keeps those that came with it until it changes. */
const readDates = (order: JsonObject): Readonly<Record<string, string>> => {
  const shipping = objectAt(order, 'shippingInfo');
  const dates: Record<string, string> = {};
  for (const key of ['estimatedShipDate', 'estimatedDeliveryDate']) {
    const moment = readMoment(shipping[key]);
    if (moment !== undefined) dates[key] = moment;
  }
  return dates;
};

const lineExtras = ({ source, lineId }: PlacedLine): Json => ({
  line_id: lineId,
  ...pick(source, keptOfLine),
  ...pick(objectAt(source, 'item'), keptOfItem),
  ...pick(objectAt(source, 'fulfillment'), keptOfFulfillment),
});

/** Walmart's own fields that the canonical order has no place for. Absent and empty ones are left out. */
export const readMetadata = (order: JsonObject, lines: readonly PlacedLine[], basis: ChargeBasis): Readonly<Record<string, Json>> => {
  const node = pick(objectAt(order, 'shipNode'), ['type', 'name', 'id']);
  return {
    ...pick(order, keptFields),
    ...readDates(order),
    ...(Object.keys(node).length > 0 ? { shipNode: node } : {}),
    // Only where it could matter.
    ...(basis === 'unit' ? { chargesArePerUnit: true } : {}),
    lines: lines.map(lineExtras),
  };
};
