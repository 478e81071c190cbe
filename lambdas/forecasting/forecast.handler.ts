import { forecastRoute } from '../../lib/contracts/http/forecasts.ts';
import { demandQuantile } from '../../lib/forecasting/index.ts';
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
  return httpHandler(platform, forecastRoute, async ({ principal, query: { sku }, requestId }) => {
    if (!(await catalog.getProduct(principal.tenantId, sku))) return problemReply(notFound('product'), requestId);
    const forecast = await forecasts.current(principal.tenantId as TenantId, sku as Sku);
    if (!forecast) return reply(200, { sku, forecast: null });
    const { sku: _named, days, locations, ...rest } = forecast;
    const quantile = (mean: number, probability: number): number => demandQuantile(mean, forecast.dispersion, probability);
    return reply(200, {
      sku,
      forecast: {
        ...rest,
        days: days.map(({ day, mean }) => ({ day, mean, p10: quantile(mean, 0.1), p50: quantile(mean, 0.5), p90: quantile(mean, 0.9) })),
        locations: locations.filter(({ locationId }) => mayUseLocation(principal, locationId)),
      },
    });
  });
};
