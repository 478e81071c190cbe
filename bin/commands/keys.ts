import { type Command, Argument, InvalidArgumentError, Option } from 'commander';
import { ApiKeyId, apiKeyIdPattern, type Role, roles, scopesOf, systemPrincipal } from '../../lib/access/index.ts';
import type { Instant } from '../../lib/kernel/instant.ts';
import { type Scope, scopes } from '../../lib/kernel/scopes.ts';
import { table } from './output.ts';
import { instant, list } from './parsers.ts';
import { accepted } from './refusals.ts';
import { action, CommandError, exitCodes, type Session } from './session.ts';
import { everyItem } from './tenants.ts';
import { locationsText } from './users.ts';

type CreateOptions = {
  readonly label: string;
  readonly role?: Role;
  readonly scopes?: readonly Scope[];
  readonly locations?: readonly string[];
  readonly expires?: Instant;
};

const keyId = (text: string): string => {
  if (!apiKeyIdPattern.test(text))
    throw new InvalidArgumentError('It must be 26 digits and lower-case letters, as "oms key list" shows it.');
  return text;
};

const chosenScopes = ({ role, scopes: named }: CreateOptions): readonly Scope[] => {
  if (role === undefined && named === undefined) {
    throw new CommandError('scopes-missing', `Give --role (${roles.join(', ')}) or --scopes (${scopes.join(', ')}).`, exitCodes.usage);
  }
  return [...(role === undefined ? [] : scopesOf(role)), ...(named ?? [])];
};

/** `oms key`. */
export const registerKeys = (program: Command, session: Session): void => {
  const group = program
    .command('key')
    .summary('API keys of machines')
    .description('API keys of the tenant that --tenant names. To rotate: create a second key, move over, revoke the first.');

  group
    .command('create')
    .summary('make a key; it is shown once')
    .requiredOption('--label <text>', 'what the key is for')
    .addOption(new Option('--role <role>', 'the rights of this role as they are now').choices(roles))
    .addOption(new Option('--scopes <scopes>', 'these rights, separated by commas').argParser(list(scopes)))
    .addOption(new Option('--locations <ids>', 'only these locations, separated by commas; all when left out').argParser(list()))
    .addOption(new Option('--expires <instant>', 'until when the key is good; for ever when left out').argParser(instant))
    .action(
      action<CreateOptions>(session, (call) =>
        call.withProduct(async ({ access }) => {
          const { label, locations, expires: expiresAt } = call.options;
          const input = {
            label,
            scopes: chosenScopes(call.options),
            locations: locations ?? ('all' as const),
            ...(expiresAt === undefined ? {} : { expiresAt }),
          };
          const created = accepted(await access.createApiKey(systemPrincipal(call.tenantId, 'oms'), input));
          call.print(created, () => `API key ${created.key.keyId} of tenant ${call.tenantId}, shown this once:\n${created.apiKey}`);
        }),
      ),
    );

  group
    .command('list')
    .summary('keys of the tenant')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ access }) => {
          const system = systemPrincipal(call.tenantId, 'oms');
          const keys = await everyItem(async (page) => accepted(await access.listApiKeys(system, page)));
          const rows = keys.map((key) => [
            key.keyId,
            key.label,
            key.scopes.length === scopes.length ? 'all' : key.scopes.join(' '),
            locationsText(key.locations),
            key.revokedAt === undefined ? (key.expiresAt ?? 'never') : `revoked ${key.revokedAt}`,
            key.lastUsedAt ?? 'never',
          ]);
          call.print({ keys }, () =>
            keys.length === 0
              ? `Tenant ${call.tenantId} has no keys.`
              : table(['Key', 'Label', 'Scopes', 'Locations', 'Expires', 'Last used'], rows),
          );
        }),
      ),
    );

  group
    .command('revoke')
    .summary('end a key')
    .addArgument(new Argument('<key-id>', 'as key list shows it').argParser(keyId))
    .action(
      action<unknown, [string]>(session, (call, id) =>
        call.withProduct(async ({ access }) => {
          const key = accepted(await access.revokeApiKey(systemPrincipal(call.tenantId, 'oms'), ApiKeyId(id)));
          call.print(key, () => `API key ${key.keyId} (${key.label}) has ended.`);
        }),
      ),
    );
};
