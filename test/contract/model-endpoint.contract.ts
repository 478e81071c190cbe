import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ModelEndpoint, ModelUnavailableError, UnavailableError } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

/** Endpoints: `doubler` doubles `{ value }`, `broken` fails, `slow` answers after more than 300 ms. */
export type ModelEndpointEngine = Engine & { readonly models: ModelEndpoint };

/** What every engine's `ModelEndpoint` does. */
export const describeModelEndpointContract = (name: string, makeEngine: () => Promise<ModelEndpointEngine>): void => {
  describe(`ModelEndpoint: ${name}`, () => {
    let engine: ModelEndpointEngine;
    beforeEach(async () => {
      engine = await makeEngine();
    });
    afterEach(async () => engine.close());

    it('answers what the model says', async () => {
      expect(await engine.models.invoke({ endpoint: 'doubler', payload: { value: 21 }, deadlineMs: 5_000 })).toEqual({ value: 42 });
    });

    it.each([
      ['does not exist', 'nobody', 5_000],
      ['fails', 'broken', 5_000],
      ['is too slow', 'slow', 50],
      ['has an inherited name', 'constructor', 5_000],
    ])('is unavailable when the model %s', async (_what, endpoint, deadlineMs) => {
      const invoked = engine.models.invoke({ endpoint, payload: { value: 1 }, deadlineMs });
      await expect(invoked).rejects.toBeInstanceOf(ModelUnavailableError);
      await expect(invoked).rejects.toBeInstanceOf(UnavailableError);
    });

    it('answers within the deadline, not after it', async () => {
      const started = performance.now();
      await expect(engine.models.invoke({ endpoint: 'slow', payload: {}, deadlineMs: 50 })).rejects.toThrow();
      expect(performance.now() - started).toBeLessThan(290);
    });
  });
};
