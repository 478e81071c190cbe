import type { TenantId } from '../../../kernel/ids.ts';
import type { ChannelAccounts } from '../channel-accounts.ts';
import type { StockRow, StockRows } from './stock-rows.ts';

/** What an account was last told of an article, as it is shown. */
export const stockRowView = ({ sku, quantity, state, code, at }: StockRow) => ({ sku, quantity, state, code, at });

export type StockListing = { readonly rows: readonly StockRow[]; readonly cursor?: string };

/** Lists what an account was last told of stock, by SKU. Undefined when the tenant has no such account. */
export const createListStock = (parts: { readonly accounts: Pick<ChannelAccounts, 'read'>; readonly rows: Pick<StockRows, 'page'> }) => {
  const { accounts, rows } = parts;
  /** @throws InvalidCursorError */
  return async (
    tenantId: TenantId,
    of: { readonly channel: string; readonly account: string },
    page: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<StockListing | undefined> => {
    const account = await accounts.read(of.channel, of.account);
    return account?.tenantId === tenantId ? rows.page(account, page) : undefined;
  };
};

export type ListStock = ReturnType<typeof createListStock>;
