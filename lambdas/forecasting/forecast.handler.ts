import { forecastRoute } from '../../lib/contracts/http/forecasts.ts';
import { demandQuantile, forecastAt } from '../../lib/forecasting/index.ts';
import type { Sku, TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { notFound } from '../../lib/platform/http/refusal.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { problemReply, reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { catalogOf } from '../composition.ts';
import { forecastsOf } from './forecasting-parts.ts';

export const create = (platform: Platform) => {
  const catalog = catalogOf(platform);
  const forecasts = forecastsOf(platform);
  return httpHandler(platform, forecastRoute, async ({ principal, query: { sku, level, period }, requestId }) => {
    const product = await catalog.getProduct(principal.tenantId, sku);
    if (!product) return problemReply(notFound('product'), requestId);
    const forecast = await forecasts.current(principal.tenantId as TenantId, sku as Sku, product.category);
    if (!forecast) return reply(200, { sku, forecast: null });
    const { version, madeAt, model, historyFrom, historyTo, historyUnits, dispersion, regions, locations } = forecast;
    const quantile = (mean: number, probability: number): number => demandQuantile(mean, dispersion, probability);
    const mayShow = (key: string): boolean => level !== 'location' || key === '' || mayUseLocation(principal, key);
    const reasons = forecast.reasons ?? [];
    return reply(200, {
      sku,
      forecast: {
        version,
        madeAt,
        model,
        historyFrom,
        historyTo,
        historyUnits,
        dispersion,
        modelVersion: forecast.modelVersion ?? null,
        coldStart: reasons.some(({ kind }) => kind === 'cold-start'),
        days: forecast.days.map(({ day, mean }) => ({
          day,
          mean,
          p10: quantile(mean, 0.1),
          p50: quantile(mean, 0.5),
          p90: quantile(mean, 0.9),
        })),
        regions: regions.map(({ region, share }) => ({ region, share })),
        locations: locations.filter(({ locationId }) => mayUseLocation(principal, locationId)),
        channels: forecast.channels ?? [],
        reasons,
        level,
        period,
        series: forecastAt(forecast, level, period).filter(({ key }) => mayShow(key)),
      },
    });
  });
};
