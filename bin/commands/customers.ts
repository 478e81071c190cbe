import type { Command } from 'commander';
import { Sku } from '../../lib/kernel/ids.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Call, type Product, type Session } from './session.ts';

type LimitOption = { readonly limit: number };

const openParts = () => import('../../lambdas/customers/recommendation-parts.ts');

const withRecommendations = <T>(
  call: Call,
  read: (recommendations: ReturnType<Awaited<ReturnType<typeof openParts>>['recommendationsOf']>) => Promise<T>,
): Promise<T> =>
  call.withProduct(async ({ platform }: Product) => {
    const { recommendationsOf } = await openParts();
    return read(recommendationsOf(platform));
  });

const countedFrom = (baskets: number, countedAt: string | null): string =>
  countedAt === null ? 'Nothing has been counted yet; "oms bundles count" counts now.' : `Counted ${countedAt} from ${baskets} orders.`;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `oms recommendations` and `oms bundles`. */
export const registerCustomers = (program: Command, session: Session): void => {
  program
    .command('recommendations')
    .summary('articles that are bought with an article and can be had now')
    .argument('<sku>')
    .option('--limit <n>', 'most to show', wholeNumber(1, 20), 5)
    .action(
      action<LimitOption, [string]>(session, async (call, text) => {
        const found = await withRecommendations(call, ({ beside }) => beside(call.tenantId, [Sku(text)], call.options.limit));
        call.print(toWire(found), () =>
          [
            `${countedFrom(found.baskets, found.countedAt)} It rests on: ${found.basis.replace('-', ' ')}.`,
            ...(found.items.length === 0
              ? []
              : [
                  table(
                    ['SKU', 'Why'],
                    found.items.map(({ sku, reason }) => [sku, reason]),
                  ),
                ]),
          ].join('\n'),
        );
      }),
    );
  const bundles = program
    .command('bundles')
    .summary('articles that are bought together more often than by chance')
    .option('--limit <n>', 'most to show', wholeNumber(1, 20), 20)
    .action(
      action<LimitOption>(session, async (call) => {
        const found = await withRecommendations(call, (recommendations) => recommendations.bundles(call.tenantId, call.options.limit));
        const { bundles: items, ...counted } = found;
        call.print({ ...(toWire(counted) as object), items }, () =>
          [
            countedFrom(found.baskets, found.countedAt),
            ...(items.length === 0
              ? ['There are none.']
              : [
                  table(
                    ['Articles', 'Orders', 'Of all', 'Times chance'],
                    items.map(({ skus, orders, support, lift }) => [skus.join(' + '), String(orders), percent(support), lift.toFixed(1)]),
                    ['Orders', 'Of all', 'Times chance'],
                  ),
                ]),
          ].join('\n'),
        );
      }),
    );
  bundles
    .command('count')
    .summary('count what is bought together now, instead of waiting for the night')
    .action(
      action(session, async (call) => {
        const [{ createCountCoPurchase }, { coPurchaseParts }] = await Promise.all([import('../../lib/customers/index.ts'), openParts()]);
        await call.withProduct(({ platform }) => createCountCoPurchase(coPurchaseParts(platform)).count(call.tenantId));
        call.print({ counted: true }, () => 'It is counted.');
      }),
    );
};
