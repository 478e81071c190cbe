import { cautionOf, type PublishedStock, solveBuffer, type SyncLag } from '../../../inventory/index.ts';
import type { Sku } from '../../../kernel/ids.ts';
import type { Clock } from '../../../platform/ports.ts';
import type { ChannelAccount, StockPublication } from '../../domain/channel-account.ts';
import type { StockDesk } from '../channels.parts.ts';
import type { StockRow } from './stock-rows.ts';

/** The account that is told, and how long it may show an old number. */
export type FiguresFor = { readonly account: ChannelAccount; readonly stock: StockPublication; readonly lag: SyncLag };

const nothing = { available: 0, safetyStock: 0 } as const;

/**
 * What an account is to show of articles, and why. Rows are to be read before: a row that is written in between makes the
 * next write of it fail. Articles that we never counted and never told it of are left out.
 */
export const createStockFigures =
  ({ clock, desk }: { readonly clock: Clock; readonly desk: Pick<StockDesk, 'forSale' | 'buffers' | 'sales'> }) =>
  async (
    { account, stock, lag }: FiguresFor,
    found: readonly { readonly sku: Sku; readonly row: StockRow | undefined }[],
  ): Promise<ReadonlyMap<Sku, PublishedStock>> => {
    if (found.length === 0) return new Map();
    const { tenantId, channel, account: name } = account;
    const skus = found.map(({ sku }) => sku);
    const [forSale, policy, sales] = await Promise.all([
      desk.forSale(tenantId, skus, stock.locations),
      desk.buffers(tenantId),
      desk.sales(tenantId, skus),
    ]);
    const now = clock.now();
    return new Map(
      found.flatMap(({ sku, row }) => {
        const units = forSale.get(sku) ?? (row === undefined ? undefined : nothing);
        if (!units) return [];
        const caution = cautionOf(row?.oversells ?? null, now);
        return [[sku, solveBuffer({ sku, channel, account: name, policy, ...units, sales: sales.get(sku), lag, caution })] as const];
      }),
    );
  };

export type StockFigures = ReturnType<typeof createStockFigures>;
