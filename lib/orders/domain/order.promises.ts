// What has been promised to the customer of units that wait, and whether a new promise keeps the old one.
import type { LineId } from '../../kernel/ids.ts';
import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Instant } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import type { RenewPromises } from './order.commands.ts';
import type { Decision } from './order.consequences.ts';
import type { PromiseChanged } from './order.events.ts';
import { assignedQuantity, countedChildren, findLine, unassignedQuantity } from './order.quantities.ts';
import type { Order } from './order.record.ts';
import type { DeliveryDate, LinePromise, Promising } from './order.values.ts';

/** When the units of a promise are there; units that a location has are there from the moment on at which it was given them. */
const dueOf = (promise: LinePromise, at: Instant): Instant | null =>
  promise.kind === 'allocated' ? (promise.promisedFor ?? at) : promise.promisedFor;

const unitsOf = (promises: readonly LinePromise[], lineId: LineId): number =>
  promises.reduce((sum, one) => (one.lineId === lineId ? sum + one.quantity : sum), 0);

/** Units of the line that come after `by`, or of which nobody knows when. */
const lateUnits = (promises: readonly LinePromise[], lineId: LineId, by: Instant, at: Instant): number =>
  unitsOf(
    promises.filter((one) => {
      const due = dueOf(one, at);
      return due === null || due > by;
    }),
    lineId,
  );

/**
 * Whether what was promised holds: of no line do more units come after a promised date than were to come after it then.
 * Units that the customer has added since were not promised, and those that have gone are not missed.
 * @returns null where no date stood
 */
export const keepsPromises = (before: readonly LinePromise[], after: readonly LinePromise[], at: Instant): boolean | null => {
  const dated = before.flatMap(({ lineId, promisedFor }) => (promisedFor === null ? [] : [{ lineId, by: promisedFor }]));
  if (dated.length === 0) return null;
  return dated.every(({ lineId, by }) => {
    const added = Math.max(0, unitsOf(after, lineId) - unitsOf(before, lineId));
    return lateUnits(after, lineId, by, at) <= lateUnits(before, lineId, by, at) + added;
  });
};

/** The date that stands of units that locations have: what they were promised for, also while they waited. */
const standingDate = (promises: readonly LinePromise[], quantity: number): Instant | null => {
  const before = promises.find(({ kind }) => kind === 'allocated');
  if (before && before.quantity >= quantity) return before.promisedFor;
  return promises.flatMap(({ promisedFor }) => promisedFor ?? []).sort()[0] ?? null;
};

/** When the last units of the line that locations have are expected; undefined where nobody knows of any. */
const expectedOf = (order: Order, lineId: LineId): Instant | undefined =>
  countedChildren(order)
    .flatMap((child) => (child.expectedAt !== undefined && child.lines.some((line) => line.lineId === lineId) ? [child.expectedAt] : []))
    .sort()
    .at(-1);

/** The date of units that locations have: the one that stands, unless the goods are expected later than that. */
const allocatedDate = (order: Order, lineId: LineId, quantity: number, told: DeliveryDate | undefined): Instant | null => {
  const known = order.promises.filter((one) => one.lineId === lineId);
  const standing = standingDate(known, quantity);
  // What was said while they waited is when they come to us, and beside that the days to the customer prove nothing.
  if (known.some(({ kind }) => kind !== 'allocated')) return standing;
  const date = standing ?? told?.deliverBy ?? null;
  const expected = expectedOf(order, lineId);
  return date !== null && expected !== undefined && expected > date ? expected : date;
};

/** Units that locations have, of each line. The customer goes on being told the date that stands. */
const allocatedOf = (order: Order, told: DeliveryDate | undefined): readonly LinePromise[] =>
  order.lines.flatMap(({ lineId }) => {
    const quantity = assignedQuantity(order, lineId);
    if (quantity === 0) return [];
    const promisedFor = allocatedDate(order, lineId, quantity, told);
    return [{ lineId, quantity, promisedFor, basis: 'stock', kind: 'allocated', reference: null }];
  });

/**
 * What the customer was told before anything was promised here: a date for every unit. That an article is sold from a later
 * day on is known to whoever orders it, so a service level says nothing of those units.
 */
const toldOf = (lines: readonly LinePromise[], { deliverBy, basis }: DeliveryDate): readonly LinePromise[] =>
  lines
    .filter(({ kind }) => basis === 'stated' || kind !== 'preorder')
    .map((line) => ({ ...line, kind: 'allocated', promisedFor: deliverBy }));

/** A promise is of the units that wait: one that was worked out for others is out of date, and whoever changed them makes a new one. */
const isOfWaitingUnits = (order: Order, waiting: readonly LinePromise[]): boolean =>
  waiting.every(({ lineId, quantity, kind }) => quantity > 0 && kind !== 'allocated' && findLine(order, lineId) !== undefined) &&
  order.lines.every((line) => unitsOf(waiting, line.lineId) === (line.sku === null ? 0 : unassignedQuantity(order, line)));

const over: readonly string[] = ['cancelled', 'completed', 'returned'];

/**
 * The event that tells what is promised of the units that wait, and with them of those that locations have. None when that
 * has been said already, and none for an order that goes straight to its locations and comes in time: nobody waits for it.
 */
export const promiseChanged = (order: Order, promising: Promising | undefined): readonly PromiseChanged[] => {
  if (promising === undefined || over.includes(order.status) || !isOfWaitingUnits(order, promising.waiting)) return [];
  const { waiting, reason, at, told } = promising;
  const given = allocatedOf(order, told);
  const lines = order.lines.flatMap(({ lineId }) => [...given, ...waiting].filter((one) => one.lineId === lineId));
  const isFirst = order.promises.length === 0;
  const kept = keepsPromises(isFirst && told ? toldOf(lines, told) : order.promises, lines, at);
  // Nobody waits for it, and it comes when it was to come: that needs no saying.
  if (isFirst && waiting.length === 0 && kept !== false) return [];
  if (canonicalJson(lines) === canonicalJson(order.promises)) return [];
  return [{ type: 'order.promise_changed', lines, reason, kept }];
};

/** Promises the units that wait anew. */
export const renewPromises = (order: Order, { promising }: RenewPromises): Decision => ok(promiseChanged(order, promising));
