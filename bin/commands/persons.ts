import type { Command } from 'commander';
import type { ErasedPersons, PersonSelector } from '../../lib/channels/index.ts';
import { counted } from './output.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';

type PersonOptions = { readonly email?: string; readonly phone?: string };

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

/** `oms person`. */
export const registerPersons = (program: Command, session: Session): void => {
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
