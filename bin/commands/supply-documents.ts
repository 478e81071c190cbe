import { type Command, InvalidArgumentError, Option } from 'commander';
import type * as z from 'zod';
import {
  CreatePurchaseOrderBody,
  CreateTransferBody,
  ReceivePurchaseOrderBody,
  ReceiveTransferBody,
  ReschedulePurchaseOrderBody,
} from '../../lib/contracts/http/supply.ts';
import { safelyParse } from '../../lib/contracts/safely-parse.ts';
import {
  describeSupplyRejection,
  purchaseOrderKind,
  type Supply,
  type SupplyRejection,
  transferOrderKind,
} from '../../lib/inventory/index.ts';
import { purchaseOrderStatuses } from '../../lib/inventory/domain/supply/purchase-order.state.ts';
import { transferStatuses } from '../../lib/inventory/domain/supply/transfer-order.state.ts';
import { locationIdPattern } from '../../lib/kernel/ids.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import type { Result } from '../../lib/kernel/result.ts';
import { paragraphs, table } from './output.ts';
import { instant, wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, readInput, type Session } from './session.ts';

type TransferDocument = NonNullable<Awaited<ReturnType<Supply['transfers']['get']>>>;
type PurchaseDocument = NonNullable<Awaited<ReturnType<Supply['purchaseOrders']['get']>>>;
type TransferCommand = Parameters<Supply['transfers']['apply']>[2];
type PurchaseOrderCommand = Parameters<Supply['purchaseOrders']['apply']>[2];

const openViews = () => import('../../lambdas/inventory/supply-reply.ts');
const openCommands = () => import('../../lambdas/inventory/supply-commands.ts');

export const locationOption = (text: string): string => {
  if (!locationIdPattern.test(text)) throw new InvalidArgumentError('It must be 1 to 64 characters without # and control characters.');
  return text;
};

/** A JSON file of the form that the route takes. @throws CommandError naming the first field that is wrong */
export const readBody = async <Body extends z.ZodType>(call: Call<object>, body: Body, file: string): Promise<z.output<Body>> => {
  const text = Buffer.from(await readInput(call.io, file)).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError('invalid-json', `${file} is not JSON.`, exitCodes.refused);
  }
  const parsed = safelyParse(body, json);
  if (parsed.success) return parsed.data as z.output<Body>;
  const [issue] = parsed.error.issues;
  throw new CommandError(
    'invalid-input',
    `${issue?.path.join('.') ?? file}: ${issue?.message ?? 'is not as it must be'}`,
    exitCodes.refused,
  );
};

const accepted = <T>(outcome: Result<T, SupplyRejection>): T => {
  if (outcome.ok) return outcome.value;
  throw new CommandError(outcome.error.code, describeSupplyRejection(outcome.error));
};

const transferText = ({ id, state }: TransferDocument): string =>
  paragraphs(
    `Transfer ${id}: ${state.status}, ${state.fromLocationId} to ${state.toLocationId}, expected ${state.expectedAt ?? 'on no day named'}`,
    table(
      ['SKU', 'Asked', 'Shipped', 'Received', 'Damaged', 'Missing'],
      state.lines.map(({ sku, quantity, shipped, received, damaged, missing }) => [
        sku,
        ...[quantity, shipped, received, damaged, missing].map(String),
      ]),
      ['Asked', 'Shipped', 'Received', 'Damaged', 'Missing'],
    ),
    ...state.refused.map(({ sku, code }) => `${sku} was not let go: ${code}`),
  );

const purchaseOrderText = ({ id, state }: PurchaseDocument): string =>
  paragraphs(
    `Purchase order ${id}: ${state.status}, from ${state.supplier} to ${state.locationId}`,
    table(
      ['Line', 'SKU', 'Ordered', 'Received', 'Damaged', 'Withdrawn', 'Expected'],
      state.lines.map(({ lineId, sku, quantity, received, damaged, withdrawn, expectedAt }) => [
        lineId,
        sku,
        ...[quantity, received, damaged, withdrawn].map(String),
        expectedAt ?? '',
      ]),
      ['Ordered', 'Received', 'Damaged', 'Withdrawn'],
    ),
  );

type ListOptions = { readonly status?: string; readonly location?: string; readonly limit: number };

const listing = (command: Command, statuses: readonly string[]): Command =>
  command
    .addOption(new Option('--status <status>', 'without it those that have not ended').choices(statuses))
    .option('--location <id>', 'that have to do with this location', locationOption)
    .option('--limit <count>', 'at most', wholeNumber(1, 200), 50);

/** The document after a command, printed. */
const createActs = () => ({
  transfer: async (call: Call<object>, id: string, command: TransferCommand): Promise<void> => {
    const { transferView } = await openViews();
    const done = accepted(await call.withProduct(({ supply }) => supply.transfers.apply(call.caller, id, command)));
    call.print(transferView(done), () => transferText(done));
  },
  purchaseOrder: async (call: Call<object>, id: string, command: PurchaseOrderCommand): Promise<void> => {
    const { purchaseOrderView } = await openViews();
    const done = accepted(await call.withProduct(({ supply }) => supply.purchaseOrders.apply(call.caller, id, command)));
    call.print(purchaseOrderView(done), () => purchaseOrderText(done));
  },
});

/** `history` of a group: what has happened to a document, in sentences. */
const registerHistory = (group: Command, session: Session, { kind, name }: { readonly kind: string; readonly name: string }): void => {
  group
    .command('history')
    .summary(`what has happened to a ${name}`)
    .argument('<id>')
    .action(
      action<object, [string]>(session, async (call, id) => {
        const [{ storeOf }, { historyEntries }] = await Promise.all([
          import('../../lambdas/composition.ts'),
          import('../../lambdas/history-reply.ts'),
        ]);
        const entries = await call.withProduct(({ platform }) => historyEntries(storeOf(platform), { tenantId: call.tenantId, kind, id }));
        if (entries.length === 0) throw new CommandError(`${name.replace(' ', '-')}-not-found`, `There is no such ${name}.`);
        call.print({ entries }, () =>
          table(
            ['At', 'What', 'Sentence'],
            entries.map(({ at, title, sentence }) => [at, title, sentence]),
          ),
        );
      }),
    );
};

/** Locations that the document names and the tenant does not have. */
const requireLocations = async (call: Call<object>, ids: readonly string[]): Promise<void> => {
  const known = await call.withProduct(({ catalog }) => catalog.listLocations(call.tenantId));
  const unknown = ids.find((id) => !known.some(({ location_id: there }) => there === id));
  if (unknown !== undefined) throw new CommandError('unknown-location', `There is no location ${unknown}.`, exitCodes.refused);
};

const registerTransferReads = (group: Command, session: Session): void => {
  listing(group.command('list').summary('transfers, newest first'), transferStatuses).action(
    action<ListOptions>(session, async (call) => {
      const { transferView } = await openViews();
      const { status, location: locationId, limit } = call.options;
      const choice = { status: status as (typeof transferStatuses)[number] | undefined, locationId, mayShow: () => true };
      const { items } = await call.withProduct(({ supply }) => supply.transfers.list(call.tenantId, choice, { limit }));
      call.print({ items: items.map(transferView) }, () =>
        items.length === 0
          ? 'There are none.'
          : table(
              ['Transfer', 'Status', 'From', 'To', 'Expected'],
              items.map(({ id, state }) => [id, state.status, state.fromLocationId, state.toLocationId, state.expectedAt ?? '']),
            ),
      );
    }),
  );
  group
    .command('show')
    .summary('one transfer')
    .argument('<id>')
    .action(
      action<object, [string]>(session, async (call, id) => {
        const { transferView } = await openViews();
        const found = await call.withProduct(({ supply }) => supply.transfers.get(call.tenantId, id));
        if (!found) throw new CommandError('transfer-not-found', 'There is no such transfer. "oms transfer list" shows those there are.');
        call.print(transferView(found), () => transferText(found));
      }),
    );
  registerHistory(group, session, { kind: transferOrderKind, name: 'transfer' });
};

type ShipOptions = { readonly expectedAt?: Instant };
type CloseOptions = { readonly missing: 'write_off' | 'return'; readonly reason: string };

/** `oms transfer`: goods on their way between two locations. */
export const registerTransfers = (program: Command, session: Session): void => {
  const group = program.command('transfer').summary('goods on their way between locations');
  const acts = createActs();
  registerTransferReads(group, session);
  group
    .command('create')
    .summary('ask for goods of one location at another')
    .argument('<file>', 'JSON of the form that POST /transfers takes, or - for standard input')
    .action(
      action<object, [string]>(session, async (call, file) => {
        const body = await readBody(call, CreateTransferBody, file);
        await requireLocations(call, [body.from_location_id, body.to_location_id]);
        await acts.transfer(call, body.transfer_id, (await openCommands()).createTransferCommand(body));
      }),
    );
  group
    .command('approve')
    .summary('let the origin send the goods')
    .argument('<id>')
    .action(action<object, [string]>(session, (call, id) => acts.transfer(call, id, { type: 'ApproveTransfer' })));
  group
    .command('ship')
    .summary('the goods leave the origin')
    .argument('<id>')
    .option('--expected-at <moment>', 'when they should arrive', instant)
    .action(
      action<ShipOptions, [string]>(session, (call, id) => {
        const { expectedAt } = call.options;
        return acts.transfer(call, id, { type: 'ShipTransfer', ...(expectedAt === undefined ? {} : { expectedAt }) });
      }),
    );
  group
    .command('receive')
    .summary('goods have arrived')
    .argument('<id>')
    .argument('<file>', 'JSON of the form that POST /transfers/{id}/receive takes')
    .action(
      action<object, [string, string]>(session, async (call, id, file) => {
        const body = await readBody(call, ReceiveTransferBody, file);
        await acts.transfer(call, id, (await openCommands()).receiveTransferCommand(body));
      }),
    );
  group
    .command('close')
    .summary('nothing more will arrive')
    .argument('<id>')
    .addOption(new Option('--missing <decision>', 'what became of the rest').choices(['write_off', 'return']).makeOptionMandatory())
    .requiredOption('--reason <words>', 'why')
    .action(
      action<CloseOptions, [string]>(session, (call, id) => {
        const { missing, reason } = call.options;
        return acts.transfer(call, id, { type: 'CloseTransfer', missing, reason });
      }),
    );
  group
    .command('cancel')
    .summary('call a transfer off that has not been sent')
    .argument('<id>')
    .requiredOption('--reason <words>', 'why')
    .action(
      action<{ readonly reason: string }, [string]>(session, (call, id) =>
        acts.transfer(call, id, { type: 'CancelTransfer', reason: call.options.reason }),
      ),
    );
};

const registerPurchaseOrderReads = (group: Command, session: Session): void => {
  listing(group.command('list').summary('purchase orders, newest first'), purchaseOrderStatuses).action(
    action<ListOptions>(session, async (call) => {
      const { purchaseOrderView } = await openViews();
      const { status, location: locationId, limit } = call.options;
      const choice = { status: status as (typeof purchaseOrderStatuses)[number] | undefined, locationId, mayShow: () => true };
      const { items } = await call.withProduct(({ supply }) => supply.purchaseOrders.list(call.tenantId, choice, { limit }));
      call.print({ items: items.map(purchaseOrderView) }, () =>
        items.length === 0
          ? 'There are none.'
          : table(
              ['Purchase order', 'Status', 'Supplier', 'Location'],
              items.map(({ id, state }) => [id, state.status, state.supplier, state.locationId]),
            ),
      );
    }),
  );
  group
    .command('show')
    .summary('one purchase order')
    .argument('<id>')
    .action(
      action<object, [string]>(session, async (call, id) => {
        const { purchaseOrderView } = await openViews();
        const found = await call.withProduct(({ supply }) => supply.purchaseOrders.get(call.tenantId, id));
        if (!found)
          throw new CommandError(
            'purchase-order-not-found',
            'There is no such purchase order. "oms purchase-order list" shows those there are.',
          );
        call.print(purchaseOrderView(found), () => purchaseOrderText(found));
      }),
    );
  registerHistory(group, session, { kind: purchaseOrderKind, name: 'purchase order' });
};

/** `oms purchase-order`: goods that suppliers will deliver. */
export const registerPurchaseOrders = (program: Command, session: Session): void => {
  const group = program.command('purchase-order').summary('goods that suppliers will deliver');
  const acts = createActs();
  registerPurchaseOrderReads(group, session);
  group
    .command('create')
    .summary('announce goods that a supplier will deliver')
    .argument('<file>', 'JSON of the form that POST /purchase-orders takes, or - for standard input')
    .action(
      action<object, [string]>(session, async (call, file) => {
        const body = await readBody(call, CreatePurchaseOrderBody, file);
        await requireLocations(call, [body.location_id]);
        await acts.purchaseOrder(call, body.purchase_order_id, (await openCommands()).createPurchaseOrderCommand(body));
      }),
    );
  group
    .command('receive')
    .summary('goods have arrived')
    .argument('<id>')
    .argument('<file>', 'JSON of the form that POST /purchase-orders/{id}/receive takes')
    .action(
      action<object, [string, string]>(session, async (call, id, file) => {
        const body = await readBody(call, ReceivePurchaseOrderBody, file);
        await acts.purchaseOrder(call, id, (await openCommands()).receivePurchaseOrderCommand(body));
      }),
    );
  group
    .command('reschedule')
    .summary('the supplier names other days')
    .argument('<id>')
    .argument('<file>', 'JSON of the form that POST /purchase-orders/{id}/reschedule takes')
    .action(
      action<object, [string, string]>(session, async (call, id, file) => {
        const body = await readBody(call, ReschedulePurchaseOrderBody, file);
        await acts.purchaseOrder(call, id, (await openCommands()).reschedulePurchaseOrderCommand(body));
      }),
    );
  for (const [verb, type, summary] of [
    ['close', 'ClosePurchaseOrder', 'nothing more will come'],
    ['cancel', 'CancelPurchaseOrder', 'call an order off of which nothing has come'],
  ] as const)
    group
      .command(verb)
      .summary(summary)
      .argument('<id>')
      .requiredOption('--reason <words>', 'why')
      .action(
        action<{ readonly reason: string }, [string]>(session, (call, id) =>
          acts.purchaseOrder(call, id, { type, reason: call.options.reason }),
        ),
      );
};
