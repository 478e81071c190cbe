import { type Command, Option } from 'commander';
import { CarrierQuoteBody } from '../../lib/contracts/http/carriers.ts';
import { LocationId } from '../../lib/kernel/ids.ts';
import { CurrencyCode } from '../../lib/kernel/money.ts';
import { zones } from '../../lib/sourcing/domain/learning/zones.ts';
import { quoteServiceNames } from '../../lib/sourcing/domain/quotes.ts';
import type { CarrierReport, GivenQuote } from '../../lib/sourcing/index.ts';
import { amount, counted, paragraphs, table } from './output.ts';
import { wholeNumber } from './parsers.ts';
import { type Destination, destination } from './route.ts';
import { action, type Call, CommandError, exitCodes, type Session } from './session.ts';

type Options = { readonly carrier?: string; readonly zone?: string; readonly refresh?: boolean };

const range = ({ mean, low, high }: { readonly mean: number; readonly low: number; readonly high: number }): string =>
  `${mean} (${low}–${high})`;

const page = ({ version, madeAt, items }: CarrierReport): string => {
  if (version === null) return 'Nothing has been learned of carriers yet; the rates decide. Parcels teach once they arrive.';
  if (items.length === 0) return 'No parcel of that carrier and zone has been counted.';
  const headings = ['Carrier', 'Service', 'Zone', 'Goods', 'Parcels', 'Damaged %', 'Late %', 'Price to rates', 'Days p50', 'p90'];
  const thin = items.filter(({ basis }) => basis === 'prior-only').length;
  return paragraphs(
    `${version}, counted at ${madeAt}. In brackets the range that holds nine cases of ten.`,
    table(
      headings,
      items.map((item) => [
        item.carrier,
        item.service,
        item.zone,
        item.packageKind,
        `${item.parcels}${item.basis === 'prior-only' ? '*' : ''}`,
        range(item.damagePercent),
        range(item.latePercent),
        range(item.costRatio),
        String(item.days.p50),
        String(item.days.p90),
      ]),
      headings.slice(4),
    ),
    thin > 0 ? `* ${counted(thin, 'line')} with too few parcels to know better than the rates.` : undefined,
  );
};

const run = (call: Call<Options>): Promise<void> =>
  call.withProduct(async ({ platform }) => {
    const { carrier, zone, refresh = false } = call.options;
    const { createCarrierReport } = await import('../../lib/sourcing/index.ts');
    if (refresh) {
      const { refreshLearnedOf } = await import('../../lambdas/sourcing/learning.ts');
      await refreshLearnedOf(platform).renew(call.tenantId);
    }
    const report = await createCarrierReport(platform)(call.tenantId, { carrier, zone });
    call.print(report, () => page(report));
  });

type QuoteOptions = { readonly to: Destination; readonly grams: number; readonly currency: string };

const quotePage = ({ from, services, gap }: GivenQuote, currency: string): string => {
  if (gap) return `No price through ${quoteServiceNames[from]}: ${gap.message}. Orders go by the rates of the policy.`;
  const rows = services.map(({ carrier, service, priceMinor, transitDays }) => [
    carrier,
    service,
    amount(priceMinor, currency),
    transitDays === undefined ? '–' : String(transitDays),
  ]);
  return paragraphs(
    `Through ${quoteServiceNames[from]}, cheapest first.`,
    table(['Carrier', 'Service', 'Price', 'Days'], rows, ['Price', 'Days']),
  );
};

const fieldNames: Readonly<Record<string, string>> = {
  location_id: '<location>',
  'destination.postal_code': '--to',
  weight_grams: '--grams',
  currency: '--currency',
};

const quote = (call: Call<QuoteOptions>, location: string): Promise<void> =>
  call.withProduct(async ({ platform }) => {
    const { to, grams, currency } = call.options;
    const body = { location_id: location, destination: to, weight_grams: grams, currency };
    const parsed = CarrierQuoteBody.safeParse(body);
    if (!parsed.success) {
      const said = parsed.error.issues.map(({ path, message }) => {
        const field = path.join('.');
        return field === 'destination.postal_code'
          ? '--to must have a whole postal code, such as US-NY-12207'
          : `${fieldNames[field] ?? field} ${message}`;
      });
      throw new CommandError('quote-invalid', said.join('\n'), exitCodes.usage);
    }
    const { country, region, postal_code: postalCode } = parsed.data.destination;
    const { askQuoteOf } = await import('../../lambdas/composition.ts');
    const given = await askQuoteOf(platform)(call.tenantId, {
      locationId: LocationId(parsed.data.location_id),
      to: { country, postalCode, ...(region === undefined ? {} : { region }) },
      grams,
      currency: CurrencyCode(parsed.data.currency),
    });
    if (!given.ok)
      throw new CommandError(
        given.error.code,
        given.error.code === 'location-not-found'
          ? `There is no location ${location}.`
          : 'The policy sourcing names no service to ask for prices; its member quotes would (`oms policy show sourcing`).',
        exitCodes.refused,
      );
    call.print(given.value, () => quotePage(given.value, parsed.data.currency));
  });

/** `oms carriers`: what outcomes have taught of carriers. */
export const registerCarriers = (program: Command, session: Session): void => {
  const carriers = program
    .command('carriers')
    .summary('what parcels have taught of carriers: damage, lateness, prices and days, by service, zone and kind of goods')
    .option('--carrier <name>', 'of this one alone')
    .addOption(new Option('--zone <zone>', 'of this zone alone').choices(zones))
    .option('--refresh', 'count the latest parcels first')
    .action(action<Options>(session, run));
  carriers
    .command('quote')
    .summary('what carriers ask for a parcel now, through the service that the policy sourcing names')
    .argument('<location>', 'where it leaves')
    .requiredOption('--to <place>', 'where it goes, to the whole postal code, such as US-NY-12207', destination)
    .requiredOption('--grams <grams>', 'what it weighs', wholeNumber(1, 1_000_000))
    .option('--currency <code>', 'of the prices', 'USD')
    .action(action<QuoteOptions, [string]>(session, quote));
};
