import type { Command } from 'commander';
import { AdjustmentBody } from '../../lib/contracts/http/stock-ledger.ts';
import { systemPrincipal } from '../../lib/access/index.ts';
import { createMovements, createStockLevelList, createStockLevelsAsOf } from '../../lib/inventory/index.ts';
import { LocationId, Sku, skuPattern } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { paragraphs, table } from './output.ts';
import { instant, wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';
import { locationOption, readBody, registerPurchaseOrders, registerTransfers } from './supply-documents.ts';

const skuOf = (text: string): Sku => {
  if (!skuPattern.test(text))
    throw new CommandError('invalid-sku', 'A SKU has 1 to 128 characters, without # and control characters.', exitCodes.usage);
  return Sku(text);
};

const levelColumns = ['On hand', 'Allocated', 'Available', 'Incoming', 'Damaged'] as const;

/** `oms stock <sku>`. */
const registerStock = (program: Command, session: Session): void => {
  program
    .command('stock')
    .summary('stock of an article at every location, now or then')
    .argument('<sku>')
    .option('--as-of <moment>', 'as the ledger had it then', instant)
    .action(
      action<{ readonly asOf?: Instant }, [string]>(session, async (call, text) => {
        const [sku, { asOf }] = [skuOf(text), call.options];
        const levels = await call.withProduct(({ platform }) =>
          asOf === undefined
            ? createStockLevelList(platform)(call.tenantId, sku, () => true)
            : createStockLevelsAsOf(platform)(call.tenantId, sku, asOf, () => true),
        );
        call.print({ sku, levels }, () =>
          levels.length === 0
            ? `There has been no ${sku} anywhere.`
            : table(
                ['Location', ...levelColumns, 'Since'],
                levels.map((level) => [
                  level.location_id,
                  ...[level.on_hand, level.allocated, level.available, level.incoming, level.damaged].map(String),
                  level.updated_at,
                ]),
                levelColumns,
              ),
        );
      }),
    );
};

const signed = (units: number): string => (units === 0 ? '' : units > 0 ? `+${units}` : String(units));

/** `oms movements <sku> <location>`. */
const registerMovements = (program: Command, session: Session): void => {
  program
    .command('movements')
    .summary('every movement of an article at a location, newest first')
    .argument('<sku>')
    .argument('<location>')
    .option('--limit <count>', 'at most', wholeNumber(1, 10_000), 50)
    .action(
      action<{ readonly limit: number }, [string, string]>(session, async (call, sku, location) => {
        const item = { sku: skuOf(sku), locationId: LocationId(locationOption(location)) };
        const page = { limit: call.options.limit };
        const { items } = await call.withProduct(({ platform }) => createMovements(platform)(call.tenantId, item, page));
        call.print({ items }, () =>
          items.length === 0
            ? `There has been no ${sku} at ${location}.`
            : table(
                ['At', 'Movement', 'On hand', 'Allocated', 'Incoming', 'Then', 'Reason', 'Reference'],
                items.map(({ at, type, change, balance, reason_code: reason, reference }) => [
                  at,
                  type,
                  ...[change.on_hand, change.allocated, change.incoming].map(signed),
                  String(balance.on_hand),
                  reason ?? '',
                  reference ?? '',
                ]),
                ['On hand', 'Allocated', 'Incoming', 'Then'],
              ),
        );
      }),
    );
};

type AtpOptions = { readonly days: number; readonly location?: string };

/** `oms atp <sku>`. */
const registerAtp = (program: Command, session: Session): void => {
  program
    .command('atp')
    .summary('what may be promised of an article, and for when')
    .argument('<sku>')
    .option('--days <count>', 'how far to look', wholeNumber(1, 365), 90)
    .option('--location <id>', 'of this location alone', locationOption)
    .action(
      action<AtpOptions, [string]>(session, async (call, text) => {
        const { atpView, availableToPromiseOf } = await import('../../lambdas/available-to-promise.ts');
        const [sku, { days: horizonDays, location }] = [skuOf(text), call.options];
        const mayShow = (id: string): boolean => location === undefined || id === location;
        const answer = await call.withProduct(({ platform }) =>
          availableToPromiseOf(platform)(call.tenantId, sku, { horizonDays, mayShow }),
        );
        const rows = [
          ...answer.locations.map(({ locationId, steps }) => [locationId as string, steps] as const),
          ['all', answer.network] as const,
        ].flatMap(([where, steps]) =>
          steps.map(({ from, availableToPromise, causes }) => [
            where,
            from,
            String(availableToPromise),
            causes.map(({ kind, reference, quantity }) => `${signed(quantity)} ${kind.replace('_', ' ')} ${reference}`).join(', '),
          ]),
        );
        call.print({ sku, ...atpView(answer) }, () =>
          paragraphs(
            table(['Location', 'From', 'May be promised', 'Because'], rows, ['May be promised']),
            answer.waitingUnits > 0 ? `${answer.waitingUnits} units are waited for.` : undefined,
            ...answer.unscheduled.map(
              ({ quantity, locationId, reference }) => `${quantity} units of ${reference} will come to ${locationId}; nobody says when.`,
            ),
          ),
        );
      }),
    );
};

/** `oms adjust <file>`. */
const registerAdjust = (program: Command, session: Session): void => {
  program
    .command('adjust')
    .summary('put the book of stock right, with a reason for each line')
    .argument('<file>', 'JSON of the form that POST /inventory/adjustments takes, or - for standard input')
    .action(
      action<object, [string]>(session, async (call, file) => {
        const body = await readBody(call, AdjustmentBody, file);
        const { createPostAdjustment } = await import('../../lambdas/inventory/post-adjustment.ts');
        const { statusCode = 500, body: answer = '{}' } = await call.withProduct(({ platform }) =>
          createPostAdjustment(platform)(
            { principal: systemPrincipal(call.tenantId, 'oms'), requestId: call.caller.context.correlationId },
            body,
          ),
        );
        const said = JSON.parse(answer) as { readonly code?: string; readonly title?: string; readonly levels?: readonly object[] };
        if (statusCode >= 300) throw new CommandError(said.code ?? 'refused', said.title ?? 'It was refused.', exitCodes.refused);
        call.print(said, () => `${body.adjustment_id} is on the books: ${said.levels?.length ?? 0} lines.`);
      }),
    );
};

/** Goods on their way, and the ledger of those that are there. */
export const registerSupply = (program: Command, session: Session): void => {
  registerStock(program, session);
  registerMovements(program, session);
  registerAtp(program, session);
  registerAdjust(program, session);
  registerTransfers(program, session);
  registerPurchaseOrders(program, session);
};
