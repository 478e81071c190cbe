import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runDrill } from '../../scripts/crash-drill/drill.ts';
import { openEmbeddedEstate } from '../../scripts/crash-drill/embedded/estate.ts';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-drill-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it('an installation killed three times under load has lost nothing and done nothing twice', async () => {
  const told: string[] = [];
  const estate = openEmbeddedEstate(dataDir);
  try {
    const report = await runDrill({ rounds: 3, seed: 3, estate, tell: (line) => told.push(line) });
    expect(told).toHaveLength(4);
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ kills: 3, killed: { installation: 3 }, sentBack: 0, audit: { ok: true, findings: 0 } });
    expect(report.acknowledged).toBeGreaterThan(10);
    expect([report.found, report.finished]).toEqual([report.acknowledged, report.acknowledged]);
  } finally {
    await estate.close();
  }
}, 180_000);
