import type { Command } from 'commander';
import { PromotionsBody } from '../../lib/contracts/http/promotions.ts';
import type { OfferedPromotions, PromotionFigures } from '../../lib/customers/index.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { line, type Line } from './route.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type Options = {
  readonly line: readonly Line[];
  readonly currency: string;
  readonly channel?: string;
  readonly email?: string;
  readonly reference?: string;
};

const openParts = () => import('../../lambdas/customers/promotion-parts.ts');
const openCustomers = () => import('../../lib/customers/index.ts');

const invalid = (problems: readonly { readonly field: string; readonly message: string }[]): CommandError =>
  new CommandError('promotions-invalid', problems.map(({ field, message }) => `${field}: ${message}`).join('\n'), exitCodes.refused);

const page = ({ promotionsId, currency, items, leftOut, outcome }: OfferedPromotions): string =>
  paragraphs(
    `${counted(items.length, 'promotion')}. Kept as ${promotionsId}.`,
    items.length > 0
      ? table(
          ['Promotion', 'Worth', 'Score', 'Fit', 'Effect', 'Why'],
          items.map(({ promotionId, worthMinor, score, contributions, reason }) => [
            promotionId,
            worthMinor === null ? '' : amount(worthMinor, currency),
            score.toFixed(3),
            contributions.fit.toFixed(3),
            contributions.effect.toFixed(3),
            reason,
          ]),
          ['Worth', 'Score', 'Fit', 'Effect'],
        )
      : undefined,
    leftOut.length > 0 ? `Left out: ${leftOut.map(({ promotionId, reason }) => `${promotionId} (${reason})`).join(', ')}.` : undefined,
    outcome
      ? outcome.orderId === null
        ? 'No order came within three days.'
        : `Order ${outcome.orderId} came, and names ${outcome.used.length === 0 ? 'none of them' : outcome.used.join(', ')}.`
      : undefined,
  );

const reportPage = (figures: readonly PromotionFigures[]): string =>
  figures.length === 0
    ? 'The shop runs no promotion. They stand in the policy promotions.'
    : paragraphs(
        table(
          ['Promotion', 'Uses', 'At most', 'Shown', 'Ordered', 'Held out', 'Ordered', 'Given'],
          figures.flatMap(({ promotionId, uses, usesMax, outcomes }) => {
            const known = outcomes.map(({ currency, shown, held, givenMinor }) => [
              String(shown.people),
              String(shown.orders),
              String(held.people),
              String(held.orders),
              amount(givenMinor, currency),
            ]);
            return (known.length === 0 ? [['0', '0', '0', '0', '']] : known).map((cells) => [
              promotionId,
              String(uses),
              usesMax === null ? '' : String(usesMax),
              ...cells,
            ]);
          }),
          ['Uses', 'At most', 'Shown', 'Ordered', 'Held out', 'Given'],
        ),
        ...figures.flatMap(({ promotionId, outcomes }) =>
          outcomes.map(({ orders, amount: money }) => `${promotionId}: ${orders.sentence} ${money.sentence}`),
        ),
      );

/** `oms promotions`: what a cart gets, and what promotions did. */
export const registerPromotions = (program: Command, session: Session): void => {
  const promotions = program.command('promotions').summary('promotions of the shop: what a cart gets, and what they did');
  promotions
    .command('offer')
    .summary('what a cart would get now, at the prices of the catalog')
    .requiredOption('--line <article:count>', 'an article and how many of it; may be given several times', line)
    .requiredOption('--currency <code>', 'of the prices, such as USD')
    .option('--channel <name>', 'where the cart is filled; storefront when left out')
    .option('--email <address>', 'whoever buys; counts with their consent')
    .option('--reference <id>', 'the shop’s own id of the order to come')
    .action(
      action<Options>(session, async (call) => {
        const { line: lines, currency, channel, email, reference } = call.options;
        const parsed = PromotionsBody.safeParse({
          lines,
          currency,
          ...(channel === undefined ? {} : { channel }),
          ...(email === undefined ? {} : { customer: { email } }),
          ...(reference === undefined ? {} : { order_reference: reference }),
        });
        if (!parsed.success) throw invalid(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
        await call.withProduct(async ({ platform }) => {
          const { askedPromotions } = await openCustomers();
          const asked = await (await openParts()).offerPromotionsOf(platform)(call.tenantId, askedPromotions(parsed.data));
          if (!asked.ok) throw invalid(asked.error);
          call.print(toWire(asked.value), () => page(asked.value));
        });
      }),
    );
  promotions
    .command('show')
    .summary('which promotions a checkout was answered, and what became of them')
    .argument('<id>')
    .action(
      action<object, [string]>(session, (call, id) =>
        call.withProduct(async ({ platform }) => {
          const { createPromotionRows, readOfferedPromotions } = await openCustomers();
          const found = await readOfferedPromotions(createPromotionRows(platform), call.tenantId, id, platform.clock.now());
          if (!found) throw new CommandError('not-found', `There is no answer ${id}, or it has expired.`, exitCodes.refused);
          call.print(toWire(found), () => page(found));
        }),
      ),
    );
  promotions
    .command('report')
    .summary('what promotions did, against those who were held out')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const figures = await (await openParts()).promotionReportOf(platform)(call.tenantId);
          call.print(toWire({ items: figures }), () => reportPage(figures));
        }),
      ),
    );
  promotions
    .command('learn')
    .summary('learn now what became of them, instead of waiting for the hour')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const done = await (await openParts()).learnOutcomesOf(platform).learnUntil(call.tenantId, platform.clock.now());
          call.print(done, () => `${counted(done.looked, 'answer')} looked at, ${counted(done.learned, 'outcome')} learned from.`);
        }),
      ),
    );
};
