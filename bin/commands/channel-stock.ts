import type { Command } from 'commander';
import { stockRowView } from '../../lib/channels/index.ts';
import { table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, CommandError, type Session } from './session.ts';

type StockOptions = { readonly limit: number; readonly refused?: boolean; readonly drift?: boolean };
type Row = ReturnType<typeof stockRowView>;

const rowsPerPage = 200;

/** Such as `7.5 %`, or what the buffer was solved for. */
const ruleText = (why: NonNullable<Row['published']>): string => {
  if (why.oversell_probability !== null) {
    const sales = `${(why.units_per_day ?? 0).toFixed(1)} a day, ${Math.round(why.lag_seconds)} s late`;
    return `oversells at most ${why.oversell_probability * 100} %: ${sales}`;
  }
  return why.percent === null ? 'fixed' : `${why.percent} %`;
};

const whyText = ({ published: why }: Row): string =>
  why === null ? '' : `${why.available} available − ${why.safety_stock} safety stock − ${why.buffer} buffer (${ruleText(why)})`;

const driftText = ({ drift }: Row): string =>
  drift === null ? '' : `showed ${drift.shown} at ${drift.at}${drift.corrected_at === null ? '' : ', put right'}`;

/** `oms channel stock`. */
export const registerStock = (group: Command, session: Session): void => {
  group
    .command('stock')
    .summary('what an account was last told of stock')
    .description('Articles by SKU, with the number that the channel took last and what it was made of, and why one waits or was refused.')
    .argument('<channel>', 'such as shopify')
    .argument('<account>', 'the id under which it was added')
    .option('--limit <rows>', 'articles at most', wholeNumber(1, 100_000), rowsPerPage)
    .option('--refused', 'only those that the channel has not taken')
    .option('--drift', 'only those of which the channel once showed another number')
    .action(
      action<StockOptions, [string, string]>(session, async (call, channel, account) => {
        const { limit, refused, drift } = call.options;
        const rows = await call.withProduct(async ({ channels }) => {
          const found: Row[] = [];
          let cursor: string | undefined;
          do {
            const page = await channels.listStock(call.tenantId, { channel, account }, { limit: rowsPerPage, cursor, drift });
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
                ['SKU', 'Units', 'State', 'Why not', 'Since', 'Made of', 'Drift'],
                rows.map((row) => [
                  row.sku,
                  row.quantity === null ? '' : String(row.quantity),
                  row.state,
                  row.code ?? '',
                  row.at,
                  whyText(row),
                  driftText(row),
                ]),
              ),
        );
      }),
    );
};
