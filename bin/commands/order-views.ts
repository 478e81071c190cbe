import { type Command, Option } from 'commander';
import { type HoldType, holdTypes, type ExceptionKind, exceptionKinds, type OrderRow, type Pipeline } from '../../lib/orders/index.ts';
import { paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Product, type Session } from './session.ts';

const openViews = () => import('../../lambdas/order-views.ts');

const nameOf = ({ channel_order_name, channel_order_id }: OrderRow): string => channel_order_name ?? channel_order_id;

const duration = (seconds: number): string => {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  return seconds % 3_600 === 0 ? `${seconds / 3_600} h` : seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
};

const pipelineText = ({ asOf, stages }: Pipeline): string => {
  const [first] = stages;
  const ages = (first?.ageing ?? []).map(({ fromSeconds, toSeconds }) =>
    toSeconds === null ? `> ${duration(fromSeconds)}` : `< ${duration(toSeconds)}`,
  );
  const rows = stages
    .filter(({ orders }) => orders > 0)
    .map(({ status, orders, more, stuck, oldestSince, ageing }) => [
      status,
      `${orders}${more ? '+' : ''}`,
      stuck === 0 ? '' : String(stuck),
      ...ageing.map((age) => (age.orders === 0 ? '' : String(age.orders))),
      oldestSince ?? '',
    ]);
  const stuck = stages.some((stage) => stage.stuck > 0);
  return paragraphs(
    `As of ${asOf}`,
    rows.length === 0 ? 'No orders yet.' : table(['Stage', 'Orders', 'Stuck', ...ages, 'Oldest since'], rows, ['Orders', 'Stuck', ...ages]),
    stuck ? '"oms queue exceptions --kind stuck" shows which are stuck.' : undefined,
  );
};

const registerPipeline = (program: Command, session: Session): void => {
  program
    .command('pipeline')
    .summary('orders per stage, how long they have been there, and how many are stuck')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ platform }) => {
          const [{ pipelineOf }, { pipelineView }] = await Promise.all([openViews(), import('../../lambdas/orders/pipeline.view.ts')]);
          const pipeline = await pipelineOf(platform).read(call.tenantId);
          call.print(pipelineView(pipeline), () => pipelineText(pipeline));
        }),
      ),
    );
};

type SearchOptions = { readonly limit: number };

const registerSearch = (program: Command, session: Session): void => {
  program
    .command('search')
    .summary('find orders by whatever they are known by')
    .description(
      "Looks for orders by our id of an order or fulfillment order, the channel's id or name of an order, SKU, tracking number, e-mail address, phone number or status.",
    )
    .argument('<text>', "such as '#1001', a tracking number or an e-mail address")
    .option('--limit <n>', 'most orders to show', wholeNumber(1, 50), 20)
    .action(
      action<SearchOptions, [string]>(session, (call, text) =>
        call.withProduct(async ({ platform }) => {
          const { searchOf } = await openViews();
          const found = await searchOf(platform)(call.tenantId, text, { limit: call.options.limit, personal: true });
          const rows = found.items.map(({ order, matchedBy }) => [
            nameOf(order),
            order.channel,
            order.status,
            order.placed_at,
            matchedBy.join(', '),
            order.order_id,
          ]);
          call.print(found, () =>
            rows.length === 0
              ? `No order is known by ${text}.`
              : paragraphs(
                  table(['Order', 'Channel', 'Status', 'Placed', 'Found by', 'Id'], rows),
                  found.more ? 'There are more; --limit shows up to 50.' : undefined,
                ),
          );
        }),
      ),
    );
};

type QueueOptions = { readonly limit: number; readonly cursor?: string };

const next = (cursor: string | undefined): string | undefined => (cursor === undefined ? undefined : `More with --cursor ${cursor}`);

const withPage = (command: Command): Command =>
  command
    .option('--limit <n>', 'most entries to show', wholeNumber(1, 200), 50)
    .option('--cursor <cursor>', 'goes on where the page before ended');

const reviewText = (page: Awaited<ReturnType<ReturnType<Awaited<ReturnType<typeof openViews>>['reviewQueueOf']>>>): string =>
  page.items.length === 0
    ? 'No hold waits for a decision.'
    : paragraphs(
        ...page.items.map(({ order, hold, recommendedAction }) =>
          [
            `${nameOf(order)}  ${order.order_id}  ${order.status}`,
            `  ${hold.type} since ${hold.placedAt}${hold.rejected ? ', upheld' : ''}  (hold ${hold.holdId})`,
            `  ${hold.reason}`,
            `  What to do: ${recommendedAction.sentence}`,
          ].join('\n'),
        ),
        next(page.cursor),
      );

const exceptionsText = (page: Awaited<ReturnType<ReturnType<Awaited<ReturnType<typeof openViews>>['exceptionsOf']>>>): string =>
  page.items.length === 0
    ? 'No order needs anybody.'
    : paragraphs(
        ...page.items.map(({ kind, since, sentence, order, recommendedAction }) =>
          [
            `${nameOf(order)}  ${order.order_id}  ${order.status}`,
            `  ${kind} since ${since}: ${sentence}`,
            `  What to do: ${recommendedAction.sentence}`,
          ].join('\n'),
        ),
        next(page.cursor),
      );

const pageOf = ({ limit, cursor }: QueueOptions) => ({ limit, ...(cursor === undefined ? {} : { cursor }) });

const registerQueues = (program: Command, session: Session): void => {
  const group = program
    .command('queue')
    .summary('orders that need somebody')
    .description('Work queues of people: holds that wait for a decision, and orders that need somebody or are late.');

  withPage(group.command('review').summary('holds that wait for a decision, oldest first'))
    .addOption(new Option('--type <type>', 'only holds of this type').choices(holdTypes))
    .action(
      action<QueueOptions & { readonly type?: HoldType }>(session, (call) =>
        call.withProduct(async ({ platform }: Product) => {
          const { reviewQueueOf } = await openViews();
          const page = await reviewQueueOf(platform)(call.tenantId, { type: call.options.type }, pageOf(call.options));
          call.print(page, () => reviewText(page));
        }),
      ),
    );

  withPage(group.command('exceptions').summary('orders that need somebody or are late, oldest trouble first'))
    .addOption(new Option('--kind <kind>', 'only trouble of this kind').choices(exceptionKinds))
    .action(
      action<QueueOptions & { readonly kind?: ExceptionKind }>(session, (call) =>
        call.withProduct(async ({ platform }: Product) => {
          const { exceptionsOf } = await openViews();
          const page = await exceptionsOf(platform)(call.tenantId, { kind: call.options.kind }, pageOf(call.options));
          call.print(page, () => exceptionsText(page));
        }),
      ),
    );
};

/** `oms pipeline`, `oms search` and `oms queue`. */
export const registerOrderViews = (program: Command, session: Session): void => {
  registerPipeline(program, session);
  registerSearch(program, session);
  registerQueues(program, session);
};
