import { CanonicalOrder, canonicalOrderToWire, type CanonicalOrderWire } from '../../lib/contracts/canonical-order.ts';
import type { ChannelAdapter } from '../../lib/channels/app/channel-adapter.ts';

type Problem = { readonly field: string; readonly code: string; readonly message: string };

export type Normalization = ReturnType<ChannelAdapter['normalize']>;

/** Looks at what an adapter made of an input. @throws Error saying what is wrong */
export type Judge = (result: Normalization) => void;

const insist = (holds: boolean, otherwise: string): void => {
  if (!holds) throw new Error(otherwise);
};

/** A refusal gives its reasons. @throws Error otherwise */
export const insistOnReasons = (problems: readonly Problem[]): void => {
  insist(problems.length > 0, 'refused without a reason');
  for (const { field, code, message } of problems)
    insist(typeof field === 'string' && /^[a-z][a-z0-9-]*$/.test(code) && message !== '', `refused as ${JSON.stringify(code)}`);
};

/**
 * An order after the schema, also when it has been printed and read again, whose lines and totals re-add or say that they do
 * not. @throws Error otherwise
 */
export const insistOnSoundOrder = (order: CanonicalOrderWire): void => {
  const wire = CanonicalOrder.parse(JSON.parse(JSON.stringify(order)));
  const { subtotal, discount, shipping, fees, tax, total } = wire.totals;
  const sum = subtotal - discount + shipping + fees + (wire.taxes_included ? 0 : tax);
  const said = wire.discrepancies.map(({ code }) => code);
  insist(sum === total || said.includes('totals-do-not-add-up'), `the totals come to ${sum} and not to ${total}, unnoticed`);
  for (const { line_id: id, quantity, unit_price: price, discount: off, tax: lineTax, total: stated } of wire.line_items) {
    const expected = quantity * price - off + (wire.taxes_included ? 0 : lineTax);
    insist(stated === expected, `line ${JSON.stringify(id)} comes to ${expected} and not to ${stated}`);
  }
};

/** What every adapter promises of every input. */
export const judgeSound: Judge = (result) => {
  if (!result.ok) insistOnReasons(result.error);
  else for (const order of result.value) insistOnSoundOrder(canonicalOrderToWire(order));
};
