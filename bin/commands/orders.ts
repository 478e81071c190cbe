import { type Command, Option } from 'commander';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { OrderNotice } from '../../lib/channels/index.ts';
import { orderView } from '../../lib/orders/index.ts';
import { findOrder } from './find-order.ts';
import { registerOrderDesk } from './order-desk.ts';
import { eventsPage, orderPage } from './order-page.ts';
import { paragraphs, table } from './output.ts';
import { instant } from './parsers.ts';
import { action, CommandError, type Session } from './session.ts';

type Options = { readonly asOf?: Instant; readonly basis: 'recorded' | 'occurred'; readonly personal?: boolean };

const noticesPage = (notices: readonly OrderNotice[]): string =>
  notices.length === 0
    ? 'No channel has been told anything of this order.'
    : paragraphs(
        table(
          ['When', 'What', 'About', 'State', 'Code', 'Tries'],
          notices.map(({ at, kind, what, state, code, attempts }) => [at, kind, what, state, code ?? '', String(attempts)]),
          ['Tries'],
        ),
        notices.map(({ sentence }) => sentence).join('\n'),
      );

const registerNotices = (order: Command, session: Session): void => {
  order
    .command('notices')
    .summary('what the channel was told of an order')
    .description('Shows what the channel of an order was told: parcels, cancellations, refunds, and what it made of them.')
    .argument('<id>', "our id, the channel's id, or the channel's name of the order")
    .action(
      action<unknown, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const notices = await product.channels.orderNotices(call.tenantId, await findOrder(product, call, id));
          call.print({ notices }, () => noticesPage(notices));
        }),
      ),
    );
};

/** The latest notes; an order may have hundreds. */
const notesShown = 50;

/** `oms order`, with its further commands, and `oms events`. */
export const registerOrders = (program: Command, session: Session): void => {
  const order = program
    .command('order')
    .summary('show an order, now or as it stood')
    .description('Shows an order with its lines, holds, fulfillment orders and events.')
    .argument('<id>', "our id, the channel's id, or the channel's name of the order, such as '#1001'")
    .addOption(new Option('--as-of <instant>', 'as the order stood at this moment').argParser(instant))
    .addOption(
      new Option('--basis <clock>', 'whether --as-of means when we learned it or when it happened')
        .choices(['recorded', 'occurred'])
        .default('recorded'),
    )
    .option('--personal', "show the customer's name and address too")
    .action(
      action<Options, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const { asOf, basis, personal = false } = call.options;
          const orderId = await findOrder(product, call, id);
          const found = await product.orders.read.get(call.tenantId, orderId, {
            personal,
            ...(asOf ? { asOf: { instant: asOf, basis } } : {}),
          });
          if (!found) throw new CommandError('order-not-found', `Order ${orderId} did not exist at ${asOf}.`);
          const events = await product.orders.read.events(call.tenantId, orderId);
          const known = events.filter(
            (event) => asOf === undefined || (basis === 'recorded' ? event.recorded_at : event.occurred_at) <= asOf,
          );
          const view = orderView(found);
          const written = await product.desk.notes.list(call.tenantId, orderId, { personal, limit: notesShown });
          const notes = (written?.notes ?? []).filter(({ noteId }) => found.order.noteIds.includes(noteId));
          call.print({ ...view, notes }, () => orderPage(view, known, notes, asOf));
        }),
      ),
    );

  registerNotices(order, session);
  registerOrderDesk(order, session);

  program
    .command('events')
    .summary('show every event of an order, as stored')
    .description('Shows every event of an order with its actor, both times and the hash of the event before it.')
    .argument('<id>', "our id, the channel's id, or the channel's name of the order")
    .action(
      action<unknown, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const events = await product.orders.read.events(call.tenantId, await findOrder(product, call, id));
          call.print({ events }, () => eventsPage(events));
        }),
      ),
    );
};
