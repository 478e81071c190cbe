import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultAssumptions } from '../../../lib/operations/domain/costs/assumptions.ts';
import { itemBytes, storageOverheadBytes } from '../../../lib/operations/domain/costs/capacity.ts';
import { usageSince } from '../../../lib/operations/domain/costs/meters.ts';
import type { Table } from '../../../lib/platform/ports.ts';
import { type MeteredInstallation, openMeteredInstallation } from '../../../scripts/costs/installation.ts';
import { openRetail } from '../../../scripts/costs/retail.ts';

let dataDir: string;
let installation: MeteredInstallation;
let retail: ReturnType<typeof openRetail>;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'waybill-costs-test-'));
  installation = await openMeteredInstallation(dataDir, defaultAssumptions);
  retail = openRetail(installation, 7);
  await retail.stockUp(1);
});
afterAll(async () => {
  await installation.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const bytesIn = async (table: Table): Promise<number> => {
  let bytes = 0;
  let cursor: string | undefined;
  do {
    const page = await table.scan(cursor === undefined ? {} : { cursor });
    for (const item of page.items) if (item['ttl'] === undefined) bytes += itemBytes(item) + storageOverheadBytes;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return bytes;
};

const stored = async () => ({
  ledger: await bytesIn(installation.runtime.platform.ledger),
  views: await bytesIn(installation.runtime.platform.views),
  vault: await bytesIn(installation.runtime.platform.vault),
});

describe('an order served under the meter', () => {
  it('leaves in the tables exactly the bytes that the meter has seen', async () => {
    const [realBefore, meteredBefore] = [await stored(), installation.ports.stored()];
    await retail.serve(2);
    const [realAfter, meteredAfter] = [await stored(), installation.ports.stored()];
    for (const name of ['ledger', 'views', 'vault'] as const) {
      expect(meteredAfter[name] - meteredBefore[name], name).toBe(realAfter[name] - realBefore[name]);
      expect(realAfter[name], name).toBeGreaterThan(realBefore[name]);
    }
  });

  it('is seen by every meter that it passes', async () => {
    const [before, invocations] = [installation.ports.usage(), installation.functions.invocations()];
    await retail.serve(1);
    const usage = usageSince(before, installation.ports.usage());
    // Placed; listed, read, picked, packed, shipped and delivered; read three times.
    expect(usage['http-api.requests']).toBe(10);
    expect(usage['scheduler.invocations']).toBe(1);
    expect(usage['kms.requests']).toBeGreaterThanOrEqual(1);
    for (const meter of ['dynamodb.read-units', 'eventbridge.events', 'sqs.standard-requests', 'sqs.fifo-requests'] as const)
      expect(usage[meter], meter).toBeGreaterThan(0);
    const after = installation.functions.invocations();
    for (const kind of ['http', 'authorizer', 'queue', 'stream', 'task'] as const)
      expect(after[kind], kind).toBeGreaterThan(invocations[kind]);
  });

  it('has its write units divided among the kinds of records without a rest', () => {
    const total = installation.ports.usage()['dynamodb.write-units'];
    expect(installation.ports.contributions().reduce((sum, { writeUnits }) => sum + writeUnits, 0)).toBe(total);
  });
});
