import { type Command, Option } from 'commander';
import {
  anomalyKinds,
  createStockAlerts,
  describeAction,
  describeAnomalyRejection,
  resolutionCodes,
  type StockFlag,
} from '../../lib/inventory/index.ts';
import { LocationId } from '../../lib/kernel/ids.ts';
import { toWire } from '../../lib/kernel/wire.ts';
import { paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, type Product, type Session } from './session.ts';
import { locationOption } from './supply-documents.ts';

type PageOptions = { readonly limit: number; readonly cursor?: string };
type AnomalyOptions = PageOptions & {
  readonly kind?: StockFlag['kind'] & (typeof anomalyKinds)[number];
  readonly location?: string;
  readonly ended?: boolean;
};
type ResolveOptions = { readonly code: (typeof resolutionCodes)[number]; readonly note?: string };

const openViews = () => import('../../lambdas/inventory/stock-alert-views.ts');
const everywhere = (): boolean => true;

const withPages = (command: Command): Command =>
  command.option('--limit <n>', 'most to show', wholeNumber(1, 200), 50).option('--cursor <cursor>', 'goes on where the page before ended');

const locationOf = (text: string | undefined) => (text === undefined ? undefined : LocationId(text));

/** A location that exists. @throws CommandError when it does not */
const knownLocation = async (call: Call, { catalog }: Product, text: string): Promise<LocationId> => {
  if ((await catalog.getLocation(call.tenantId, text)) === undefined)
    throw new CommandError('not-found', `There is no location ${text}.`, exitCodes.refused);
  return LocationId(text);
};

const more = (cursor: string | undefined): string | undefined => (cursor === undefined ? undefined : `More with --cursor ${cursor}`);

const flagTable = (items: readonly StockFlag[], none: string): string =>
  items.length === 0
    ? none
    : table(
        ['Id', 'Severity', 'Since', 'What', 'Do'],
        items.map(({ flagId, severity, openedAt, sentence, recommendedAction }) => [
          flagId,
          severity,
          openedAt,
          sentence,
          describeAction(recommendedAction),
        ]),
      );

/** `oms anomalies` and what can be done about one. */
const registerAnomalies = (program: Command, session: Session): void => {
  const group = withPages(program.command('anomalies'))
    .summary('what is strange about stock, with what to do about it')
    .description('Open anomalies of stock, the oldest first. Most of them are for a person to judge: "oms anomalies resolve".')
    .addOption(new Option('--kind <kind>', 'of this kind alone').choices(anomalyKinds))
    .option('--location <id>', 'of this location alone', locationOption)
    .option('--ended', 'those that have been resolved or are over, newest first')
    .action(
      action<AnomalyOptions>(session, async (call) => {
        const { kind, location, ended, ...page } = call.options;
        const found = await call.withProduct(({ platform }) =>
          createStockAlerts(platform).anomalies(
            call.tenantId,
            { list: ended ? 'ended' : 'open', kind, locationId: locationOf(location), mayShow: everywhere },
            { limit: page.limit, cursor: page.cursor },
          ),
        );
        const { anomalyView } = await openViews();
        call.print({ ...found, items: found.items.map((flag) => toWire(anomalyView(flag))) }, () =>
          paragraphs(flagTable(found.items, 'There are none.'), more(found.cursor)),
        );
      }),
    );
  group
    .command('resolve')
    .summary('say that an anomaly has been dealt with')
    .argument('<id>')
    .addOption(new Option('--code <code>', 'what it was').choices(resolutionCodes).makeOptionMandatory())
    .option('--note <text>', 'what was found, without personal data')
    .action(
      action<ResolveOptions, [string]>(session, async (call, id) => {
        const { code, note } = call.options;
        const outcome = await call.withProduct(({ platform }) =>
          createStockAlerts(platform).resolve(call.caller, id, { code, note: note ?? null, mayShow: everywhere }),
        );
        if (!outcome.ok) throw new CommandError(outcome.error.code, describeAnomalyRejection(outcome.error), exitCodes.refused);
        const { anomalyView } = await openViews();
        call.print(anomalyView(outcome.value), () => `${id} is resolved: ${outcome.value.resolution?.code}.`);
      }),
    );
  group
    .command('detect')
    .summary('look at every article now, instead of waiting for the pass of the day')
    .action(
      action(session, async (call) => {
        const [{ createDetectAnomalies }, { stockCheckParts }] = await Promise.all([
          import('../../lib/inventory/index.ts'),
          import('../../lambdas/inventory/stock-check-parts.ts'),
        ]);
        const done = await call.withProduct(({ platform }) => createDetectAnomalies(stockCheckParts(platform)).runNow(call.tenantId));
        call.print(done, () => `${done.checked} items were looked at.`);
      }),
    );
};

/** `oms counts due`. */
const registerCounts = (program: Command, session: Session): void => {
  withPages(program.command('counts').summary('counting stock').command('due'))
    .summary('what to count next at a location: doubtful items first, then by the value that nobody has verified')
    .argument('<location>')
    .action(
      action<PageOptions, [string]>(session, async (call, text) => {
        const page = await call.withProduct(async (product) => {
          const locationId = await knownLocation(call, product, text);
          return createStockAlerts(product.platform).countsDue(call.tenantId, locationId, {
            limit: call.options.limit,
            cursor: call.options.cursor,
          });
        });
        const { countDueView } = await openViews();
        call.print({ ...page, items: page.items.map((row) => toWire(countDueView(row))) }, () =>
          paragraphs(
            page.items.length === 0
              ? `Nothing is due at ${text}.`
              : table(
                  ['SKU', 'Why', 'Days', 'On hand', 'Unverified', 'Last counted'],
                  page.items.map(({ sku, reason, days, onHand, unverifiedUnits, lastCountedAt }) => [
                    sku,
                    reason,
                    String(days),
                    String(onHand),
                    String(unverifiedUnits),
                    lastCountedAt ?? 'never',
                  ]),
                  ['Days', 'On hand', 'Unverified'],
                ),
            more(page.cursor),
          ),
        );
      }),
    );
};

/** `oms safety-stock`. */
const registerSafetyStock = (program: Command, session: Session): void => {
  withPages(program.command('safety-stock'))
    .summary('articles that run short of their safety stock, with what to do about it')
    .option('--location <id>', 'of this location alone', locationOption)
    .action(
      action<PageOptions & { readonly location?: string }>(session, async (call) => {
        const { location, limit, cursor } = call.options;
        const found = await call.withProduct(({ platform }) =>
          createStockAlerts(platform).safetyStock(
            call.tenantId,
            { locationId: locationOf(location), mayShow: everywhere },
            { limit, cursor },
          ),
        );
        const { safetyStockView } = await openViews();
        call.print({ ...found, items: found.items.map((flag) => toWire(safetyStockView(flag))) }, () =>
          paragraphs(
            found.items.length === 0
              ? 'Nothing runs short.'
              : table(
                  ['SKU', 'Location', 'Has', 'Should have', 'Do'],
                  found.items.map((flag) => {
                    const { sku, locationId, counted, safetyStock, recommendedAction } = safetyStockView(flag);
                    return [sku ?? '', locationId, String(counted), String(safetyStock), recommendedAction.text];
                  }),
                  ['Has', 'Should have'],
                ),
            more(found.cursor),
          ),
        );
      }),
    );
};

/** What is strange about stock, what runs short, and what is to be counted next. */
export const registerStockAlerts = (program: Command, session: Session): void => {
  registerAnomalies(program, session);
  registerCounts(program, session);
  registerSafetyStock(program, session);
};
