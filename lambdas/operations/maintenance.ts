import { setTimeout as pause } from 'node:timers/promises';
import { createAudit, createRebuildViews } from '../../lib/operations/index.ts';
import type { Platform } from '../../lib/platform/ports.ts';
import { wirings } from '../../lib/wirings.ts';
import { storeOf, waitsOf } from '../composition.ts';
import { projections } from '../projections.ts';

/** What walks the whole installation; apart from the other use cases of operators, because no function needs it. */
export const composeMaintenance = (platform: Platform) => {
  const store = storeOf(platform);
  const waits = waitsOf(platform);
  const parts = { platform, projections, pause: (ms: number) => pause(ms) };
  return { audit: createAudit({ ...parts, store, waits, wirings }), rebuildViews: createRebuildViews(parts) };
};
