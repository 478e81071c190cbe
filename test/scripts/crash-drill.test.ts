import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDrill } from '../../scripts/crash-drill/drill.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-drill-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('an installation killed three times under load has lost nothing and done nothing twice', async () => {
  const told: string[] = [];
  const report = await runDrill({ rounds: 3, seed: 3, dataDir, tell: (line) => told.push(line) });
  expect(told).toHaveLength(3);
  expect(report.orders).toBeGreaterThan(10);
  expect(report.violations).toEqual([]);
}, 90_000);
