import type { Command } from 'commander';
import { describeChannelAccountRejection, type ErasedPersons, type PersonSelector } from '../../lib/channels/index.ts';
import { counted, table } from './output.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type AddOptions = { readonly shopDomain?: string; readonly secretName?: string };
type PersonOptions = { readonly email?: string; readonly phone?: string };

const registerChannelCommands = (program: Command, session: Session): void => {
  const group = program
    .command('channel')
    .summary('shops and seller accounts that orders come from')
    .description('Channel accounts of the tenant that --tenant names.');

  group
    .command('add')
    .summary('take orders from an account, or change one')
    .argument('<channel>', 'such as shopify')
    .argument('<account>', 'an id of your own for the shop; it ends the address of its webhooks')
    .option('--shop-domain <domain>', 'take deliveries of this shop only')
    .option('--secret-name <name>', 'name under which its signing secret is kept')
    .action(
      action<AddOptions, [string, string]>(session, (call, channel, account) =>
        call.withProduct(async ({ channels }) => {
          const { shopDomain, secretName } = call.options;
          const added = await channels.addChannelAccount(call.caller, { channel, account, shopDomain, secretName });
          if (!added.ok) {
            const isUsage = added.error.code !== 'account-taken';
            throw new CommandError(
              added.error.code,
              describeChannelAccountRejection(added.error),
              isUsage ? exitCodes.usage : exitCodes.failed,
            );
          }
          const { secretName: name, shopDomain: domain } = added.value;
          call.print(
            added.value,
            () =>
              `Orders of ${channel} ${account}${domain === null ? '' : ` (${domain})`} are taken at /webhooks/${channel}/${account}, signed with the secret ${name}.`,
          );
        }),
      ),
    );

  group
    .command('list')
    .summary('accounts of the tenant')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ channels }) => {
          const accounts = await channels.listChannelAccounts(call.tenantId);
          const rows = accounts.map((one) => [
            one.channel,
            one.account,
            one.shopDomain ?? 'any',
            one.secretName,
            one.addedAt,
            one.removedAt ?? '',
          ]);
          call.print({ accounts }, () =>
            accounts.length === 0
              ? `Tenant ${call.tenantId} has no channel accounts.`
              : table(['Channel', 'Account', 'Shop domain', 'Secret', 'Since', 'Removed'], rows),
          );
        }),
      ),
    );
};

const selectorOf = ({ email, phone }: PersonOptions): PersonSelector => {
  if (email === undefined && phone === undefined)
    throw new CommandError('person-not-named', 'Name the person by --email, --phone or both.', exitCodes.usage);
  return { email, phone };
};

const erasedText = ({ persons, refusedPayloads }: ErasedPersons): string => {
  if (persons.length === 0 && refusedPayloads === 0) return 'Nobody of that name is known; nothing was erased.';
  const records = persons.reduce((sum, person) => sum + person.records, 0);
  return `${counted(persons.length, 'person', 'persons')} erased with ${counted(records, 'record')} and ${counted(refusedPayloads, 'refused payload')}. Orders, totals and hashes stay as they were.`;
};

const registerPersonCommands = (program: Command, session: Session): void => {
  const group = program
    .command('person')
    .summary('export or erase personal data')
    .description('Customers of the tenant that --tenant names. Whoever any of the given marks fits is meant.');

  group
    .command('export')
    .summary('print everything that is known about a person, as JSON')
    .option('--email <address>', 'e-mail address')
    .option('--phone <number>', 'phone number')
    .action(
      action<PersonOptions>(session, (call) =>
        call.withProduct(async ({ channels }) => {
          const exports = await channels.exportPerson(call.caller, selectorOf(call.options));
          const persons = exports.map(({ personId: person_id, exportedAt: exported_at, ref, records, payloads }) => ({
            person_id,
            exported_at,
            ref,
            records,
            payloads,
          }));
          call.io.out(`${JSON.stringify({ persons }, null, 2)}\n`);
        }),
      ),
    );

  group
    .command('erase')
    .summary('make a person unreadable everywhere, for good')
    .option('--email <address>', 'e-mail address')
    .option('--phone <number>', 'phone number')
    .action(
      action<PersonOptions>(session, (call) =>
        call.withProduct(async ({ channels }) => {
          const erased = await channels.erasePerson(call.caller, selectorOf(call.options));
          call.print(erased, () => erasedText(erased));
        }),
      ),
    );
};

/** `oms channel` and `oms person`. */
export const registerChannels = (program: Command, session: Session): void => {
  registerChannelCommands(program, session);
  registerPersonCommands(program, session);
};
