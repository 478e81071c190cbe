import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { createLocalModels } from '../../lib/platform/embedded/model-endpoint.local.ts';
import { ModelUnavailableError } from '../../lib/platform/ports.ts';
import { describeModelEndpointContract } from './model-endpoint.contract.ts';

describeModelEndpointContract('embedded', async () => ({
  models: createLocalModels({
    doubler: (payload) => ({ value: (payload as { value: number }).value * 2 }),
    broken: () => {
      throw new Error('no artefact');
    },
    slow: () => sleep(320, {}),
  }),
  close: async () => undefined,
}));

describe('local models', () => {
  it('refuse the answer of a model that kept the thread busy past its deadline', async () => {
    const busy = (): string => {
      const until = performance.now() + 30;
      while (performance.now() < until);
      return 'late';
    };
    const models = createLocalModels({ busy });
    await expect(models.invoke({ endpoint: 'busy', payload: {}, deadlineMs: 5 })).rejects.toThrow(ModelUnavailableError);
  });
});
