import { existsSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { conformAsl } from '../../../../scripts/conformance/asl.ts';

const folder = new URL('../../../../../shared/corpus/asl', import.meta.url).pathname;

describe.runIf(existsSync(folder))('Public state machines', () => {
  it('are run or refused by name when valid, and refused when invalid', async () => {
    const results = await conformAsl(folder);
    expect(results.length).toBeGreaterThan(50);
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(results.filter(({ line }) => line.startsWith('loaded and run')).length).toBeGreaterThan(3);
  });
});
