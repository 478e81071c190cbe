import { openLocalKeys } from '../../lib/platform/embedded/keys.local.ts';
import { openEmbeddedParts } from './engine.ts';
import { describeKeysContract } from './keys.contract.ts';

describeKeysContract('embedded', async () => {
  const { dataDir, ids, close } = openEmbeddedParts();
  return { keys: openLocalKeys(dataDir, ids), reopen: async () => openLocalKeys(dataDir, ids), close };
});
