import type { Command } from 'commander';
import { importOutcomes, type ImportReport } from '../../lib/catalog/index.ts';
import { describeChargebackRejection } from '../../lib/fraud/index.ts';
import { OrderId, orderIdPattern } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { CurrencyCode, currencyPattern, parseMinor } from '../../lib/kernel/money.ts';
import { findOrder } from './find-order.ts';
import { counted } from './output.ts';
import { instant } from './parsers.ts';
import { action, CommandError, exitCodes, type Product, readInput, type Session } from './session.ts';

const openFraud = () => import('../../lambdas/composed/fraud.ts');

type Options = {
  readonly amount: string;
  readonly currency: string;
  readonly reason: string;
  readonly received?: Instant;
  readonly id?: string;
};

const codePattern = /^[A-Za-z0-9._-]{1,40}$/;

const amountOf = ({ amount, currency, reason, id }: Options) => {
  if (!currencyPattern.test(currency))
    throw new CommandError('currency-invalid', '--currency takes three upper-case letters, such as USD.', exitCodes.usage);
  const amountMinor = parseMinor(amount, CurrencyCode(currency));
  if (amountMinor === undefined || amountMinor < 1)
    throw new CommandError('amount-invalid', '--amount takes an amount above 0, such as 46.80.', exitCodes.usage);
  if (!codePattern.test(reason) || (id !== undefined && !codePattern.test(id)))
    throw new CommandError('code-invalid', '--reason and --id take letters, digits, dots, hyphens and underscores.', exitCodes.usage);
  return { amountMinor, currency: CurrencyCode(currency), reasonCode: reason };
};

const registerOne = (group: Command, session: Session): void => {
  group
    .command('chargeback')
    .summary('records a chargeback of an order')
    .argument('<order>', "our id, or the channel's id or name")
    .requiredOption('--amount <decimal>', 'what was taken back, such as 46.80')
    .requiredOption('--currency <code>', 'such as USD')
    .requiredOption('--reason <code>', 'code of the network, such as 10.4')
    .option('--received <moment>', 'when it came; now by default', instant)
    .option('--id <id>', "the bank's own number")
    .action(
      action<Options, [string]>(session, async (call, text) => {
        const given = amountOf(call.options);
        const { chargebacksOf, fraudCaseOf } = await openFraud();
        const found = await call.withProduct(async (product) => {
          const orderId = await findOrder(product, call, text);
          const receivedAt = call.options.received ?? product.platform.clock.now();
          const recorded = await chargebacksOf(product.platform)(call.caller, orderId, {
            ...given,
            receivedAt,
            chargebackId: call.options.id,
          });
          if (!recorded.ok) throw new CommandError(recorded.error.code, describeChargebackRejection(recorded.error), exitCodes.refused);
          return fraudCaseOf(product.platform)(call.tenantId, orderId);
        });
        const label = found?.label;
        call.print(found ?? {}, () =>
          label?.label === 'fraud' ? 'Recorded: the order counts as fraud.' : 'Recorded; by its code it is not about fraud.',
        );
      }),
    );
};

const findBy =
  ({ orders }: Product) =>
  async (
    { tenantId }: { readonly tenantId: Parameters<Product['orders']['read']['get']>[0] },
    text: string,
  ): Promise<OrderId | undefined> => {
    if (orderIdPattern.test(text) && (await orders.read.get(tenantId, OrderId(text)))) return OrderId(text);
    const { items } = await orders.list(tenantId, { channelOrderId: text }, { limit: 2 });
    const [only, other] = items;
    return only && !other ? OrderId(only.order_id) : undefined;
  };

const problemsShownMax = 50;

const reportText = (report: ImportReport): string => {
  const problems = report.rows.flatMap(({ row, problems: found }) => found.map(({ message }) => `  row ${row}: ${message}`));
  const outcomes = importOutcomes.flatMap((outcome) => {
    const count = report.rows.filter((row) => row.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return [
    ...report.problems.map(({ message }) => `  ${message}`),
    ...problems.slice(0, problemsShownMax),
    `${counted(report.rows.length, 'row')}${outcomes.length === 0 ? '' : `: ${outcomes.join(', ')}`}.${report.dryRun ? ' Dry run: nothing was written.' : ''}`,
  ].join('\n');
};

const registerImport = (group: Command, session: Session): void => {
  group
    .command('import-chargebacks')
    .summary('records the chargebacks of a CSV file, with the columns order, received_at, reason_code, amount, currency')
    .argument('<csv>', 'the file, or - for standard input')
    .option('--dry-run', 'check every row and write nothing')
    .action(
      action<{ readonly dryRun?: boolean }, [string]>(session, async (call, file) => {
        const bytes = await readInput(call.io, file);
        const [{ chargebacksOf }, { createImportChargebacks }] = await Promise.all([
          openFraud(),
          import('../../lib/fraud/app/import-chargebacks.ts'),
        ]);
        return call.withProduct(async (product) => {
          const run = createImportChargebacks({
            record: chargebacksOf(product.platform),
            findOrder: findBy(product),
            clock: product.platform.clock,
          });
          const report = await run(call.caller, bytes, { dryRun: call.options.dryRun ?? false });
          call.print(report, () => reportText(report));
          return report.ok ? exitCodes.ok : exitCodes.failed;
        });
      }),
    );
};

/** `oms fraud chargeback` and `oms fraud import-chargebacks`. */
export const registerChargebacks = (group: Command, session: Session): void => {
  registerOne(group, session);
  registerImport(group, session);
};
