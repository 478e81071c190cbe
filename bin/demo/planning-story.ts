import { setTimeout as sleep } from 'node:timers/promises';
import { create as createForecasting } from '../../lambdas/forecasting/refresh.handler.ts';
import { planningOf } from '../../lambdas/forecasting/planning-parts.ts';
import { refreshLearnedOf } from '../../lambdas/sourcing/learning.ts';
import { TenantId } from '../../lib/kernel/ids.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { type ApiClient, must } from './api-client.ts';
import { say } from './narrator.ts';
import { placeOrder } from './place-order.ts';

type Item = Readonly<Record<string, unknown>>;

const main = TenantId('main');
const dayMs = 86_400_000;
const note = (who: string, text: string): void => say(who, text, new Date().toISOString());
const list = (value: unknown): readonly Item[] => (value ?? []) as readonly Item[];
const dayIn = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

const campaign = { name: 'west-coast-autumn', sku: 'BAG-DOWN', region: 'US-CA', servedBy: 'reno', from: 5, days: 10, uplift: 300 } as const;

/** Marketing says what it will spend, and what it expects of that. */
export const announceCampaign = async (api: ApiClient): Promise<void> => {
  const { name, sku, region, from, days, uplift } = campaign;
  const rows = Array.from({ length: days }, (_, day) => ({
    campaign: name,
    day: dayIn(from + day),
    region,
    sku,
    amount_minor: 80_000,
    currency: 'USD',
    uplift_percent: uplift,
  }));
  await must(api.send('PUT', '/forecast-feeds/marketing', { source: 'campaign planner', rows }), 'the campaign');
};

/**
 * What happens in the night: forecasts of the catalogue, what is to be moved and bought by them, and what parcels have taught. The
 * schedules began with the process, when there were no goods yet, so what they noted of today is forgotten first.
 */
const passNight = async (platform: Platform): Promise<void> => {
  for (const SK of ['PASS', 'PLANNING']) await platform.views.delete({ PK: `${main}#FORECASTING`, SK });
  await createForecasting(platform)({}, {} as never);
  await planningOf(platform).runAll();
  await refreshLearnedOf(platform).renew(main);
};

const tellForecast = async (api: ApiClient): Promise<void> => {
  const { sku } = campaign;
  const { forecast } = await must(api.send('GET', `/forecasts?sku=${sku}&period=weekly`), 'the forecast');
  const { model, history_units: units, days, series, reasons } = forecast as Item;
  const [today] = list(days);
  const weeks = list(list(series)[0]?.['periods']).map(({ p10, p50, p90 }) => `${String(p50)} (${String(p10)} to ${String(p90)})`);
  note(
    `forecast ${sku}`,
    `by ${String(model)} from ${String(units)} units of the past: today ${String(today?.['p50'])}, in nine of ten days at most ${String(today?.['p90'])}`,
  );
  note(`forecast ${sku}`, `units by week, with eight cases of ten: ${weeks.join(', ')}`);
  for (const { text } of list(reasons)
    .filter(({ kind }) => kind === 'campaign')
    .slice(0, 1))
    note(`forecast ${sku}`, String(text));
};

const tellProposal = async (api: ApiClient): Promise<void> => {
  const { items } = await must(api.send('GET', '/planning/proposals?kind=transfer'), 'the proposals');
  const found = list(items).find(({ sku, to_location_id: to }) => sku === campaign.sku && to === campaign.servedBy) ?? list(items)[0];
  if (!found) return;
  note('planning', `before the campaign: ${String(found['sentence'])}`);
  note('planning', `accept it in the console, or by oms planning accept ${String(found['proposal_id'])}`);
};

/** Parcels of glass from New Jersey to Massachusetts: one carrier is cheaper there, and breaks every seventh. */
const outcomes = (carrier: string, damaged: number): readonly Item[] =>
  Array.from({ length: 70 }, (_, index) => {
    const shipped = Date.now() - (10 + (index % 60)) * dayMs;
    return {
      reference: `${carrier}-${index}`,
      carrier,
      service: 'ground',
      origin: { country: 'US', region: 'NJ' },
      destination: { country: 'US', region: 'MA' },
      package_kind: 'fragile',
      weight_grams: 900,
      shipped_at: new Date(shipped).toISOString(),
      delivered_at: new Date(shipped + 2 * dayMs).toISOString(),
      damaged: index < damaged,
    };
  });

const lantern = {
  lines: [{ sku: 'LANTERN-GLASS', quantity: 1 }],
  destination: { country: 'US', region: 'MA', postal_code: '021' },
} as const;

const carrierNow = async (api: ApiClient): Promise<{ readonly carrier: string; readonly reasons: readonly string[] }> => {
  const { decision } = await must(api.send('POST', '/routing/evaluate', lantern), 'the route');
  const { assignments, receipt } = decision as Item;
  return { carrier: String(list(assignments)[0]?.['carrier']), reasons: (receipt as Item)['reasons'] as readonly string[] };
};

/** The past of a retailer and what follows from it: forecasts, goods to be moved, and which carrier takes the glass. */
export const playPlanning = async (stage: {
  readonly platform: Platform;
  readonly api: ApiClient;
  readonly signal: AbortSignal;
}): Promise<void> => {
  const { platform, api, signal } = stage;
  const before = await carrierNow(api);
  const sent = [...outcomes('regional', 10), ...outcomes('national', 1)];
  await must(api.send('POST', '/carriers/outcomes', { outcomes: sent }), 'the outcomes');
  await passNight(platform);
  await tellForecast(api);
  await sleep(2_000, undefined, { signal });
  await tellProposal(api);
  await sleep(2_000, undefined, { signal });
  note('carriers', `by the rates ${before.carrier} takes a lantern to Boston; of 70 it has broken 10, national 1`);
  // Functions go by what they have read for half a minute.
  for (let tries = 0; tries < 80; tries += 1) {
    const now = await carrierNow(api);
    if (now.carrier !== before.carrier) {
      note('carriers', now.reasons.find((reason) => reason.includes('outcomes count')) ?? `now ${now.carrier} takes it`);
      await placeOrder(api, { channel: 'web', name: 'W-6002', lines: lantern.lines, who: 3 });
      return;
    }
    await sleep(500, undefined, { signal });
  }
};
