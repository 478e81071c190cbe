import { readFileSync } from 'node:fs';
import { normalizeWooCommerceOrder } from '../../../../lib/channels/adapters/woocommerce/woocommerce.normalize.ts';
import type { CanonicalOrder } from '../../../../lib/channels/domain/canonical-order.ts';

// The tests damage payloads at every depth, which no narrower type would let them.
// oxlint-disable-next-line typescript/no-explicit-any
export type MutableJson = { [key: string]: any };

export const fixtureText = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/woocommerce/${name}.json`, import.meta.url), 'utf8');

/** The fixture as a fresh object to change. */
export const fixture = (name: string): MutableJson => JSON.parse(fixtureText(name));

export const options = { account: 'main' };

/** The one order of a payload; fails the test when it is refused. */
export const normalized = (payload: unknown): CanonicalOrder => {
  const result = normalizeWooCommerceOrder(payload, options);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  const [order, ...others] = result.value;
  if (order === undefined || others.length > 0) throw new Error(`${result.value.length} orders`);
  return order;
};

export const codes = (order: CanonicalOrder): readonly string[] => order.discrepancies.map(({ code }) => code);

/** Codes and fields of a refusal; fails the test when the payload is accepted. */
export const refusal = (payload: unknown): readonly (readonly [code: string, field: string])[] => {
  const result = normalizeWooCommerceOrder(payload, options);
  if (result.ok) throw new Error('accepted');
  return result.error.map(({ code, field }) => [code, field] as const);
};
