import { type Command, Option } from 'commander';
import {
  type ListedUser,
  type LocationAccess,
  type ResetPassword,
  type Role,
  roles,
  systemPrincipal,
  UserId,
  userIdPattern,
} from '../../lib/access/index.ts';
import { table } from './output.ts';
import { list } from './parsers.ts';
import { accepted } from './refusals.ts';
import { action, type Call, CommandError, type Product, type Session } from './session.ts';
import { everyItem } from './tenants.ts';

type RoleOptions = { readonly role: Role; readonly locations?: readonly string[] };
type PasswordOptions = { readonly passwordStdin?: boolean };

export const locationsText = (locations: LocationAccess): string => (locations === 'all' ? 'all' : locations.join(', '));

const roleOption = (): Option => new Option('--role <role>', 'what the user is there for').choices(roles).makeOptionMandatory();
const locationsOption = (): Option =>
  new Option('--locations <ids>', 'only these locations, separated by commas; all when left out').argParser(list());
const passwordOption = (): Option =>
  new Option('--password-stdin', 'read the password from standard input; without it a one-time password is made, or mailed');

const systemOf = (call: Call): ReturnType<typeof systemPrincipal> => systemPrincipal(call.tenantId, 'oms');

// A password on the command line would stand in the shell's history and in the list of processes.
const readPassword = async (call: Call<PasswordOptions>): Promise<{ readonly password?: string }> =>
  call.options.passwordStdin
    ? {
        password: Buffer.from(await call.io.readStdin())
          .toString('utf8')
          .replace(/\r?\n$/, ''),
      }
    : {};

const membersOf = ({ access }: Product, call: Call): Promise<readonly ListedUser[]> =>
  everyItem(async (page) => accepted(await access.listUsers(systemOf(call), page)));

/** A user by id, or a member of the tenant by e-mail address. */
const findUser = async (product: Product, call: Call, text: string): Promise<UserId> => {
  if (userIdPattern.test(text)) return UserId(text);
  const wanted = text.normalize('NFC').trim().toLowerCase();
  const found = (await membersOf(product, call)).find((member) => member.email === wanted);
  if (!found)
    throw new CommandError(
      'user-not-found',
      `Tenant ${call.tenantId} has no member ${text}. "oms user list" shows the members; somebody from another tenant is named by id.`,
    );
  return found.userId;
};

const passwordText = ({ oneTimePassword: made, mailed }: ResetPassword): string => {
  if (mailed) return '\nWhat they need to sign in has been mailed to them.';
  return made ? `\nOne-time password, shown this once and good until ${made.expiresAt}: ${made.password}` : '';
};

const registerPasswords = (group: Command, session: Session): void => {
  group
    .command('create')
    .summary('register a person and give them a role')
    .argument('<email>', 'e-mail address')
    .addOption(roleOption())
    .addOption(locationsOption())
    .addOption(passwordOption())
    .action(
      action<RoleOptions & PasswordOptions, [string]>(session, (call, email) =>
        call.withProduct(async ({ access }) => {
          const { role, locations = 'all' } = call.options;
          const created = accepted(await access.createUser(systemOf(call), { email, role, locations, ...(await readPassword(call)) }));
          call.print(created, () => `User ${created.userId} is ${created.role} of tenant ${call.tenantId}.${passwordText(created)}`);
        }),
      ),
    );

  group
    .command('set-password')
    .summary("set a user's password; everything they were signed in to ends")
    .argument('<user>', 'id, or e-mail address of a member')
    .addOption(passwordOption())
    .action(
      action<PasswordOptions, [string]>(session, (call, user) =>
        call.withProduct(async (product) => {
          const userId = await findUser(product, call, user);
          const changed = accepted(await product.access.setPassword(systemOf(call), { userId, ...(await readPassword(call)) }));
          call.print(
            { userId, ...changed },
            () => `The password of user ${userId} is ${changed.mailed ? 'void' : 'changed'}.${passwordText(changed)}`,
          );
        }),
      ),
    );
};

const registerRights = (group: Command, session: Session): void => {
  group
    .command('grant')
    .summary('give a user a role in the tenant, or another one than before')
    .argument('<user>', 'id, or e-mail address of a member')
    .addOption(roleOption())
    .addOption(locationsOption())
    .action(
      action<RoleOptions, [string]>(session, (call, user) =>
        call.withProduct(async (product) => {
          const { role, locations = 'all' } = call.options;
          const userId = await findUser(product, call, user);
          const membership = accepted(await product.access.grantMembership(systemOf(call), { userId, role, locations }));
          call.print(
            membership,
            () => `User ${userId} is ${membership.role} of tenant ${call.tenantId}, locations: ${locationsText(membership.locations)}.`,
          );
        }),
      ),
    );

  group
    .command('revoke')
    .summary("take away a user's place in the tenant")
    .argument('<user>', 'id, or e-mail address of a member')
    .action(
      action<unknown, [string]>(session, (call, user) =>
        call.withProduct(async (product) => {
          const userId = await findUser(product, call, user);
          const membership = accepted(await product.access.revokeMembership(systemOf(call), userId));
          call.print(membership, () => `User ${userId} has no place in tenant ${call.tenantId} any more.`);
        }),
      ),
    );

  for (const [name, summary, done] of [
    ['disable', 'shut a user out of every tenant', 'is shut out of every tenant'],
    ['enable', 'let a disabled user sign in again', 'can sign in again'],
    ['erase', 'shut a user out for good and destroy the e-mail address', 'is erased'],
  ] as const) {
    group
      .command(name)
      .summary(summary)
      .argument('<user>', 'id, or e-mail address of a member')
      .action(
        action<unknown, [string]>(session, (call, user) =>
          call.withProduct(async (product) => {
            const userId = await findUser(product, call, user);
            const { disableUser: disable, enableUser: enable, eraseUser: erase } = product.access;
            const { status } = accepted(await { disable, enable, erase }[name](systemOf(call), userId));
            call.print({ userId, status }, () => `User ${userId} ${done}.`);
          }),
        ),
      );
  }
};

/** `oms user`. */
export const registerUsers = (program: Command, session: Session): void => {
  const group = program.command('user').summary('people who sign in').description('People of the tenant that --tenant names.');
  registerPasswords(group, session);
  registerRights(group, session);
  group
    .command('list')
    .summary('members of the tenant')
    .action(
      action(session, (call) =>
        call.withProduct(async (product) => {
          const users = await membersOf(product, call);
          const rows = users.map((user) => [
            user.userId,
            user.email ?? '(erased)',
            user.role,
            locationsText(user.locations),
            user.status,
            user.membership,
          ]);
          call.print({ users }, () =>
            users.length === 0
              ? `Tenant ${call.tenantId} has no members.`
              : table(['User', 'E-mail', 'Role', 'Locations', 'Status', 'Membership'], rows),
          );
        }),
      ),
    );
};
