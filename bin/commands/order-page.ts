import type { OrderNote, orderView } from '../../lib/orders/index.ts';
import type { EventRecord } from '../../lib/platform/event-store/event-record.ts';
import { amount, paragraphs, table } from './output.ts';

type View = ReturnType<typeof orderView>;

const header = (view: View, asOf: string | undefined): string => {
  const name = view.channelOrderName ?? view.channelOrderId;
  const { country, region, postalPrefix } = view.destination ?? {};
  const destination = [country, region, postalPrefix].filter((part) => part !== null && part !== undefined).join(' ');
  return [
    `Order ${name} is ${view.status}${asOf === undefined ? '' : ` as of ${asOf}`}`,
    '',
    `Id           ${view.orderId}`,
    `Channel      ${view.channel} ${view.channelAccount}, order ${view.channelOrderId}${view.test ? ' (test)' : ''}`,
    `Placed       ${view.placedAt}`,
    `Total        ${amount(view.totals.total, view.currency)}`,
    `Payment      ${view.paymentMethod.kind} ${view.paymentMethod.status}${view.payment ? `, secured as ${view.payment.basis}` : ''}`,
    `Destination  ${destination === '' ? 'none' : destination}`,
    `Version      ${view.version}`,
  ].join('\n');
};

const person = ({ customer, shippingAddress: address }: View): string | undefined => {
  if (customer === undefined) return undefined;
  const place = [address?.line1, address?.line2, [address?.postalCode, address?.city].filter(Boolean).join(' '), address?.country];
  const lines = [customer?.name ?? address?.name, customer?.email, customer?.phone ?? address?.phone, ...place].filter(
    (line) => line !== null && line !== undefined && line !== '',
  );
  return `Customer\n${lines.map((line) => `  ${line}`).join('\n')}`;
};

const lines = (view: View): string => {
  const right = ['Ordered', 'Assigned', 'Shipped', 'Delivered', 'Price'];
  const rows = view.lineItems.map((line) => [
    line.sku ?? '(no SKU)',
    String(line.quantity),
    String(line.assignedQuantity ?? 0),
    String(line.shippedQuantity ?? 0),
    String(line.deliveredQuantity ?? 0),
    amount(line.unitPrice, view.currency),
    line.title ?? '',
  ]);
  return table(['SKU', 'Ordered', 'Assigned', 'Shipped', 'Delivered', 'Price', ''], rows, right);
};

const holds = ({ holds: all }: View): string | undefined =>
  all.length === 0
    ? undefined
    : table(
        ['Hold', 'Type', 'Blocks', 'State', 'Reason'],
        all.map((hold) => [hold.holdId, hold.type, hold.blocks.join(', '), hold.outcome, hold.reason]),
      );

const work = ({ fulfillmentOrders }: View): string | undefined =>
  fulfillmentOrders.length === 0
    ? undefined
    : table(
        ['Fulfillment order', 'Location', 'Status', 'Units'],
        fulfillmentOrders.map((child) => [
          child.fulfillmentOrderId,
          child.locationId,
          child.status,
          child.lines.map((line) => `${line.quantity - line.shortQuantity} × ${line.sku}`).join(', '),
        ]),
      );

const noteTexts = { shown: '', hidden: '(shown with --personal)', erased: '(erased)' } as const;

const notesTable = (notes: readonly OrderNote[]): string | undefined =>
  notes.length === 0
    ? undefined
    : table(
        ['Noted', 'By', 'Note'],
        notes.map(({ at, actor, text, textState }) => [at, `${actor.kind} ${actor.id}`, text ?? noteTexts[textState]]),
      );

const timeline = (events: readonly EventRecord[]): string =>
  table(
    ['Version', 'Recorded', 'Event', 'By'],
    events.map((event) => [String(event.version), event.recorded_at, event.type, `${event.actor.kind} ${event.actor.id}`]),
    ['Version'],
  );

/** An order as a page of text. */
export const orderPage = (view: View, events: readonly EventRecord[], notes: readonly OrderNote[], asOf: string | undefined): string => {
  const discrepancies = view.discrepancies.map(({ code, field }) => `Discrepancy: ${code}${field === '' ? '' : ` in ${field}`}`).join('\n');
  return paragraphs(
    header(view, asOf),
    person(view),
    lines(view),
    discrepancies,
    holds(view),
    work(view),
    notesTable(notes),
    timeline(events),
  );
};

/** Events with everything that is stored of them. */
export const eventsPage = (events: readonly EventRecord[]): string =>
  events
    .map((event) =>
      [
        `${event.version}  ${event.type}`,
        `   recorded ${event.recorded_at}, occurred ${event.occurred_at}, by ${event.actor.kind} ${event.actor.id}`,
        `   id ${event.event_id}, correlation ${event.correlation_id}, cause ${event.causation_id}`,
        `   hash of the event before ${event.prev_hash}`,
        `   ${JSON.stringify(event.payload)}`,
      ].join('\n'),
    )
    .join('\n\n');
