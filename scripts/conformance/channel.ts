// Runs a channel's adapter over payloads of all kinds, and re-adds what it accepts.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CanonicalOrder, type CanonicalOrderWire } from '../../lib/contracts/canonical-order.ts';
import { normalizeChannel, type Normalized } from '../../lib/channels/index.ts';
import { accepted, failed, jsonFiles, type Outcome, refused } from './outcome.ts';

type Normalize = (text: string) => Normalized;

/** Every JSON file below a folder through one adapter. */
export const conformChannel =
  (channel: string) =>
  async (folder: string): Promise<readonly Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (const name of await jsonFiles(folder)) {
      const text = answerIn(await readFile(path.join(folder, name), 'utf8'));
      outcomes.push(conformPayload(`${channel}/${name}`, text, (payload) => normalizeChannel(channel, payload, 'main')));
    }
    return outcomes;
  };

/** The answer of a recorded exchange, or the text itself where it is none. */
const answerIn = (text: string): string => {
  const document = JSON.parse(text) as { readonly operationId?: unknown; readonly response?: unknown };
  return typeof document.operationId === 'string' && document.response ? JSON.stringify(document.response) : text;
};

/** Outcome of one payload: accepted if every order holds together, refused if the reason says what it is; a crash is a failure. */
export const conformPayload = (file: string, text: string, normalize: Normalize): Outcome => {
  let read: Normalized;
  try {
    read = normalize(text);
  } catch (error) {
    return failed(file, `crashed with ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!read.ok) {
    const [first] = read.problems;
    return first?.message ? refused(file, `${first.code}: ${first.message}`) : failed(file, 'refused without a reason');
  }
  const wrong = read.orders.flatMap((order) => faultsOf(order, text));
  if (wrong.length > 0) return failed(file, wrong.join('; '));
  return accepted(file, read.orders.map(describe).join(', ') || 'no orders in it');
};

const describe = (order: CanonicalOrderWire): string => {
  const held = order.discrepancies.map(({ code }) => code).join(', ');
  return `${order.channel_order_id} ${order.line_items.length} lines, total ${order.totals.total} ${order.currency}${held === '' ? '' : ` (held: ${held})`}`;
};

const faultsOf = (order: CanonicalOrderWire, text: string): readonly string[] => {
  const { totals, line_items: lines, shipping_lines: shipping } = order;
  const faults: string[] = [];
  const expect = (what: string, found: number, wanted: number): void => {
    if (found !== wanted && order.discrepancies.length === 0)
      faults.push(`order ${order.channel_order_id}: ${what} is ${found}, not ${wanted}`);
  };
  if (!CanonicalOrder.safeParse(order).success) faults.push(`order ${order.channel_order_id} does not satisfy its own schema`);
  for (const id of [order.channel_order_id, ...lines.map(({ line_id }) => line_id)])
    if (!standsIn(text, id)) faults.push(`the id ${id} does not stand in the payload`);
  const sum = (amounts: readonly number[]): number => amounts.reduce((left, right) => left + right, 0);
  const tax = order.taxes_included ? 0 : totals.tax;
  expect('the total', totals.total, totals.subtotal - totals.discount + totals.shipping + totals.fees + tax);
  expect('the subtotal', totals.subtotal, sum(lines.map(({ quantity, unit_price }) => quantity * unit_price)));
  expect('the discount', totals.discount, sum([...lines, ...shipping].map(({ discount }) => discount)));
  expect('the shipping', totals.shipping, sum(shipping.map(({ price }) => price)));
  return faults;
};

const standsIn = (text: string, id: string): boolean => text.includes(`"${id}"`) || new RegExp(`[:\\s]${id}[,\\s}\\]]`).test(text);
