import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DispositionAdvice } from '../../lib/orders/index.ts';
import { Sku } from '../../lib/kernel/ids.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { type ReturnCondition, returnConditions } from '../../lib/orders/domain/returns/return.values.ts';
import { findOrder } from './find-order.ts';
import { counted, paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, readInput, type Session } from './session.ts';

const origin = (text: string): { readonly country: string; readonly region?: string } => {
  const [country = '', region] = text.split('-');
  if (!/^[A-Z]{2}$/.test(country)) throw new InvalidArgumentError('must be a country or a region of one, such as US or US-NY');
  return { country, ...(region === undefined ? {} : { region: text }) };
};

const registerList = (group: Command, session: Session): void => {
  group
    .command('list')
    .summary('what came back of an order')
    .argument('<order>', 'our id, or the id or name that the channel gave it')
    .action(
      action<object, [string]>(session, async (call, text) => {
        const { createReturns } = await import('../../lib/orders/index.ts');
        const { storeOf } = await import('../../lambdas/composition.ts');
        const items = await call.withProduct(async (product) => {
          const returns = createReturns({ store: storeOf(product.platform), clock: product.platform.clock });
          return (await returns.list(call.tenantId, await findOrder(product, call, text))) ?? [];
        });
        call.print({ items: items.map((one) => toWire(one as never)) }, () =>
          items.length === 0
            ? 'Nothing came back.'
            : table(
                ['Return', 'Recorded', 'At', 'Line', 'Units', 'Reason', 'Condition'],
                items.flatMap(({ returnId, recordedAt, locationId, lines }) =>
                  lines.map(({ lineId, quantity, reason, condition }) => [
                    returnId,
                    recordedAt,
                    locationId ?? '–',
                    lineId,
                    String(quantity),
                    reason ?? '–',
                    condition ?? '–',
                  ]),
                ),
                ['Units'],
              ),
        );
      }),
    );
};

const problemsShownMax = 50;

const registerImport = (group: Command, session: Session): void => {
  group
    .command('import')
    .summary('record returns of a CSV file or of JSON lines')
    .description(
      'Columns or members: order, return_id, line_id or sku, quantity, reason, condition, location_id, received_at. A return that is refused is named (exit code 1) and does not hold up the others; the same file again changes nothing.',
    )
    .argument('<file>', 'the file, or - for standard input')
    .action(
      action<object, [string]>(session, async (call, file) => {
        const [{ importReturns }, bytes] = await Promise.all([import('../../lambdas/orders/import-returns.ts'), readInput(call.io, file)]);
        const report = await call.withProduct((product) =>
          importReturns(product.platform, call.caller, bytes, (text) => findOrder(product, call, text)),
        );
        const { recorded, known, problems } = report;
        call.print(report, () =>
          paragraphs(
            problems.length === 0
              ? undefined
              : problems
                  .slice(0, problemsShownMax)
                  .map(({ row, message }) => `  row ${row}: ${message}`)
                  .join('\n'),
            `${counted(recorded, 'return')} recorded, ${known} known before, ${counted(problems.length, 'problem')}.`,
          ),
        );
        return problems.length === 0 ? exitCodes.ok : exitCodes.failed;
      }),
    );
};

type Asked = {
  readonly condition: ReturnCondition;
  readonly quantity: number;
  readonly location?: string;
  readonly from?: ReturnType<typeof origin>;
  readonly price?: number;
};

const advicePage = ({ sentence, options, basis, decidedBy }: DispositionAdvice): string =>
  paragraphs(
    sentence,
    table(
      ['What', 'Where', 'By', 'Days', 'Brings', 'Season', 'Later', 'Handling', 'Work', 'Freight', 'Leaves'],
      options.map((one) => [
        one.disposition,
        one.locationId,
        one.service ?? '',
        one.daysToShelf === null ? '' : String(one.daysToShelf),
        ...[
          one.recoveryMinor,
          -one.seasonLossMinor,
          one.futureMinor,
          -one.handlingMinor,
          -one.workMinor,
          -one.freightMinor,
          one.netMinor,
        ].map(String),
      ]),
      ['Days', 'Brings', 'Season', 'Later', 'Handling', 'Work', 'Freight', 'Leaves'],
    ),
    `By ${decidedBy.policy} ${decidedBy.version}.${basis === 'assumed' ? ' There is no forecast of the article: how long it waits is assumed.' : ''}`,
  );

const registerDisposition = (group: Command, session: Session): void => {
  group
    .command('disposition')
    .summary('what becomes of goods that came back, and where they go')
    .argument('<sku>')
    .addOption(new Option('--condition <condition>', 'how they look').choices(returnConditions).makeOptionMandatory())
    .option('--quantity <n>', 'units', wholeNumber(1, 100_000), 1)
    .option('--location <id>', 'where they are')
    .option('--from <region>', 'from where the customer sends them, such as US-NY', origin)
    .option('--price <minor>', 'what a new unit sells for, in minor units; else the price in the catalog', wholeNumber(0, 1_000_000_000))
    .action(
      action<Asked, [string]>(session, async (call, sku) => {
        const { condition, quantity, location, from, price } = call.options;
        if ((location === undefined) === (from === undefined))
          throw new CommandError('place-missing', 'Say where the goods are with --location, or where they come from with --from.');
        const [{ adviseDispositionOf }, { describeDispositionRejection }] = await Promise.all([
          import('../../lambdas/orders/disposition-parts.ts'),
          import('../../lib/orders/index.ts'),
        ]);
        const place = location === undefined ? (from ?? { country: '' }) : { locationId: location };
        const asked = { sku: Sku(sku), condition, quantity, from: place, unitPriceMinor: price };
        const advised = await call.withProduct(({ platform }) => adviseDispositionOf(platform)(call.tenantId, asked, () => true));
        if (!advised.ok) throw new CommandError(advised.error.code, describeDispositionRejection(advised.error), exitCodes.refused);
        call.print(toWire(advised.value as never), () => advicePage(advised.value));
      }),
    );
};

/** `oms returns`: what came back of orders, and what becomes of it. */
export const registerReturns = (program: Command, session: Session): void => {
  const group = program.command('returns').summary('what came back of orders, and what becomes of it');
  registerList(group, session);
  registerImport(group, session);
  registerDisposition(group, session);
};
