import { afterPrefix, compareUtf8 } from '../rules/utf8-order.ts';
import type { Query } from '../ports.ts';
import type { Placeholders } from './dynamo-expressions.ts';

/** Sort keys of a query. The service takes one condition on them, and narrower ranges are put together here. */
export type SortKeyRange = {
  readonly prefix?: string;
  /** Inclusive. */
  readonly from?: string;
  /** Inclusive. */
  readonly to?: string;
  /** Leaves out what the service's condition takes in beyond the query. */
  readonly includes: (sortKey: string) => boolean;
};

const sortKeyBytesMax = 1_024;
const everything = (): boolean => true;

const higher = (left: string | undefined, right: string | undefined): string | undefined => {
  if (left === undefined || right === undefined) return left ?? right;
  return compareUtf8(left, right) > 0 ? left : right;
};

/** `from` and `to` of a query that also names a prefix. */
const withinPrefix = (prefix: string, from: string | undefined, to: string | undefined): SortKeyRange | 'empty' => {
  if (from === undefined && to === undefined) return { prefix, includes: everything };
  const lower = higher(prefix, from) as string;
  const end = afterPrefix(prefix);
  const includes = (sortKey: string): boolean => sortKey.startsWith(prefix);
  const upper = end === undefined || (to !== undefined && compareUtf8(to, end) < 0) ? to : end;
  // Keys end where the service's limit does, so a bound beyond it bounds nothing.
  if (upper === undefined || Buffer.byteLength(upper) > sortKeyBytesMax) return { from: lower, includes };
  return compareUtf8(lower, upper) > 0 ? 'empty' : { from: lower, to: upper, includes };
};

/** The range of a query; `empty` when no key can lie in it, which the service would refuse as an error. */
export const sortKeyRange = (query: Pick<Query, 'prefix' | 'from' | 'to'>): SortKeyRange | 'empty' => {
  // Every key is above the empty text, and the service does not take it for a bound.
  const prefix = query.prefix === '' ? undefined : query.prefix;
  const from = query.from === '' ? undefined : query.from;
  const { to } = query;
  if (to === '') return 'empty';
  const bounds = [prefix, from, to].filter((bound) => bound !== undefined);
  if (bounds.some((bound) => !bound.isWellFormed())) throw new TypeError('A bound holds half a surrogate pair');
  if (prefix !== undefined) return Buffer.byteLength(prefix) > sortKeyBytesMax ? 'empty' : withinPrefix(prefix, from, to);
  if (from !== undefined && to !== undefined && compareUtf8(from, to) > 0) return 'empty';
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), includes: everything };
};

/** The key condition of a query on one partition. */
export const keyExpression = (PK: string, { prefix, from, to }: SortKeyRange, { name, value }: Placeholders): string => {
  const partition = `${name('PK')} = ${value(PK)}`;
  const and = (condition: string): string => `${partition} AND ${condition}`;
  if (prefix !== undefined) return and(`begins_with(${name('SK')}, ${value(prefix)})`);
  if (from !== undefined && to !== undefined) return and(`${name('SK')} BETWEEN ${value(from)} AND ${value(to)}`);
  if (from !== undefined) return and(`${name('SK')} >= ${value(from)}`);
  return to === undefined ? partition : and(`${name('SK')} <= ${value(to)}`);
};
