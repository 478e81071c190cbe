import { forecastTotalsRoute } from '../../lib/contracts/http/forecast-totals.ts';
import { createForecastRows, periodsOf, sumDispersion } from '../../lib/forecasting/index.ts';
import type { TenantId } from '../../lib/kernel/ids.ts';
import { httpHandler } from '../../lib/platform/handlers/http.handler.ts';
import { mayUseLocation } from '../../lib/platform/http/principal.ts';
import { reply } from '../../lib/platform/http/reply.ts';
import type { Platform } from '../../lib/platform/ports.ts';

export const create = (platform: Platform) => {
  const rows = createForecastRows(platform.views);
  return httpHandler(platform, forecastTotalsRoute, async ({ principal, query: { level, period } }) => {
    const totals = await rows.readTotals(principal.tenantId as TenantId);
    if (!totals) return reply(200, { totals: null });
    const { version, madeAt, days, series } = totals;
    const shown = series.filter((one) => one.level === level && (level !== 'location' || mayUseLocation(principal, one.key)));
    return reply(200, {
      totals: {
        version,
        madeAt,
        level,
        period,
        series: shown
          .toSorted((left, right) => (left.key < right.key ? -1 : 1))
          .map((one) => {
            const dispersion = sumDispersion(one);
            return { key: one.key, dispersion, periods: periodsOf(days, one.grains, dispersion, period) };
          }),
      },
    });
  });
};
