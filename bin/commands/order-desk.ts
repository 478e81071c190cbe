import { type Command, Option } from 'commander';
import { noteTextMax } from '../../lib/contracts/http/order-desk.ts';
import { Address } from '../../lib/contracts/http/orders.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { fromWire } from '../../lib/kernel/wire.ts';
import {
  type AddressReason,
  type AddressToSendTo,
  addressReasons,
  describeNoteRejection,
  describeOrderRejection,
  type OrderDifference,
  type OrderExecutions,
  type OrderPoint,
  type TimelineEntry,
} from '../../lib/orders/index.ts';
import { findOrder } from './find-order.ts';
import { paragraphs, table } from './output.ts';
import { instant, wholeNumber } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, type Product, readInput, type Session } from './session.ts';

const idArgument = "our id, the channel's id, or the channel's name of the order";
const versionMax = 1_000_000;
const valueWidth = 60;

const actorOf = ({ actor }: Pick<TimelineEntry, 'actor'>): string => (actor === null ? '' : `${actor.kind} ${actor.id}`);

/** A value in one line, cut where it is long. */
const brief = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > valueWidth ? `${text.slice(0, valueWidth - 1)}…` : text;
};

const differencePage = ({ fromVersion, toVersion, changes, events }: OrderDifference): string =>
  paragraphs(
    `From version ${fromVersion} to version ${toVersion}`,
    changes.length === 0
      ? 'Nothing differs.'
      : table(
          ['Path', 'Before', 'After'],
          changes.map(({ path, before, after }) => [path, brief(before), brief(after)]),
        ),
    events.length === 0
      ? undefined
      : table(
          ['Version', 'Recorded', 'Event', 'By'],
          events.map(({ version, at, type, actor }) => [String(version), at, type, actorOf({ actor })]),
          ['Version'],
        ),
  );

const timelinePage = (entries: readonly TimelineEntry[]): string =>
  table(
    ['At', 'About', 'What', 'By'],
    entries.map((entry) => [entry.at, entry.kind, entry.sentence, actorOf(entry)]),
  );

const executionsPage = ({ executions, waitingFor }: OrderExecutions): string =>
  paragraphs(
    executions.length === 0
      ? 'No workflow is known of this order.'
      : table(
          ['Workflow', 'Name', 'Status', 'Began', 'Ended', 'Page'],
          executions.map((one) => [one.machine, one.name, one.status, one.startedAt, one.stoppedAt ?? '', one.consoleUrl ?? '']),
        ),
    waitingFor.map(({ sentence, due }) => `${sentence}${due === null ? '' : ` Due at ${due}.`}`).join('\n'),
  );

const found = <T>(value: T | undefined, id: string): T => {
  if (value === undefined) throw new CommandError('order-not-found', `There is no order ${id}.`);
  return value;
};

type DifferenceOptions = {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly fromVersion?: number;
  readonly toVersion?: number;
  readonly basis: 'recorded' | 'occurred';
  readonly personal?: boolean;
};

const pointsOf = ({ platform }: Product, { options }: Call<DifferenceOptions>): { readonly from: OrderPoint; readonly to: OrderPoint } => {
  const { from, to, fromVersion, toVersion, basis } = options;
  if ((from === undefined) === (fromVersion === undefined))
    throw new CommandError('usage', 'Give either --from or --from-version.', exitCodes.usage);
  if (to !== undefined && toVersion !== undefined) throw new CommandError('usage', 'Give either --to or --to-version.', exitCodes.usage);
  const now = platform.clock.now();
  return {
    from: fromVersion === undefined ? { instant: from ?? now, basis } : { version: fromVersion },
    to: toVersion === undefined ? { instant: to ?? now, basis } : { version: toVersion },
  };
};

const registerNote = (order: Command, session: Session): void => {
  order
    .command('note')
    .summary('write a note on an order')
    .description('Writes a note on an order. Its text is kept with the personal data, and erased with it.')
    .argument('<id>', idArgument)
    .argument('<text>', `at most ${noteTextMax} characters`)
    .action(
      action<unknown, [string, string]>(session, (call, id, given) =>
        call.withProduct(async (product) => {
          const text = given.trim();
          if (text === '' || text.length > noteTextMax)
            throw new CommandError('usage', `A note has 1 to ${noteTextMax} characters; this one has ${text.length}.`, exitCodes.usage);
          const added = await product.desk.notes.add(call.caller, await findOrder(product, call, id), text);
          if (!added.ok) throw new CommandError(added.error.code, describeNoteRejection(added.error), exitCodes.refused);
          call.print(added.value.note, () => `Note ${added.value.note.noteId} was written.`);
        }),
      ),
    );
};

type AddressOptions = { readonly address: string; readonly confirmed?: boolean; readonly reason?: AddressReason };

/** The address as the API takes it, from JSON or from the file that holds it. */
const readAddress = async ({ io }: Pick<Call, 'io'>, given: string): Promise<AddressToSendTo['address']> => {
  const text = given.startsWith('@') ? Buffer.from(await readInput(io, given.slice(1), exitCodes.usage)).toString('utf8') : given;
  const parsed = Address.safeParse(parseJson(text));
  if (parsed.success) return fromWire<AddressToSendTo['address']>(parsed.data);
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'address'}: ${message}`);
  throw new CommandError('address-invalid', `${problems.join('; ')}.`, exitCodes.usage);
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError('value-unreadable', '--address takes a JSON object, or @ and the file that holds one.', exitCodes.usage);
  }
};

const registerAddress = (order: Command, session: Session): void => {
  order
    .command('address')
    .summary('send an order to another address')
    .description(
      'Corrects the shipping address of an order. The hold for the old one is released, and what nobody has begun is sourced anew.',
    )
    .argument('<id>', idArgument)
    .requiredOption('--address <json>', 'the whole address as a JSON object, or @ and the file that holds it')
    .option('--confirmed', 'it is right, although the check finds something')
    .addOption(new Option('--reason <code>', 'why it is corrected').choices(addressReasons))
    .action(
      action<AddressOptions, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const { address: given, confirmed = false, reason: reasonCode } = call.options;
          const address = await readAddress(call, given);
          const orderId = await findOrder(product, call, id);
          const done = await product.desk.correctAddress(call.caller, orderId, { address, confirmed, reasonCode });
          if (!done.ok) throw new CommandError(done.error.code, describeOrderRejection(done.error), exitCodes.refused);
          const isNew = done.value.events.length > 0;
          call.print({ orderId, corrected: isNew }, () => (isNew ? 'The address is corrected.' : 'The order goes there already.'));
        }),
      ),
    );
};

const registerDifference = (order: Command, session: Session): void => {
  order
    .command('diff')
    .summary('what changed between two states of an order')
    .description('Shows what differs between two states of an order, and which events came between them.')
    .argument('<id>', idArgument)
    .addOption(new Option('--from <instant>', 'as the order stood at this moment').argParser(instant))
    .addOption(new Option('--to <instant>', 'as it stood at this one, by default now').argParser(instant))
    .addOption(new Option('--from-version <n>', 'instead of --from; 0 is before the order was there').argParser(wholeNumber(0, versionMax)))
    .addOption(new Option('--to-version <n>', 'instead of --to').argParser(wholeNumber(0, versionMax)))
    .addOption(
      new Option('--basis <clock>', 'whether moments mean when we learned it or when it happened')
        .choices(['recorded', 'occurred'])
        .default('recorded'),
    )
    .option('--personal', 'with what is personal')
    .action(
      action<DifferenceOptions, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const points = pointsOf(product, call);
          const orderId = await findOrder(product, call, id);
          const { personal = false } = call.options;
          const difference = found(await product.desk.difference(call.tenantId, orderId, { ...points, personal }), id);
          call.print(difference, () => differencePage(difference));
        }),
      ),
    );
};

const registerTimeline = (order: Command, session: Session): void => {
  order
    .command('timeline')
    .summary('everything that happened to an order and around it')
    .description('Shows events, decisions, parcels, money, notices, notes and workflows of an order in plain sentences, first to last.')
    .argument('<id>', idArgument)
    .option('--personal', 'with the texts of notes')
    .action(
      action<{ readonly personal?: boolean }, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const { personal = false } = call.options;
          const entries = found(await product.desk.timeline(call.tenantId, await findOrder(product, call, id), { personal }), id);
          call.print({ items: entries }, () => timelinePage(entries));
        }),
      ),
    );
};

const registerExecutions = (order: Command, session: Session): void => {
  order
    .command('executions')
    .summary('workflows of an order, and what it waits for')
    .description('Shows the workflows of an order and of its fulfillment orders, and what it waits for.')
    .argument('<id>', idArgument)
    .action(
      action<unknown, [string]>(session, (call, id) =>
        call.withProduct(async (product) => {
          const executions = found(await product.desk.executions(call.tenantId, await findOrder(product, call, id)), id);
          call.print(executions, () => executionsPage(executions));
        }),
      ),
    );
};

/** `oms order note`, `address`, `diff`, `timeline` and `executions`. */
export const registerOrderDesk = (order: Command, session: Session): void => {
  registerNote(order, session);
  registerAddress(order, session);
  registerDifference(order, session);
  registerTimeline(order, session);
  registerExecutions(order, session);
};
