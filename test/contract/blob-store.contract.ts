import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BlobStore, LimitExceededError } from '../../lib/platform/ports.ts';
import type { Engine } from './engine.ts';

export type BlobStoreEngine = Engine & { readonly blobs: BlobStore };

const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** What every engine's `BlobStore` does. */
export const describeBlobStoreContract = (name: string, makeEngine: () => Promise<BlobStoreEngine>): void => {
  describe(`BlobStore: ${name}`, () => {
    let engine: BlobStoreEngine;
    let blobs: BlobStore;
    beforeEach(async () => {
      engine = await makeEngine();
      blobs = engine.blobs;
    });
    afterEach(async () => engine.close());

    const put = (key: string): Promise<void> => blobs.put(key, { bytes: text(key), contentType: 'text/plain' });

    it('gives back the bytes and their type', async () => {
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      await blobs.put('raw/1', { bytes, contentType: 'application/octet-stream' });
      const found = await blobs.get('raw/1');
      expect(found?.contentType).toBe('application/octet-stream');
      expect(Buffer.from(found?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
    });

    it('keeps what was put, even when the caller reuses its buffer', async () => {
      const bytes = text('first');
      const written = blobs.put('raw/1', { bytes, contentType: 'text/plain' });
      bytes.fill(0);
      await written;
      expect(Buffer.from((await blobs.get('raw/1'))?.bytes ?? []).toString()).toBe('first');
    });

    it('keeps an empty blob apart from a missing one', async () => {
      await blobs.put('empty', { bytes: new Uint8Array(), contentType: 'text/plain' });
      expect((await blobs.get('empty'))?.bytes.byteLength).toBe(0);
      expect(await blobs.get('missing')).toBeUndefined();
    });

    it('replaces and deletes', async () => {
      await put('a');
      await blobs.put('a', { bytes: text('new'), contentType: 'text/csv' });
      expect((await blobs.get('a'))?.contentType).toBe('text/csv');
      await blobs.delete('a');
      await blobs.delete('a');
      expect(await blobs.get('a')).toBeUndefined();
    });

    it('lists keys of a prefix in order, page by page', async () => {
      for (const key of ['raw/b', 'raw/a', 'rawx', 'raw/c/1', 'other', 'raw/%']) await put(key);
      expect(await blobs.list({ prefix: 'raw/', limit: 100 })).toEqual(['raw/%', 'raw/a', 'raw/b', 'raw/c/1']);
      expect(await blobs.list({ prefix: 'raw/', limit: 2 })).toEqual(['raw/%', 'raw/a']);
      expect(await blobs.list({ prefix: 'raw/', limit: 2, after: 'raw/a' })).toEqual(['raw/b', 'raw/c/1']);
      expect(await blobs.list({ prefix: '', limit: 2, after: 'raw/c/1' })).toEqual(['rawx']);
      expect(await blobs.list({ prefix: 'nothing', limit: 10 })).toEqual([]);
    });

    it('lists with the keys how large each blob is and when it was stored', async () => {
      await blobs.put('raw/a', { bytes: text('four'), contentType: 'text/plain' });
      await blobs.put('raw/b', { bytes: new Uint8Array(), contentType: 'text/plain' });
      await put('rawx');
      const entries = await blobs.listEntries({ prefix: 'raw/', limit: 10 });
      expect(entries.map(({ key, byteLength }) => [key, byteLength])).toEqual([
        ['raw/a', 4],
        ['raw/b', 0],
      ]);
      for (const { storedAt } of entries) expect(storedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect((await blobs.listEntries({ prefix: 'raw/', limit: 1, after: 'raw/a' })).map(({ key }) => key)).toEqual(['raw/b']);
    });

    it('refuses keys and limits out of bounds', async () => {
      await expect(put('')).rejects.toThrow(LimitExceededError);
      await expect(put('k'.repeat(1_025))).rejects.toThrow(LimitExceededError);
      await expect(blobs.list({ prefix: '', limit: 0 })).rejects.toThrow(LimitExceededError);
    });
  });
};
