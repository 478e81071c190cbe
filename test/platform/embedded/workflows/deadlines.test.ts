import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { fromEpochMs } from '../../../../lib/kernel/instant.ts';
import { createDeadlines } from '../../../../lib/platform/embedded/workflows/deadlines.ts';
import { driveWorkflows } from '../../../../lib/platform/embedded/workflows/driver.ts';
import { machineOf, openEngine } from './support/engine.ts';

describe('Deadlines', () => {
  it('come out in order, each execution by its latest setting', () => {
    const change = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 200 }), fc.integer({ min: 0, max: 60 }), (changes, now) => {
        const deadlines = createDeadlines();
        const expected = new Map<string, number>();
        for (const [id, at] of changes) {
          deadlines.set(`e${id}`, at === undefined ? undefined : fromEpochMs(at));
          if (at === undefined) expected.delete(`e${id}`);
          else expected.set(`e${id}`, at);
        }
        const ordered = [...expected].toSorted(([leftId, left], [rightId, right]) => left - right || (leftId < rightId ? -1 : 1));
        expect(deadlines.next()).toBe(ordered[0] === undefined ? undefined : fromEpochMs(ordered[0][1]));
        expect(deadlines.takeDue(fromEpochMs(now))).toEqual(ordered.filter(([, at]) => at <= now).map(([id]) => id));
        expect(deadlines.next()).toBe(
          ordered.find(([, at]) => at > now) === undefined ? undefined : fromEpochMs(ordered.find(([, at]) => at > now)?.[1] ?? 0),
        );
      }),
    );
  });

  it('are kept by the driver as the clock passes them', async () => {
    vi.useFakeTimers();
    try {
      const clock = { now: () => fromEpochMs(Date.now()), set: () => undefined };
      const engine = await openEngine({ machines: { m: machineOf('W', { W: { Type: 'Wait', Seconds: 2, End: true } }) }, clock });
      const stop = driveWorkflows(engine.workflows, clock, { everyMs: 100, onError: (error) => engine.errors.push(error) });
      await engine.run('m', {});
      await vi.advanceTimersByTimeAsync(1_900);
      expect((await engine.describe('m')).status).toBe('running');
      await vi.advanceTimersByTimeAsync(200);
      expect((await engine.describe('m')).status).toBe('succeeded');
      await stop();
      expect(engine.errors).toEqual([]);
    } finally {
      vi.useRealTimers();
    }
  });
});
