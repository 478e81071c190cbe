import { createTenantIds } from '../../lib/access/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { createFutureValues, createHindsightRows, createLookBack, type LookBack } from '../../lib/sourcing/index.ts';
import { learnedFiguresOf } from '../composed/base.ts';
import { openReplay } from './composition.ts';
import { outcomeRowsOf } from './learning.ts';

/** Looking back at decisions; apart from the other use cases, because it needs the whole history. */
export const openLookBack = (platform: Platform): LookBack =>
  createLookBack({
    platform,
    tenants: createTenantIds(platform),
    rows: createHindsightRows(platform),
    outcomes: outcomeRowsOf(platform),
    log: openReplay(platform),
    learned: learnedFiguresOf(platform),
    futureValues: createFutureValues(platform),
  });
