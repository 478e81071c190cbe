import type { Api } from '../../shared/api.ts';
import type { Order } from '../../shared/types.ts';

export type OrderReturn = Awaited<ReturnType<Api['listReturns']>>['items'][number];
type ReturnedLine = Parameters<Api['recordReturn']>[0]['body']['lines'][number];
export type ReturnReason = ReturnedLine['reason'];
export type ReturnCondition = ReturnedLine['condition'];

/** Each reason in words; one that the API gets and that has none here stops the build. */
export const reasonWords: Readonly<Record<ReturnReason, string>> = {
  'too-small': 'too small',
  'too-large': 'too large',
  'not-as-described': 'not what the listing shows',
  'wrong-item': 'another article was sent',
  defective: 'faulty',
  incomplete: 'something is missing',
  'damaged-in-transit': 'damaged on the way',
  'arrived-late': 'came too late',
  undeliverable: 'could not be delivered',
  'changed-mind': 'changed their mind',
  'ordered-several': 'ordered several to choose from',
  other: 'something else',
};

export const conditionWords: Readonly<Record<ReturnCondition, string>> = {
  new: 'as new',
  opened: 'opened',
  worn: 'worn',
  damaged: 'damaged',
  incomplete: 'incomplete',
};

/** What a line is called where its order is looked at; undefined for one without title and SKU. */
export const articleName = ({ sku, title }: Pick<Order['line_items'][number], 'sku' | 'title'>): string | undefined =>
  [title, sku].find((name) => typeof name === 'string' && name !== '') ?? undefined;

/** What may still come back of a line: what left, less what is back. */
export type Returnable = { readonly lineId: string; readonly name: string; readonly units: number };

export const returnablesOf = (order: Order, returns: readonly OrderReturn[]): readonly Returnable[] => {
  const back = new Map<string, number>();
  for (const { lines } of returns) for (const { line_id: id, quantity } of lines) back.set(id, (back.get(id) ?? 0) + quantity);
  return order.line_items.flatMap(({ line_id: lineId, sku, title, shipped_quantity: shipped }) => {
    const units = shipped - (back.get(lineId) ?? 0);
    return units > 0 ? [{ lineId, name: articleName({ sku, title }) ?? lineId, units }] : [];
  });
};
