import type { Command } from 'commander';
import { createOwnHistory, readScoredHistory } from '../../lib/fraud/app/cost-report.ts';
import { costOfHistory, percentText, type ScoredOutcome } from '../../lib/fraud/index.ts';
import { type Instant, plusMs } from '../../lib/kernel/instant.ts';
import type { FraudBandsPolicy } from '../../lib/kernel/fraud-policies.ts';
import { amount, paragraphs, table } from './output.ts';
import { instant } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, type Product, readInput, type Session } from './session.ts';

type Options = { readonly history?: string; readonly from?: Instant; readonly to?: Instant };

const yearMs = 365 * 86_400_000;

const fromFile = async (call: Call<Options>, file: string): Promise<readonly ScoredOutcome[]> => {
  const read = readScoredHistory(await readInput(call.io, file));
  if (!read.ok) {
    const { row, field, message } = read.error;
    throw new CommandError('history-invalid', `Row ${row}: ${field} ${message}.`, exitCodes.refused);
  }
  return read.value;
};

const fromOwn = async (call: Call<Options>, { platform }: Product): Promise<readonly ScoredOutcome[]> => {
  const [{ fraudLabelsOf }, { decisionsOf }, { orderStream }] = await Promise.all([
    import('../../lambdas/composed/fraud.ts'),
    import('../../lambdas/composed/base.ts'),
    import('../../lib/orders/index.ts'),
  ]);
  const to = call.options.to ?? platform.clock.now();
  const from = call.options.from ?? plusMs(to, -yearMs);
  const own = createOwnHistory({ labels: fraudLabelsOf(platform), decisions: decisionsOf(platform), orderStream });
  const orders: ScoredOutcome[] = [];
  for await (const order of own(call.tenantId, { from, to })) orders.push(order);
  return orders;
};

const textOf = (cost: ReturnType<typeof costOfHistory>, { currency }: FraudBandsPolicy): string => {
  if (cost.orders === 0) return 'There are no orders whose outcome is known.';
  const { bands, threshold, passAll, savedShare } = cost;
  const { actions } = bands;
  const whole = (minor: number): string => amount(Math.round(minor), currency);
  return paragraphs(
    `${cost.orders} orders, ${cost.frauds} of them fraudulent.`,
    table(
      ['Way to decide', 'Cost', 'What is done'],
      [
        [
          'bands',
          whole(bands.costMinor),
          `${actions.pass} pass, ${actions.verify} verified, ${actions.review} reviewed, ${actions.decline} declined`,
        ],
        [
          'best threshold, in hindsight',
          whole(threshold.costMinor),
          threshold.probability === null
            ? 'none declined'
            : `${threshold.declined} declined, from ${percentText(threshold.probability)} on`,
        ],
        ['pass all', whole(passAll.costMinor), ''],
      ],
      ['Cost'],
    ),
    savedShare === null
      ? undefined
      : `Bands are ${percentText(Math.abs(savedShare))} ${savedShare >= 0 ? 'cheaper' : 'dearer'} than the best threshold.`,
  );
};

/** `oms fraud cost`. */
export const registerFraudCost = (group: Command, session: Session): void => {
  group
    .command('cost')
    .summary('what the bands would have cost on orders of the past, against the best single threshold')
    .description(
      'Compares the policy fraud_bands with the one threshold that in hindsight cost least, on orders whose outcome is known: those of the tenant, or those of a CSV file with the columns probability, amount_minor and fraud (1 or 0).',
    )
    .option('--history <csv>', 'orders of a file, or - for standard input, instead of the own ones')
    .option('--from <moment>', 'own orders placed from then on; a year before by default', instant)
    .option('--to <moment>', 'own orders placed before then; now by default', instant)
    .action(
      action<Options>(session, async (call) => {
        const { history } = call.options;
        const { policiesOf } = await import('../../lambdas/composed/base.ts');
        const { orders, policy } = await call.withProduct(async (product) => ({
          orders: history === undefined ? await fromOwn(call, product) : await fromFile(call, history),
          policy: (await policiesOf(product.platform).inForce(call.tenantId, 'fraud_bands')).value,
        }));
        const cost = costOfHistory(orders, policy);
        call.print({ currency: policy.currency, ...cost }, () => textOf(cost, policy));
      }),
    );
};
