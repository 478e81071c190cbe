import { type Command, Option } from 'commander';
import { toWire } from '../../lib/kernel/wire.ts';
import { LocationId, Sku, skuPattern } from '../../lib/kernel/ids.ts';
import { type Evacuation, type EvacuationReason, evacuationReasons, type WaitingPage } from '../../lib/orders/index.ts';
import { paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type WaitingOptions = { readonly limit: number; readonly cursor?: string };

const columns = ['Order', 'Priority', 'Units', 'Missing', 'Kind', 'Since', 'Promised for', 'By'] as const;

const waitingText = (sku: string, { items, cursor }: WaitingPage): string =>
  paragraphs(
    items.length === 0
      ? `No order waits for ${sku}.`
      : table(
          [...columns],
          items.map((one) => [
            one.orderId,
            String(one.priority),
            String(one.units),
            String(one.missing),
            one.kind,
            one.since,
            one.promisedFor ?? 'nobody knows',
            one.reference ?? '',
          ]),
          ['Priority', 'Units', 'Missing'],
        ),
    cursor === undefined ? undefined : `More with --cursor ${cursor}`,
  );

type EvacuateOptions = { readonly reason: EvacuationReason; readonly cursor?: string };

const evacuateText = (location: string, { recalled, left, cursor }: Evacuation): string =>
  paragraphs(
    recalled.length === 0 ? `There was nothing to take back from ${location}.` : `Taken back from ${location}: ${recalled.join(', ')}`,
    left === 0 ? undefined : `Left there, because it was begun or customers come for it: ${left}`,
    cursor === undefined ? undefined : `There may be more: go on with --cursor ${cursor}`,
  );

const registerEvacuate = (program: Command, session: Session): void => {
  program
    .command('evacuate')
    .summary('take back the work at a location that nobody has begun')
    .description('Takes back work that nobody has begun; it is sourced elsewhere. Switch the location inactive first, or it gets new work.')
    .argument('<location>')
    .addOption(new Option('--reason <reason>', 'why').choices(evacuationReasons).default('capacity'))
    .option('--cursor <cursor>', 'goes on where the call before ended')
    .action(
      action<EvacuateOptions, [string]>(session, (call, location) =>
        call.withProduct(async ({ platform, catalog }) => {
          if ((await catalog.getLocation(call.tenantId, location)) === undefined)
            throw new CommandError('not-found', `There is no location ${location}.`, exitCodes.refused);
          const { evacuationOf } = await import('../../lambdas/composition.ts');
          const done = await evacuationOf(platform)(call.caller, LocationId(location), call.options.reason, call.options.cursor);
          call.print(toWire({ locationId: location, ...done }), () => evacuateText(location, done));
        }),
      ),
    );
};

/** `oms waiting` and `oms evacuate`. */
export const registerWaiting = (program: Command, session: Session): void => {
  registerEvacuate(program, session);
  program
    .command('waiting')
    .summary('orders that wait for a SKU, in the order in which they are served')
    .description('The queue of a SKU: by priority, then by age. Units that come free and supply that is on its way go in this order.')
    .argument('<sku>')
    .option('--limit <n>', 'most orders to show', wholeNumber(1, 200), 50)
    .option('--cursor <cursor>', 'goes on where the page before ended')
    .action(
      action<WaitingOptions, [string]>(session, (call, sku) =>
        call.withProduct(async ({ platform }) => {
          if (!skuPattern.test(sku))
            throw new CommandError('usage', 'A SKU has 1 to 128 characters without # and control characters.', exitCodes.usage);
          const { waitingOrdersOf } = await import('../../lambdas/composition.ts');
          const page = await waitingOrdersOf(platform)(call.tenantId, Sku(sku), call.options);
          call.print(toWire(page), () => waitingText(sku, page));
        }),
      ),
    );
};
