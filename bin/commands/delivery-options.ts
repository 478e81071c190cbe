import type { Command } from 'commander';
import { DeliveryOptionsBody } from '../../lib/contracts/http/delivery-options.ts';
import type { OfferedOption, OfferedOptions } from '../../lib/customers/index.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { destination, line, type Destination, type Line } from './route.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type Options = {
  readonly line: readonly Line[];
  readonly to: Destination;
  readonly email?: string;
  readonly currency?: string;
};

const openParts = () => import('../../lambdas/customers/delivery-option-parts.ts');
const openCustomers = () => import('../../lib/customers/index.ts');

const invalid = (problems: readonly { readonly field: string; readonly message: string }[]): CommandError =>
  new CommandError('delivery-options-invalid', problems.map(({ field, message }) => `${field}: ${message}`).join('\n'), exitCodes.refused);

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const day = (moment: string | undefined): string => moment?.slice(0, '2026-11-22'.length) ?? '';

const rowOf = (currency: string, { optionId, priceMinor, estimate, chance, dateBasis, co2, share, reason }: OfferedOption) => [
  optionId,
  amount(priceMinor, currency),
  estimate ? `${day(estimate.earliest)} to ${day(estimate.latest)}` : 'unknown',
  chance === null ? '' : percent(chance),
  dateBasis,
  co2 === null ? '' : `${co2.grams} g`,
  percent(share),
  reason,
];

const bases = {
  personal: 'by what this customer chose before',
  shop: 'by what the shop’s customers chose',
  assumed: 'by assumptions, because hardly anybody has chosen yet',
} as const;

const page = ({ optionsId, currency, items, leftOut, ranking, choice }: OfferedOptions): string =>
  paragraphs(
    `${counted(items.length, 'option')}, ranked ${bases[ranking.basis]}. Kept as ${optionsId}.`,
    items.length > 0
      ? table(
          ['Option', 'Price', 'There', 'Kept', 'Dates by', 'CO2', 'Likely chosen', 'Why'],
          items.map((item) => rowOf(currency, item)),
          ['Price', 'Kept', 'CO2', 'Likely chosen'],
        )
      : undefined,
    leftOut.length > 0 ? `Not offered: ${leftOut.map(({ method, reason }) => `${method} (${reason})`).join(', ')}.` : undefined,
    choice ? `Chosen: ${choice.optionId ?? 'none of these'}, with order ${choice.orderId}.` : undefined,
  );

/** `oms delivery-options`: what a checkout would offer, and what customers want. */
export const registerDeliveryOptions = (program: Command, session: Session): void => {
  const options = program
    .command('delivery-options')
    .summary('ways in which goods could reach a customer, and what customers want of them');
  options
    .command('offer')
    .summary('what a checkout would offer now')
    .requiredOption('--line <article:count>', 'an article and how many of it; may be given several times', line)
    .requiredOption('--to <place>', 'where it would go: DE, US-NY or US-NY-10001', destination)
    .option('--email <address>', 'whoever buys; counts with their consent')
    .option('--currency <code>', 'of the amounts, instead of that of the articles’ prices')
    .action(
      action<Options>(session, async (call) => {
        const { line: lines, to, email, currency } = call.options;
        const parsed = DeliveryOptionsBody.safeParse({
          lines,
          destination: to,
          ...(email === undefined ? {} : { customer: { email } }),
          ...(currency === undefined ? {} : { currency }),
        });
        if (!parsed.success) throw invalid(parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })));
        await call.withProduct(async ({ platform }) => {
          const asked = await (await openParts()).deliveryOptionsOf(platform).ask(call.tenantId, parsed.data);
          if (!asked.ok) throw invalid(asked.error);
          call.print(toWire(asked.value), () => page(asked.value));
        });
      }),
    );
  options
    .command('show')
    .summary('what a checkout was answered, and what was chosen')
    .argument('<id>')
    .action(
      action<object, [string]>(session, (call, id) =>
        call.withProduct(async ({ platform }) => {
          const { createOptionRows, readOffered } = await openCustomers();
          const found = await readOffered(createOptionRows(platform), call.tenantId, id, platform.clock.now());
          if (!found) throw new CommandError('not-found', `There is no answer ${id}, or it has expired.`, exitCodes.refused);
          call.print(toWire(found), () => page(found));
        }),
      ),
    );
  options
    .command('taste')
    .summary('what the shop’s customers want of a delivery')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const { createOptionRows, tasteReport } = await openCustomers();
          const report = tasteReport((await createOptionRows(platform).taste(call.tenantId)).taste);
          call.print(toWire(report), () =>
            paragraphs(
              `Learned from ${counted(report.choices, 'choice')}.`,
              report.dayPercent === null ? undefined : `A day sooner is worth ${report.dayPercent.toFixed(1)} % of the order.`,
              table(
                ['Of an option', 'Weight', 'Within'],
                report.features.map(({ feature, weight, deviation }) => [feature, weight.toFixed(3), deviation.toFixed(3)]),
                ['Weight', 'Within'],
              ),
            ),
          );
        }),
      ),
    );
  options
    .command('learn')
    .summary('learn now from what was chosen, instead of waiting for the hour')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const done = await (await openParts()).learnChoicesOf(platform).learnUntil(call.tenantId, platform.clock.now());
          call.print(done, () => `${counted(done.looked, 'answer')} looked at, ${counted(done.learned, 'choice')} learned from.`);
        }),
      ),
    );
};
