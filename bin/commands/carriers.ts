import { type Command, Option } from 'commander';
import { zones } from '../../lib/sourcing/domain/learning/zones.ts';
import type { CarrierReport } from '../../lib/sourcing/index.ts';
import { counted, paragraphs, table } from './output.ts';
import { action, type Call, type Session } from './session.ts';

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

/** `oms carriers`: what outcomes have taught of carriers. */
export const registerCarriers = (program: Command, session: Session): void => {
  program
    .command('carriers')
    .summary('what parcels have taught of carriers: damage, lateness, prices and days, by service, zone and kind of goods')
    .option('--carrier <name>', 'of this one alone')
    .addOption(new Option('--zone <zone>', 'of this zone alone').choices(zones))
    .option('--refresh', 'count the latest parcels first')
    .action(action<Options>(session, run));
};
