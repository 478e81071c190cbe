import { expect, it } from 'vitest';
import { openBlobStore } from '../../lib/platform/embedded/blob-store.sqlite.ts';
import { describeBlobStoreContract } from './blob-store.contract.ts';
import { openEmbeddedParts } from './engine.ts';

describeBlobStoreContract('embedded', async () => {
  const { store, clock, close } = openEmbeddedParts();
  return { blobs: openBlobStore(store, clock), close };
});

it('opens the blobs of a release that did not note when they were stored', async () => {
  const { store, clock, close } = openEmbeddedParts();
  store.define('CREATE TABLE blob (key TEXT PRIMARY KEY, content_type TEXT NOT NULL, bytes BLOB NOT NULL)');
  await store.write((writer) => {
    writer.run('INSERT INTO blob (key, content_type, bytes) VALUES (?, ?, ?)', 'raw/old', 'text/plain', new Uint8Array(3));
  });
  const blobs = openBlobStore(store, clock);
  await blobs.put('raw/young', { bytes: new Uint8Array(5), contentType: 'text/plain' });
  expect(await blobs.listEntries({ prefix: 'raw/', limit: 10 })).toEqual([
    { key: 'raw/old', byteLength: 3, storedAt: null },
    { key: 'raw/young', byteLength: 5, storedAt: clock.now() },
  ]);
  await close();
});
