import type { Command } from 'commander';
import { stockRowView } from '../../lib/channels/index.ts';
import { table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, CommandError, type Session } from './session.ts';

type StockOptions = { readonly limit: number; readonly refused?: boolean };

const rowsPerPage = 200;

/** `oms channel stock`. */
export const registerStock = (group: Command, session: Session): void => {
  group
    .command('stock')
    .summary('what an account was last told of stock')
    .description('Articles by SKU, with the number that the channel took last, and why it waits or was refused.')
    .argument('<channel>', 'such as shopify')
    .argument('<account>', 'the id under which it was added')
    .option('--limit <rows>', 'articles at most', wholeNumber(1, 100_000), rowsPerPage)
    .option('--refused', 'only those that the channel has not taken')
    .action(
      action<StockOptions, [string, string]>(session, async (call, channel, account) => {
        const { limit, refused } = call.options;
        const rows = await call.withProduct(async ({ channels }) => {
          const found: ReturnType<typeof stockRowView>[] = [];
          let cursor: string | undefined;
          do {
            const page = await channels.listStock(call.tenantId, { channel, account }, { limit: rowsPerPage, cursor });
            if (!page)
              throw new CommandError(
                'channel-account-not-found',
                'There is no such channel account. "oms channel list" shows those there are.',
              );
            found.push(...page.rows.filter(({ state }) => refused !== true || state !== 'done').map(stockRowView));
            cursor = page.cursor;
          } while (cursor !== undefined && found.length < limit);
          return found.slice(0, limit);
        });
        call.print({ items: rows }, () =>
          rows.length === 0
            ? `${channel} ${account} ${refused === true ? 'has taken everything that it was told of stock.' : 'was told nothing of stock.'}`
            : table(
                ['SKU', 'Units', 'State', 'Why', 'Since'],
                rows.map(({ sku, quantity, state, code, at }) => [sku, quantity === null ? '' : String(quantity), state, code ?? '', at]),
              ),
        );
      }),
    );
};
