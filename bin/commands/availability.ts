import type { Command } from 'commander';
import { Sku, skuPattern } from '../../lib/kernel/ids.ts';
import { paragraphs, table } from './output.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

/** As many as one request of a website may name. */
const skusMax = 50;

const checked = (skus: readonly string[]): readonly Sku[] => {
  const wrong = skus.find((sku) => !skuPattern.test(sku));
  if (wrong !== undefined || skus.length > skusMax)
    throw new CommandError(
      'usage',
      wrong === undefined
        ? `At most ${skusMax} SKUs can be asked for at once.`
        : 'A SKU has 1 to 128 characters without # and control characters.',
      exitCodes.usage,
    );
  return skus.map((sku) => Sku(sku));
};

/** `oms availability`. */
export const registerAvailability = (program: Command, session: Session): void => {
  program
    .command('availability')
    .summary('whether articles can be had, as a website shows it')
    .description(
      'What a storefront is answered now, from the stock itself: caches before the API may show older answers for as long as the policy "storefront" says.',
    )
    .argument('<sku...>', `1 to ${skusMax} articles`)
    .action(
      action<object, [readonly string[]]>(session, (call, given) => {
        const skus = checked(given);
        return call.withProduct(async ({ platform }) => {
          const [{ storefrontAvailabilityOf }, { availabilityView }] = await Promise.all([
            import('../../lambdas/storefront.ts'),
            import('../../lambdas/inventory/availability-reply.ts'),
          ]);
          const found = await storefrontAvailabilityOf(platform)(call.tenantId, skus);
          if (!found)
            throw new CommandError(
              'storefront-closed',
              `${call.tenantId} shows nothing to the public. "oms policy set storefront" opens it.`,
              exitCodes.refused,
            );
          const items = found.articles.map(availabilityView);
          const known = new Set(items.map(({ sku }) => sku));
          const missing = skus.filter((sku) => !known.has(sku));
          call.print({ items }, () =>
            paragraphs(
              items.length === 0
                ? undefined
                : table(
                    ['SKU', 'In stock', 'Units', 'Expected'],
                    items.map(({ sku, in_stock: inStock, quantity, more, expected_at: expectedAt }) => [
                      sku,
                      inStock ? 'yes' : 'no',
                      `${quantity}${more ? '+' : ''}`,
                      expectedAt ?? '',
                    ]),
                    ['Units'],
                  ),
              missing.length === 0 ? undefined : `Not shown, because there never was any: ${missing.join(', ')}`,
            ),
          );
        });
      }),
    );
};
