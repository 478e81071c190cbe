import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forecastAccuracyDetailTypes, forecastAccuracyEventPayloads } from '../../../lib/contracts/events/forecasting.ts';
import { publications } from '../../../lib/contracts/events/publications.ts';
import { createReportBreach } from '../../../lib/forecasting/index.ts';
import { TenantId } from '../../../lib/kernel/ids.ts';
import { Instant } from '../../../lib/kernel/instant.ts';
import { createEventStore } from '../../../lib/platform/event-store/event-store.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { type EmbeddedParts, openEmbeddedParts } from '../../contract/engine.ts';
import { createHash } from 'node:crypto';

const main = TenantId('main');

let parts: EmbeddedParts;
beforeEach(() => {
  parts = openEmbeddedParts();
});
afterEach(() => parts.close());

describe('forecasts that were bad for three weeks', () => {
  it('are told by an event, once for each week, in the form that the bus promises', async () => {
    let serial = 0;
    const ids = { next: () => `id-${(serial += 1)}`.padEnd(26, 'a'), bytes: () => new Uint8Array() };
    const store = createEventStore({
      ledger: openTable(parts.store, { name: 'ledger' }).table,
      clock: { now: () => Instant('2026-11-23T02:00:00.000Z') },
      ids,
      sha256: (text) => createHash('sha256').update(text).digest('hex'),
    });
    const report = createReportBreach({ store, ids });
    const breach = { measure: 'mape' as const, week: '2026-11-16', values: [0.3, 0.4, 0.5], limit: 0.25 };
    await report(main, breach);
    await report(main, breach);
    await report(main, { ...breach, week: '2026-11-09' });
    await report(main, { ...breach, week: '2026-11-23' });
    const events = await store.read({ tenantId: main, kind: 'FORECASTACCURACY', id: 'all' });
    expect(events.map(({ payload }) => payload['week'])).toEqual(['2026-11-16', '2026-11-23']);
    for (const { type, payload } of events) {
      expect(forecastAccuracyEventPayloads['forecast.accuracy_breached'].safeParse(payload).success).toBe(true);
      expect(publications['FORECASTACCURACY']).toMatchObject({ source: 'oms.forecasting', detailTypes: forecastAccuracyDetailTypes });
      expect(Object.keys(forecastAccuracyDetailTypes)).toContain(type);
    }
  });
});
