import { type Command, Argument } from 'commander';
import { type Listed, type PageRequest, systemPrincipal } from '../../lib/access/index.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import { table } from './output.ts';
import { tenant } from './parsers.ts';
import { accepted } from './refusals.ts';
import { action, type Session } from './session.ts';

const pageSize = 100;

/** Every item of a listing, page by page. */
export const everyItem = async <T>(read: (page: PageRequest) => Promise<Listed<T>>): Promise<readonly T[]> => {
  const items: T[] = [];
  let after: string | undefined;
  do {
    const page = await read({ limit: pageSize, ...(after === undefined ? {} : { after }) });
    items.push(...page.items);
    after = page.cursor;
  } while (after !== undefined);
  return items;
};

/** `oms tenant`. */
export const registerTenants = (program: Command, session: Session): void => {
  const group = program
    .command('tenant')
    .summary('tenants of the installation')
    .description('Clients of a 3PL, sellers of a marketplace, or the retailer itself.');

  group
    .command('create')
    .summary('open a tenant')
    .addArgument(new Argument('<id>', 'lower-case letters, digits and hyphens').argParser(tenant))
    .option('--name <name>', 'as people call it; the id when left out')
    .action(
      action<{ readonly name?: string }, [string]>(session, (call, id) =>
        call.withProduct(async ({ access }) => {
          const created = accepted(
            await access.createTenant(systemPrincipal(id, 'oms'), { tenantId: TenantId(id), name: call.options.name ?? id }),
          );
          call.print(
            created,
            () =>
              `Tenant ${created.tenantId} is open. Give it a first key: oms key create --tenant ${created.tenantId} --label admin --role admin`,
          );
        }),
      ),
    );

  group
    .command('list')
    .summary('all tenants')
    .action(
      action(session, (call) =>
        call.withProduct(async ({ access }) => {
          const system = systemPrincipal(call.tenantId, 'oms');
          const tenants = await everyItem(async (page) => accepted(await access.listTenants(system, page)));
          call.print({ tenants }, () =>
            tenants.length === 0
              ? 'No tenants yet.'
              : table(
                  ['Tenant', 'Name', 'Since'],
                  tenants.map((one) => [one.tenantId, one.name, one.createdAt]),
                ),
          );
        }),
      ),
    );
};
