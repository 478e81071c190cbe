import { openBlobStore } from '../../lib/platform/embedded/blob-store.sqlite.ts';
import { describeBlobStoreContract } from './blob-store.contract.ts';
import { openEmbeddedParts } from './engine.ts';

describeBlobStoreContract('embedded', async () => {
  const { store, close } = openEmbeddedParts();
  return { blobs: openBlobStore(store), close };
});
