import type * as z from 'zod';
import type { PublishedStock } from '../../../contracts/http/buffers.ts';
import type { Sku, TenantId } from '../../../kernel/ids.ts';
import { toWire } from '../../../kernel/wire.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import type { StockRow, StockRows } from './stock-rows.ts';

/** What an account was last told of an article, and why, in wire form. */
export const stockRowView = ({ sku, quantity, state, code, at, published, drift, oversells }: StockRow) => ({
  sku,
  quantity,
  state,
  code,
  at,
  published: published && (toWire(published) as z.output<typeof PublishedStock>),
  drift: drift && { told: drift.told, shown: drift.shown, at: drift.at, corrected_at: drift.correctedAt },
  oversells: oversells?.count ?? 0,
});

export type StockListing = { readonly rows: readonly StockRow[]; readonly cursor?: string };

/** A page; with `drift` only articles of which the channel once showed another number, so that a page may hold fewer. */
export type StockPageWanted = {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly drift?: boolean | undefined;
  /** Of this article alone. */
  readonly sku?: Sku | undefined;
};

/** Lists what an account was last told of stock, by SKU. Undefined when the tenant has no such account. */
export const createListStock = (parts: {
  readonly accounts: Pick<ChannelAccounts, 'read'>;
  readonly rows: Pick<StockRows, 'page' | 'readMany'>;
}) => {
  const { accounts, rows } = parts;
  /** @throws InvalidCursorError */
  return async (
    tenantId: TenantId,
    of: { readonly channel: string; readonly account: string },
    { drift, sku, ...page }: StockPageWanted,
  ): Promise<StockListing | undefined> => {
    const account = await accounts.read(of.channel, of.account);
    if (account?.tenantId !== tenantId) return undefined;
    const found: StockListing =
      sku === undefined
        ? await rows.page(account, page)
        : { rows: (await rows.readMany(account, [sku])).filter((row) => row !== undefined) };
    return drift === true ? { ...found, rows: found.rows.filter((row) => row.drift !== null) } : found;
  };
};

export type ListStock = ReturnType<typeof createListStock>;
