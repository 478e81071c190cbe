import { createTenantIds } from '../../lib/access/index.ts';
import { createRecordCheckStandings } from '../../lib/intelligence/index.ts';
import { createLearnRecords, isTooMany } from '../../lib/orders/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { recordChecksOf, storeOf } from '../composition.ts';

/** What the checks of orders learn from. */
export const learnRecordsOf = (platform: Platform) =>
  createLearnRecords({ platform, store: storeOf(platform), checks: recordChecksOf(platform), tenants: createTenantIds(platform) });

/** How the checks stand. */
export const recordStandingsOf = (platform: Platform) =>
  createRecordCheckStandings({ checks: recordChecksOf(platform), now: () => platform.clock.now(), isTooMany });
