// Work at the shelf and at the packing table.
import type { LineId } from '../../kernel/ids.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { RecordPacked, RecordShortPick } from './fulfillment-order.commands.ts';
import { rejection } from './fulfillment-desk.decide.ts';
import type { FulfillmentOrderEvent } from './fulfillment-order.events.ts';
import type { FulfillmentOrderRejection } from './fulfillment-order.rejections.ts';
import { type FulfillmentOrder, workRemaining } from './fulfillment-order.state.ts';
import { type Decision, hasReached, repeated, step, stepWith } from './fulfillment-order.step.ts';
import type { MissingUnits, Package } from './fulfillment-order.values.ts';

const pickingStarted = (state: FulfillmentOrder): FulfillmentOrderEvent => ({
  type: 'fulfillment_order.picking_started',
  orderId: state.orderId,
});

export const startPicking = (state: FulfillmentOrder): Decision =>
  hasReached(state, 'picking') ? ok([]) : stepWith(state, 'start-picking', pickingStarted(state));

/**
 * Many warehouses report only what came of picking. Reporting a result on released work therefore starts the picking too,
 * and the table needs no short cut.
 */
export const asPicking = (
  state: FulfillmentOrder,
): Result<{ readonly state: FulfillmentOrder; readonly before: readonly FulfillmentOrderEvent[] }, FulfillmentOrderRejection> => {
  if (state.status !== 'released') return ok({ state, before: [] });
  const next = step(state, 'start-picking');
  return next.ok ? ok({ state: { ...state, status: next.value }, before: [pickingStarted(state)] }) : next;
};

/** Lines with fewer units than known until now; an error for a line or quantity that cannot be. */
const missingUnits = (state: FulfillmentOrder, command: RecordShortPick): Result<readonly MissingUnits[], FulfillmentOrderRejection> => {
  const missing: MissingUnits[] = [];
  const seen = new Set<LineId>();
  for (const { lineId, pickedQuantity } of command.lines) {
    const line = state.lines.find((entry) => entry.lineId === lineId);
    if (!line) return err({ code: 'lines-invalid', lineId, problem: 'unknown-line' });
    if (seen.has(lineId)) return err({ code: 'lines-invalid', lineId, problem: 'duplicate-line' });
    seen.add(lineId);
    if (!Number.isSafeInteger(pickedQuantity) || pickedQuantity < 0) return err({ code: 'lines-invalid', lineId, problem: 'bad-quantity' });
    const expected = line.quantity - line.shortQuantity;
    if (pickedQuantity > expected) return err({ code: 'lines-invalid', lineId, problem: 'too-many-units' });
    if (pickedQuantity === expected) continue;
    missing.push({ lineId, sku: line.sku, quantity: line.quantity, pickedQuantity, missingQuantity: expected - pickedQuantity });
  }
  return ok(missing);
};

/** Records what the shelf did not have. The rest goes on; when nothing at all was found, the work is rejected. */
export const recordShortPick = (state: FulfillmentOrder, command: RecordShortPick): Decision => {
  const missing = missingUnits(state, command);
  if (!missing.ok) return missing;
  if (missing.value.length === 0) return ok([]);
  const expectedUnits = workRemaining(state).reduce((sum, line) => sum + line.quantity, 0);
  const missingTotal = missing.value.reduce((sum, line) => sum + line.missingQuantity, 0);
  const endReason = command.reason === 'damaged' ? 'damaged' : 'out-of-stock';
  const nothingFound = missingTotal === expectedUnits;
  // Said again, because the first answer was lost.
  if (nothingFound && state.status === 'rejected' && state.endReason === endReason) return ok([]);
  const picking = asPicking(state);
  if (!picking.ok) return picking;
  const allowed = step(picking.value.state, 'short-pick');
  if (!allowed.ok) return allowed;
  if (nothingFound) return stepWith(state, 'reject', rejection(state, endReason));
  const { orderId, locationId } = state;
  return ok([
    ...picking.value.before,
    { type: 'fulfillment_order.short_picked', orderId, locationId, lines: missing.value, reason: command.reason },
  ]);
};

const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

const isPackage = ({ weightGrams, dimensionsMm }: Package): boolean =>
  isSize(weightGrams) &&
  (dimensionsMm === null || (isSize(dimensionsMm.length) && isSize(dimensionsMm.width) && isSize(dimensionsMm.height)));

const copyPackage = ({ weightGrams, dimensionsMm }: Package): Package => ({
  weightGrams,
  dimensionsMm: dimensionsMm && { length: dimensionsMm.length, width: dimensionsMm.width, height: dimensionsMm.height },
});

export const recordPacked = (state: FulfillmentOrder, command: RecordPacked): Decision => {
  const packages = command.packages.map(copyPackage);
  if (hasReached(state, 'packed')) return repeated(command.type, state.packages, packages);
  const picking = asPicking(state);
  if (!picking.ok) return picking;
  const allowed = step(picking.value.state, 'pack');
  if (!allowed.ok) return allowed;
  if (packages.length === 0) return err({ code: 'packages-missing' });
  const invalid = packages.findIndex((entry) => !isPackage(entry));
  if (invalid >= 0) return err({ code: 'package-invalid', index: invalid });
  return ok([...picking.value.before, { type: 'fulfillment_order.packed', orderId: state.orderId, packages }]);
};
