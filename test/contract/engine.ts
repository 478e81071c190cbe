import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Instant } from '../../lib/kernel/instant.ts';
import { createIds } from '../../lib/platform/system/ids.system.ts';
import { openStore, type Store } from '../../lib/platform/embedded/store.ts';
import { createVirtualClock, type VirtualClock } from '../../lib/platform/embedded/virtual-clock.ts';
import type { Ids } from '../../lib/platform/ports.ts';

/** Every contract suite closes the engine it has made. */
export type Engine = { close(): Promise<void> };

/** For ports that know time: makes it pass, by a virtual clock or by waiting. */
export type TimedEngine = Engine & { advanceSeconds(seconds: number): Promise<void> };

export type EmbeddedParts = {
  readonly dataDir: string;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly ids: Ids;
  readonly close: () => Promise<void>;
  readonly advanceSeconds: (seconds: number) => Promise<void>;
};

export const startOfTests = Instant('2026-11-20T10:00:00.000Z');

export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'waybill-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** A store in a folder of its own, with time that passes only when told. */
export const openEmbeddedParts = (): EmbeddedParts => {
  const folder = temporaryFolder();
  const store = openStore({ dataDir: folder.path });
  const clock = createVirtualClock(startOfTests);
  return {
    dataDir: folder.path,
    store,
    clock,
    ids: createIds(clock),
    close: async () => {
      await store.close();
      folder.remove();
    },
    advanceSeconds: async (seconds) => clock.advanceMs(seconds * 1_000),
  };
};
