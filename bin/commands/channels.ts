import type { Command } from 'commander';
import {
  accountView,
  type AccountReading,
  type ChannelAccount,
  type ChannelAccountRejection,
  describeChannelAccountRejection,
  describeReadingRejection,
  type NewChannelAccount,
  readingView,
  type ReadingStretch,
} from '../../lib/channels/index.ts';
import { LocationId, locationIdPattern } from '../../lib/kernel/ids.ts';
import { registerBackfill } from './backfill.ts';
import { registerStock } from './channel-stock.ts';
import { registerTest } from './channel-test.ts';
import { registerPersons } from './persons.ts';
import { registerPoll } from './poll.ts';
import { table } from './output.ts';
import { list } from './parsers.ts';
import { action, type Call, CommandError, exitCodes, readInput, type Session } from './session.ts';

type AddOptions = {
  readonly shopDomain?: string;
  readonly secretName?: string;
  readonly settings?: string;
  readonly credentialsName?: string;
  readonly baseUrl?: string;
  readonly publishStock?: boolean;
  readonly stockLocations?: readonly string[];
  readonly stockChannelLocation?: string;
};

/** Keys inside settings are data: they are printed as they are. */
const printRaw = ({ io, options }: Call, document: unknown, text: () => string): void =>
  io.out(options.json ? `${JSON.stringify(document, null, 2)}\n` : `${text()}\n`);

const settingsFrom = async ({ io }: Call, given: string): Promise<Readonly<Record<string, unknown>>> => {
  const text = given.startsWith('@') ? Buffer.from(await readInput(io, given.slice(1), exitCodes.usage)).toString('utf8') : given;
  try {
    const settings = JSON.parse(text) as unknown;
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings)) return settings as Readonly<Record<string, unknown>>;
  } catch {
    // Said below, together with what is JSON and no object.
  }
  throw new CommandError('settings-unreadable', '--settings takes a JSON object, or @ and the file that holds one.', exitCodes.usage);
};

/** What the account is to be told of stock. @throws CommandError when it is said how, but not that */
const stockFrom = ({ options }: Call<AddOptions>): NewChannelAccount['stock'] => {
  const { publishStock, stockLocations, stockChannelLocation } = options;
  if (publishStock !== true) {
    if (stockLocations === undefined && stockChannelLocation === undefined) return undefined;
    throw new CommandError('stock-not-published', 'Nothing is told of stock without --publish-stock.', exitCodes.usage);
  }
  if (stockLocations?.some((id) => !locationIdPattern.test(id)))
    throw new CommandError(
      'stock-locations-invalid',
      '--stock-locations takes ids of locations, with commas between them.',
      exitCodes.usage,
    );
  return { locations: stockLocations?.map(LocationId) ?? 'all', channelLocationId: stockChannelLocation ?? null };
};

const stockText = ({ stock }: ChannelAccount): string => {
  if (stock === null) return '';
  return ` It is told how many there are at ${stock.locations === 'all' ? 'all locations' : stock.locations.join(', ')}.`;
};

const refuse = (rejection: ChannelAccountRejection): CommandError =>
  new CommandError(
    rejection.code,
    describeChannelAccountRejection(rejection),
    ['account-taken', 'origin-taken', 'origin-changed'].includes(rejection.code) ? exitCodes.failed : exitCodes.usage,
  );

const registerAdd = (group: Command, session: Session): void => {
  group
    .command('add')
    .summary('take orders from an account, or change one')
    .description('Adds an account, or changes it to exactly what is given: what is left out gets its default.')
    .argument('<channel>', 'such as shopify')
    .argument('<account>', 'an id of your own for the shop; it ends the address of its webhooks')
    .option('--shop-domain <domain>', 'take deliveries of this shop only')
    .option('--secret-name <name>', 'name under which its signing secret is kept')
    .option('--settings <json>', 'how its API is reached, as docs/channels says, or @ and a file; without them it is not read')
    .option('--credentials-name <name>', 'name under which the secret for its API is kept')
    .option('--publish-stock', 'tell it how many there are of each article')
    .option('--stock-locations <ids>', 'of these locations only, with commas between them', list())
    .option('--stock-channel-location <id>', "the channel's own id of the place that is told, where it has several")
    .option('--base-url <url>', 'instead of the address of the channel itself, such as that of a sandbox')
    .action(
      action<AddOptions, [string, string]>(session, async (call, channel, account) => {
        const { shopDomain, secretName, settings, credentialsName, baseUrl } = call.options;
        const stock = stockFrom(call);
        const read = settings === undefined ? undefined : await settingsFrom(call, settings);
        return call.withProduct(async ({ channels }) => {
          const input = { channel, account, shopDomain, secretName, settings: read, credentialsName, baseUrl, stock };
          const added = await channels.addChannelAccount(call.caller, input);
          if (!added.ok) throw refuse(added.error);
          const { secretName: name, credentialsName: credentials, shopDomain: domain } = added.value;
          const readWith = read === undefined ? 'It is not read through its API.' : `It is read with the secret ${credentials}.`;
          printRaw(
            call,
            accountView(added.value),
            () =>
              `Orders of ${channel} ${account}${domain === null ? '' : ` (${domain})`} are taken at /webhooks/${channel}/${account}, signed with the secret ${name}. ${readWith}${stockText(added.value)}`,
          );
        });
      }),
    );
};

const minutes = (seconds: number): string => {
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`;
};

const failing = ({ problem, failures }: ReadingStretch): string =>
  problem === null ? '' : `, failed ${failures === 1 ? 'once' : `${failures} times`}: ${problem}`;

const stretchText = (stretch: ReadingStretch): string => {
  if (stretch.kind === 'polling') return `read up to ${minutes(stretch.lagSeconds)} ago${failing(stretch)}`;
  if (stretch.kind === 'comparison') return stretch.problem === null ? '' : `comparison${failing(stretch)}`;
  return stretch.done ? '' : `backfill ${stretch.from} to ${stretch.to} has come to ${stretch.watermark}${failing(stretch)}`;
};

const stateText = ({ account, reading }: AccountReading): string => {
  if (account.removedAt !== null) return `removed ${account.removedAt}`;
  if (account.settings === null) return 'webhooks only';
  const texts = reading.map(stretchText).filter((text) => text !== '');
  return texts.length === 0 ? 'not read yet' : texts.join('; ');
};

const registerList = (group: Command, session: Session): void => {
  group
    .command('list')
    .summary('accounts of the tenant, and how each is read')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ channels }) => {
          const accounts = await channels.describeChannelAccounts(call.tenantId);
          const rows = accounts.map((one) => [
            one.account.channel,
            one.account.account,
            one.account.shopDomain ?? 'any',
            one.account.secretName,
            one.account.settings === null ? '' : one.account.credentialsName,
            one.account.addedAt,
            stateText(one),
          ]);
          printRaw(call, { accounts: accounts.map(readingView) }, () =>
            accounts.length === 0
              ? `Tenant ${call.tenantId} has no channel accounts.`
              : table(['Channel', 'Account', 'Shop domain', 'Secret', 'Credentials', 'Since', 'State'], rows),
          );
        }),
      ),
    );
};

const registerRemove = (group: Command, session: Session): void => {
  group
    .command('remove')
    .summary('take no order from an account any more')
    .description('From now on no order of the account is taken and it is not read; what has come in stays. "channel add" takes it back.')
    .argument('<channel>', 'such as shopify')
    .argument('<account>', 'the id under which it was added')
    .action(
      action<unknown, [string, string]>(session, (call, channel, account) =>
        call.withProduct(async ({ channels }) => {
          const removed = await channels.removeChannelAccount(call.caller, channel, account);
          if (!removed.ok) throw new CommandError(removed.error.code, describeReadingRejection(removed.error));
          printRaw(call, accountView(removed.value), () => `No order of ${channel} ${account} is taken since ${removed.value.removedAt}.`);
        }),
      ),
    );
};

/** `oms channel`, `oms poll`, `oms backfill` and `oms person`. */
export const registerChannels = (program: Command, session: Session): void => {
  const group = program
    .command('channel')
    .summary('shops and seller accounts that orders come from')
    .description('Channel accounts of the tenant that --tenant names.');
  registerAdd(group, session);
  registerList(group, session);
  registerRemove(group, session);
  registerTest(group, session);
  registerStock(group, session);
  registerPoll(program, session);
  registerBackfill(program, session);
  registerPersons(program, session);
};
