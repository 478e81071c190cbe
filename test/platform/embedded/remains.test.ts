import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRemains } from '../../../lib/platform/embedded/remains.ts';
import { createVault } from '../../../lib/platform/vault/vault.ts';
import { openLocalKeys } from '../../../lib/platform/embedded/keys.local.ts';
import { openTable } from '../../../lib/platform/embedded/table.sqlite.ts';
import { openEmbeddedParts } from '../../contract/engine.ts';

const filesHold = (folder: string, bytes: Buffer): boolean =>
  readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(bytes));

describe('remains of destroyed keys', () => {
  it('are gone from every file once the noted erasure has been carried out', async () => {
    const parts = openEmbeddedParts();
    try {
      const vaultTable = openTable(parts.store, { name: 'vault' }).table;
      const remains = createRemains(parts.store, openTable(parts.store, { name: 'runtime' }).table, parts.clock);
      const keys = openLocalKeys(parts.dataDir, parts.ids, remains.note);
      const vault = createVault({ vault: vaultTable, keys, clock: parts.clock });
      const personId = await vault.personFor('main', { email: 'ida.rowan@example.com', fallback: 'x' });
      await vault.put('main', personId, 'PROFILE', { name: 'Ida Rowan' });
      const wrapped = Buffer.from(String((await vaultTable.get({ PK: `main#PERSON#${personId}`, SK: 'KEY' }))?.['wrapped']));
      expect(filesHold(parts.dataDir, wrapped)).toBe(true);

      expect(await remains.destroy()).toBe(false);
      await vault.erase('main', personId);
      expect(await remains.destroy()).toBe(true);
      expect(filesHold(parts.dataDir, wrapped)).toBe(false);
      expect(await remains.destroy()).toBe(false);
    } finally {
      await parts.close();
    }
  });
});
