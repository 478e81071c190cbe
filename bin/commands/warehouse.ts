import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  describePrintRefusal,
  type PickListChoice,
  type Paper,
  papers,
  pickableStatuses,
  type PrintRefusal,
} from '../../lib/fulfilment/index.ts';
import { FulfillmentOrderId, LocationId, locationIdPattern, orderIdPattern } from '../../lib/kernel/ids.ts';
import type { Result } from '../../lib/kernel/result.ts';
import { wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, type Product, type Session } from './session.ts';

type Printing = { readonly out: string; readonly paper: Paper };
type PickListOptions = Printing & {
  readonly location: LocationId;
  readonly orders?: readonly FulfillmentOrderId[];
  readonly status: (typeof pickableStatuses)[number];
  readonly limit: number;
};

const fulfillmentOrder = (text: string): FulfillmentOrderId => {
  if (!orderIdPattern.test(text)) throw new InvalidArgumentError('It must be a fulfillment order id: 26 characters a–z, 2–7.');
  return FulfillmentOrderId(text);
};

const fulfillmentOrders = (text: string): readonly FulfillmentOrderId[] => text.split(',').map((id) => fulfillmentOrder(id.trim()));

const location = (text: string): LocationId => {
  if (!locationIdPattern.test(text)) throw new InvalidArgumentError('It must be 1 to 64 characters without # and control characters.');
  return LocationId(text);
};

const documentsOf = async ({ platform }: Product) => {
  const { printDocumentsOf } = await import('../../lambdas/composition.ts');
  return printDocumentsOf(platform);
};

/** Writes the document where it was asked for. @throws CommandError when there is none, or the file cannot be written */
const save = async ({ print, options: { out } }: Call<Printing>, printed: Result<Uint8Array, PrintRefusal>): Promise<void> => {
  if (!printed.ok) throw new CommandError(printed.error.code, describePrintRefusal(printed.error));
  const { value: bytes } = printed;
  try {
    await writeFile(out, bytes);
  } catch (error) {
    throw new CommandError('file-unwritable', `${out} cannot be written: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}.`);
  }
  print({ file: out, bytes: bytes.length }, () => `${out} is ready to print.`);
};

const printing = (command: Command): Command =>
  command
    .requiredOption('--out <file>', 'where the PDF goes')
    .addOption(new Option('--paper <size>', 'size of the sheets').choices(papers).default('a4'));

/** `oms pick-list` and `oms packing-slip`. */
export const registerWarehouse = (program: Command, session: Session): void => {
  printing(
    program
      .command('pick-list')
      .summary('what to fetch from the shelves, as a PDF')
      .description('Writes a pick list: units of several fulfillment orders together, by SKU, and which of them goes to which order.'),
  )
    .addOption(new Option('--location <id>', 'location whose work it is').argParser(location).makeOptionMandatory())
    .addOption(new Option('--orders <ids>', 'these fulfillment orders, with commas between them').argParser(fulfillmentOrders))
    .addOption(new Option('--status <status>', 'without --orders: work in this status').choices(pickableStatuses).default('released'))
    .option('--limit <count>', 'without --orders: how many, the most urgent first', wholeNumber(1, 50), 20)
    .action(
      action<PickListOptions>(session, (call) =>
        call.withProduct(async (product) => {
          const { location: locationId, orders, status, limit, paper } = call.options;
          const choice: PickListChoice = { locationId, paper, ...(orders ? { ids: orders } : { status, limit }) };
          await save(call, await (await documentsOf(product)).pickList(call.tenantId, choice));
        }),
      ),
    );

  printing(
    program
      .command('packing-slip')
      .summary('what goes into a parcel, as a PDF')
      .description('Writes the packing slip of a fulfillment order. It shows the address to ship to.')
      .argument('<fulfillment-order>', 'id of the fulfillment order', fulfillmentOrder),
  ).action(
    action<Printing, [FulfillmentOrderId]>(session, (call, id) =>
      call.withProduct(async (product) => {
        const found = await product.fulfillmentOrders.get(call.tenantId, id);
        if (!found) throw new CommandError('fulfillment-order-not-found', `There is no fulfillment order ${id}.`);
        const documents = await documentsOf(product);
        await save(call, await documents.packingSlip(call.tenantId, found.fulfillmentOrder, call.options.paper));
      }),
    ),
  );
};
