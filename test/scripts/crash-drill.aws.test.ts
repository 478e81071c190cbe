import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { missingForAws, openAwsEstate } from '../../scripts/crash-drill/aws/estate.ts';
import { runDrill } from '../../scripts/crash-drill/drill.ts';
import { describeOptional } from '../support/optional-suite.ts';

describeOptional('crash drill on the AWS engine', missingForAws(), () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'waybill-drill-'));
  });
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

  it('processes killed twice under load, over the AWS adapters, have lost nothing and done nothing twice', async () => {
    const estate = await openAwsEstate({ dataDir, seed: 3 });
    try {
      const report = await runDrill({ rounds: 2, seed: 3, estate, tell: () => undefined });
      expect(report.problems).toEqual([]);
      expect(report).toMatchObject({ engine: 'aws', audit: { ok: true, findings: 0 } });
      expect(report.kills).toBeGreaterThanOrEqual(2);
      expect(report.acknowledged).toBeGreaterThan(5);
      expect([report.found, report.finished]).toEqual([report.acknowledged, report.acknowledged]);
    } finally {
      await estate.close();
    }
  }, 300_000);
});
