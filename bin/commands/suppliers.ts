import { type Command, InvalidArgumentError, Option } from 'commander';
import { SupplierTermsBody } from '../../lib/contracts/http/supplier-terms.ts';
import { createSupplierTermsBook, type KeptSupplierTerms, noTerms } from '../../lib/fulfilment/index.ts';
import { LocationId, locationIdPattern } from '../../lib/kernel/ids.ts';
import { fromWire, toWire } from '../../lib/kernel/wire.ts';
import { amount, paragraphs, table } from './output.ts';
import { action, type Call, CommandError, exitCodes, type Product, readInput, type Session } from './session.ts';

const location = (text: string): LocationId => {
  if (!locationIdPattern.test(text)) throw new InvalidArgumentError('It must be 1 to 64 characters without # and control characters.');
  return LocationId(text);
};

/** @throws CommandError for a location that is no supplier */
const requireSupplier = async ({ catalog }: Product, { tenantId }: Call, id: LocationId): Promise<void> => {
  const found = await catalog.getLocation(tenantId, id);
  if (!found) throw new CommandError('location-not-found', `There is no location ${id}.`);
  if (found.type !== 'supplier') throw new CommandError('not-a-supplier', `${id} is a location of the type ${found.type}, not a supplier.`);
};

/** Terms from `{…}`, or from the file after an @. @throws CommandError that names each wrong field */
const termsFrom = async ({ io }: Call, given: string): Promise<KeptSupplierTerms> => {
  const text = given.startsWith('@') ? Buffer.from(await readInput(io, given.slice(1), exitCodes.usage)).toString('utf8') : given;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError('terms-unreadable', '--set takes a JSON object, or @ and the file that holds one.', exitCodes.usage);
  }
  const parsed = SupplierTermsBody.safeParse(json);
  if (parsed.success) return fromWire<KeptSupplierTerms>(parsed.data);
  throw new CommandError('terms-invalid', parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
};

const printTerms = ({ print }: Call, id: LocationId, terms: KeptSupplierTerms): void =>
  print(toWire({ locationId: id, ...terms }), () => {
    const { leadTimeDays, currency, unitCosts, orderQuantities = [] } = terms;
    const lead = leadTimeDays === null ? `How long ${id} takes is not known.` : `${id} sends within ${leadTimeDays} days.`;
    const costs = unitCosts.map(({ sku, amountMinor }) => [sku, currency === null ? String(amountMinor) : amount(amountMinor, currency)]);
    const quantities = orderQuantities.map(({ sku, minimumUnits, packUnits }) => [sku, String(minimumUnits), String(packUnits)]);
    return paragraphs(
      lead,
      costs.length === 0 ? 'No costs are known.' : table(['article', 'cost of a unit'], costs, ['cost of a unit']),
      quantities.length === 0 ? undefined : table(['article', 'at least', 'in packs of'], quantities, ['at least', 'in packs of']),
    );
  });

/** `oms supplier`. */
export const registerSuppliers = (program: Command, session: Session): void => {
  program
    .command('supplier')
    .summary('suppliers that send for you')
    .description('Suppliers that send goods of their own for you.')
    .command('terms')
    .summary('lead time and costs')
    .description('Shows what a supplier has agreed to, or says so with --set.')
    .argument('<location>', 'location of the supplier', location)
    .addOption(new Option('--set <json>', 'lead_time_days, currency, unit_costs and order_quantities as JSON, or @ and a file'))
    .action(
      action<{ readonly set?: string }, [LocationId]>(session, (call, id) =>
        call.withProduct(async (product) => {
          await requireSupplier(product, call, id);
          const book = createSupplierTermsBook(product.platform);
          if (call.options.set !== undefined) await book.put(call.tenantId, id, await termsFrom(call, call.options.set));
          printTerms(call, id, (await book.get(call.tenantId, id)) ?? noTerms);
        }),
      ),
    );
};
